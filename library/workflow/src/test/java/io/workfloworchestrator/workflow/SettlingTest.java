package io.workfloworchestrator.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.definition.Names;
import io.workfloworchestrator.definition.WorkflowDefinition;
import io.workfloworchestrator.detect.Detection;
import io.workfloworchestrator.detect.ScanFinding;
import io.workfloworchestrator.detect.StateDetector;
import io.workfloworchestrator.json.Json;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is concluded from what was detected, and what is not. */
@SuppressWarnings("NullAway.Init")
class SettlingTest {
    @TempDir
    Path root;

    private List<String> changes(String code, String path) {
        Project project = new Project(root);
        WorkflowDefinition definition = WorkflowDefinition.load(Path.of("../../docs/definitions/approval.yaml"));
        Workflow<Json> approval = project.open(definition);
        approval.initialize("a", Project.ME);
        project.write("approval/answers/ada.md", "yes");
        WorkflowState<Json> state = approval.sync().state().value();
        project.delete("approval/answers/ada.md");

        Compiled compiled = new Compiled(definition, null, "main", Optional.empty());
        Detection seen = StateDetector.of(project.folder(), compiled.facts).scan();
        Detection told = new Detection(
                seen.facts(),
                List.of(new ScanFinding(code, path, 0, "for some reason")),
                seen.changedFacts(),
                seen.cost());
        return Settling.settle(
                        new Seen(
                                compiled,
                                told,
                                new ItemSight(
                                        Instant.EPOCH, new CoveredFiles(project.folder()).look(), new ItemGraphs()),
                                OtherWorkflows.NONE),
                        state,
                        Json.Obj.EMPTY,
                        UnaryOperator.identity())
                .changes();
    }

    @Test
    void whatLiesInAFolderThatCannotBeReadIsNotMissing() {
        assertThat(changes("E_ENTRY_UNREADABLE", "approval")).noneMatch(change -> change.contains("missing"));
    }

    @Test
    void whatLiesBeyondABoundOfTheScanIsNotMissing() {
        assertThat(changes("E_SCAN_ENTRIES", "approval/answers")).noneMatch(change -> change.contains("missing"));
    }

    @Test
    void anUnreadableFolderElsewhereHidesNothing() {
        assertThat(changes("E_ENTRY_UNREADABLE", "approval/answers-of-others")).contains("answers missing: ada");
    }

    private static final String UNREAD =
            "todo.md could not be read, so this gate is not known to hold. See what was found odd.";
    private static final String WRITTEN = "step \"write-request\" is complete";

    private Workflow<Json> approval(Project project) {
        Workflow<Json> approval =
                project.open(WorkflowDefinition.load(Path.of("../../docs/definitions/approval.yaml")));
        approval.initialize("a", Project.ME);
        return approval;
    }

    @Test
    void aStepWhoseFileCanNoLongerBeReadStaysComplete() {
        Project project = new Project(root).write("approval/request.md", Project.words(60));
        Workflow<Json> approval = approval(project);
        assertThat(approval.sync().changes()).anyMatch(change -> change.startsWith(WRITTEN));

        project.write("approval/request.md", Project.words(2_000_000)); // more than is read of one file
        Sync<Json> unread = approval.sync();
        assertThat(unread.changes()).isEmpty();
        assertThat(unread.state().value().isDone("write-request")).isTrue();
        assertThat(unread.notes()).anyMatch(note -> note.startsWith("step \"write-request\" stays complete: "));
        assertThat(approval.next().notes()).anyMatch(note -> note.startsWith("E_FILE_SIZE approval/request.md"));

        project.write("approval/request.md", "short");
        assertThat(approval.sync().changes())
                .as("readable again, and not long enough")
                .anyMatch(change -> change.startsWith("step \"write-request\" is pending again"));
    }

    @Test
    void aStepWhoseFileCannotBeReadStaysOpen() {
        Project project = new Project(root).write("approval/request.md", Project.words(2_000_000));
        Workflow<Json> approval = approval(project);
        assertThat(approval.sync().changes()).isEmpty();

        project.write("approval/request.md", Project.words(60));
        assertThat(approval.sync().changes()).anyMatch(change -> change.startsWith(WRITTEN));
    }

