package io.workfloworchestrator.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.workfloworchestrator.definition.DefinitionBuilder;
import io.workfloworchestrator.definition.WorkflowDefinition;
import io.workfloworchestrator.json.CodedException;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.state.InMemoryStateStore;
import io.workfloworchestrator.state.Revision;
import io.workfloworchestrator.state.StateException;
import io.workfloworchestrator.state.StateManager;
import io.workfloworchestrator.state.Subscription;
import io.workfloworchestrator.state.spi.StateStore;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several who work on one workflow, a disk that is watched, and a store that is only read or cannot be written. */
@SuppressWarnings("NullAway.Init")
class SharedWorkflowTest {
    private static final Path DOCS = Path.of("../../docs/definitions");

    @TempDir
    Path root;

    private Project project;
    private Workflow<Json> release;

    @BeforeEach
    void begin() {
        project = new Project(root);
        release = project.open(WorkflowDefinition.load(DOCS.resolve("release.yaml")));
    }

    @Test
    void anUnchangedProjectIsAnsweredWithoutWriting() {
        release.initialize("r", Project.ME);
        project.write("docs/release-notes.md", "short");
        NextSteps first = release.next();
        Revision head = project.states.head();

        NextSteps again = release.next();
        release.status();
        release.explain("advance");

        assertThat(first.changes()).singleElement().asString().startsWith("step \"write-notes\" is complete");
        assertThat(again.changes()).isEmpty();
        assertThat(again.steps()).isEqualTo(first.steps());
        assertThat(project.states.head()).isEqualTo(head);
        assertThat(project.states.history(1).get(0).cause().actor()).isEqualTo(Workflow.DETECTED);
    }

    @Test
    void manyThreadsCompletingDifferentStepsLoseNothing() throws Exception {
        DefinitionBuilder builder = WorkflowDefinition.builder("wide");
        builder.phase("only", phase -> {
            for (int i = 0; i < 40; i++) {
                phase.step("s" + i, "Step " + i);
            }
        });
        WorkflowDefinition wide = builder.build();
        project.open(wide).initialize("w", Project.ME);
        ExecutorService pool = Executors.newFixedThreadPool(4);
        try {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                String step = "s" + i;
                all.add(pool.submit(() -> project.open(wide).complete(step, "", Project.ME)));
            }
            for (Future<?> one : all) {
                one.get();
            }
        } finally {
            pool.shutdownNow();
        }
        Workflow<Json> done = project.open(wide);
        assertThat(done.progress()).isEqualTo(100);
        assertThat(done.advance(Optional.empty(), Project.ME)).isInstanceOf(Advance.Advanced.class);
        assertThatThrownBy(() -> done.advance(Optional.empty(), Project.ME)).hasMessageContaining("finished");
    }

    @Test
    void ofTwoWhoAdvanceAtOnceOneIsTold() throws Exception {
        release.initialize("r", Project.ME);
        ready();
        List<Future<Advance>> both = new ArrayList<>();
        ExecutorService pool = Executors.newFixedThreadPool(2);
        try {
            for (int i = 0; i < 2; i++) {
                Workflow<Json> mine = project.open(release.definition());
                both.add(pool.submit(() -> mine.advance(Optional.of("approve"), Project.ME)));
            }
            int advanced = 0;
            for (Future<Advance> one : both) {
                try {
                    advanced += one.get() instanceof Advance.Advanced ? 1 : 0;
                } catch (ExecutionException e) {
                    assertThat(e.getCause()).isInstanceOf(CodedException.class);
                }
            }
            assertThat(advanced).isEqualTo(1);
        } finally {
            pool.shutdownNow();
        }
        assertThat(release.status().phase()).isEqualTo("approve");
    }

    @Test
    void whileWatchedAnUnchangedProjectIsAnsweredFromMemoryAndAChangeIsNoticed() throws InterruptedException {
        release.initialize("r", Project.ME);
        release.next();
        CountDownLatch told = new CountDownLatch(1);
        try (Subscription watch = release.watch(told::countDown)) {
            assertThat(release.next().changes()).isEmpty();
            assertThatThrownBy(() -> release.watch(() -> {})).hasMessageContaining("watched already");
            project.write("docs/release-notes.md", "x");
            assertThat(told.await(20, TimeUnit.SECONDS)).isTrue();
            assertThat(release.next().changes()).anyMatch(c -> c.contains("write-notes"));
            assertThat(watch).isNotNull();
        }
        project.delete("docs/release-notes.md");
        assertThat(release.next().changes()).anyMatch(c -> c.contains("pending again"));
    }

    @Test
    void aStoreThatCannotBeWrittenStillAnswersAndSaysWhatWasNotRecorded() {
        AtomicBoolean readOnly = new AtomicBoolean();
        StateManager states = StateManager.of(refusingCommits(readOnly));
        Workflow<Json> mine =
                Workflow.at(project.folder(), release.definition(), states).open();
        mine.initialize("r", Project.ME);
        readOnly.set(true);
        project.write("docs/release-notes.md", "x");

        NextSteps next = mine.next();

        assertThat(next.changes()).anyMatch(c -> c.contains("write-notes"));
        assertThat(next.notes()).anyMatch(n -> n.startsWith("what was found on disk could not be recorded: "));
        assertThatThrownBy(() -> mine.skip("test", Project.ME)).hasMessageContaining("read-only");
        assertThat(mine.state().orElseThrow().value().isDone("write-notes")).isFalse();
    }

    private static StateStore refusingCommits(AtomicBoolean readOnly) {
        InMemoryStateStore store = new InMemoryStateStore();
        return (StateStore) Proxy.newProxyInstance(
                StateStore.class.getClassLoader(), new Class<?>[] {StateStore.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("commit") && readOnly.get()) {
                        throw new StateException("E_READ_ONLY", "the store is read-only");
                    }
                    return method.invoke(store, arguments);
                });
    }

    private void ready() {
        project.write("docs/release-notes.md", Project.words(300)).write("target/surefire-reports/TEST-a.xml", "<x/>");
    }
}