    /** Work of one phase, that has this, about the checkboxes of {@code todo.md}. */
    private static Workflow<Json> todo(Project project, String phase) {
        Workflow<Json> work = project.open(WorkflowDefinition.parse("work.yaml", """
                workflow: work
                version: 1
                title: Work
                facts:
                  todo: {checkboxes: todo.md}
                phases:
                  - id: all
                    title: All
                """ + phase));
        work.initialize("w", Project.ME);
        return work;
    }

    @Test
    void aGateIsNotOpenWhileWhatItIsAboutCannotBeRead() {
        Project project = new Project(root).write("todo.md", "- [ ] open\n" + Project.words(2_000_000));
        Workflow<Json> work = todo(project, """
                    exit:
                      - {id: nothing-open, when: facts.todo.open == 0, otherwise: "Do what is open."}
                """);
        assertThat(work.next().missing())
                .singleElement()
                .satisfies(missing -> assertThat(missing.what()).contains("could not be read"));
        Why gate = work.explain("gate:nothing-open");
        assertThat(gate.holds()).isFalse();
        assertThat(gate.conditions()).extracting(Why.Condition::outcome).containsExactly(UNREAD);
        assertThat(gate.toChange()).containsExactly(UNREAD);
        assertThat(work.explain("advance").conditions())
                .extracting(Why.Condition::outcome)
                .containsExactly(UNREAD);
        assertThat(work.explain("advance").toText())
                .contains("[?]   gate:nothing-open")
                .doesNotContain("[yes]");

        project.write("todo.md", "- [x] done\n");
        assertThat(work.next().missing()).isEmpty();
        assertThat(work.explain("gate:nothing-open").holds()).isTrue();
        assertThat(work.explain("advance").conditions())
                .extracting(Why.Condition::outcome)
                .containsExactly("yes");
    }

    @Test
    void nothingCompletesByWhatIsNotThereForReaders() {
        Project project = new Project(root).write("todo.md", "- [ ] open\n" + Project.words(2_000_000));
        Workflow<Json> work = todo(project, """
                    steps:
                      - {id: do, title: Do what is to do, done: facts.todo.exists && facts.todo.open == 0}
                """);
        assertThat(work.sync().changes()).isEmpty();

        project.write("todo.md", "- [x] done\n");
        assertThat(work.sync().changes()).anyMatch(change -> change.startsWith("step \"do\" is complete"));
    }

    @Test
    void evidenceIsCutBetweenItsElementsAndSaysHowManyMore() {
        assertThat(Names.fitting(List.of("a", "b"), ", ", 4)).isEqualTo("a, b");
        assertThat(Names.fitting(List.of("one", "two", "three", "four"), ", ", 26))
                .isEqualTo("one, two and 2 more");
        assertThat(Names.fitting(List.of("x".repeat(50), "y"), ", ", 40)).isEqualTo("x".repeat(24) + "… and 1 more");

        List<String> globs =
                IntStream.range(0, 12).mapToObj(i -> "folder-" + i + "/*.md").toList();
        Project project = new Project(root).write("folder-3/a.md", "x");
        Workflow<Json> work = project.open(
                WorkflowDefinition.parse("work.yaml", """
                workflow: work
                version: 1
                title: Work
                facts:
                  notes: {files: [%s]}
                phases:
                  - id: all
                    title: All
                    steps:
                      - {id: note, title: Write a note, done: facts.notes.count > 0}
                """.formatted("\"" + String.join("\", \"", globs) + "\"")));
        work.initialize("w", Project.ME);
        assertThat(work.sync().changes())
                .containsExactly("step \"note\" is complete: facts.notes.count = 1 ("
                        + String.join(", ", globs.subList(0, 7)) + " and 5 more)");
    }

    @Test
    void anythingElseOddHidesNothing() {
        assertThat(changes("E_FILE_TEXT", "approval/answers")).contains("answers missing: ada");
    }
}
