package io.workfloworchestrator.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.workfloworchestrator.files.ProjectFolder;
import io.workfloworchestrator.json.CodedException;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.state.Cause;
import io.workfloworchestrator.state.Commit;
import io.workfloworchestrator.state.InMemoryStateStore;
import io.workfloworchestrator.state.Revision;
import io.workfloworchestrator.state.StateKey;
import io.workfloworchestrator.state.StateManager;
import io.workfloworchestrator.state.spi.Proposal;
import io.workfloworchestrator.state.spi.StateView;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An answer comes from one look at the state, and speaks of one revision. */
class OneLookTest {
    private static final Cause ME = Cause.of("me", "a trial");
    private static final StateKey<Json> OTHER = StateKey.json("note/other");

    private static final String DEFINITION = """
            workflow: rel
            version: 1
            data: {n: {type: int, default: 0}}
            facts:
              notes: {file: NOTES.md}
            phases:
              - id: a
                steps:
                  - {id: write, title: Write, done: facts.notes.exists}
                  - {id: review, title: Review}
                exit:
                  - {id: enough, when: data.n > 0, otherwise: "n is 0"}
              - id: b
                steps:
                  - {id: ship, title: Ship}
                  - {id: tidy, title: Tidy, done: data.n > 1 && !facts.notes.exists}
            """;

    @TempDir
    private Path project;

    private final CountingView view = new CountingView();
    private final StateManager states = StateManager.of(new InMemoryStateStore(), view, Clock.systemUTC());
    private Workflow<Json> workflow;

    /** Counts the looks at what people edit. */
    private static final class CountingView implements StateView {
        private int looks;

        @Override
        public void absorb() {
            looks++;
        }

        @Override
        public Map<String, Proposal.Announcement> announce(SortedMap<String, Optional<Json>> changes) {
            return Map.of();
        }

        @Override
        public void committed(List<String> keys) {}

        @Override
        public List<Notice> notices() {

            return List.of();
        }

        @Override
        public void close() {}
    }

    @BeforeEach
    void begin() throws IOException {
        Path file = project.resolve(".ai-planning/definitions/rel.yaml");
        Files.createDirectories(file.getParent());
        Files.writeString(file, DEFINITION);
        workflow = Workflow.of(ProjectFolder.open(project), "rel/1", states).open();
        workflow.initialize("Rel", ME);
        workflow.next();
        view.looks = 0;
    }

    private int looks(Runnable work) {
        view.looks = 0;
        work.run();
        return view.looks;
    }

    @Test
    void aQuestionIsOneLook() {
        assertThat(looks(workflow::status)).isEqualTo(1);
        assertThat(looks(workflow::next)).isEqualTo(1);
        assertThat(looks(() -> workflow.explain("advance"))).isEqualTo(1);
        assertThat(looks(() -> workflow.now().simulate(Map.of("data.n", 1)))).isEqualTo(1);
        assertThat(looks(workflow::progress)).isEqualTo(1);
        assertThat(looks(workflow::sync)).isEqualTo(1);
        assertThat(looks(workflow::running)).isEqualTo(1);
        assertThat(looks(() -> {
                    WorkflowMoment<Json> now = workflow.now();
                    now.status();
                    now.next();
                    now.explain("advance");
                    now.moment().notices();
                    now.moment().changesSince(Revision.NONE, 10);
                }))
                .isEqualTo(1);
    }

    @Test
    void aChangeIsTwoLooksAtMost() {
        assertThat(looks(() -> workflow.update(data -> data.asObject().with("n", Json.of(1)), ME)))
                .isLessThanOrEqualTo(2);
        assertThat(looks(() -> workflow.complete("review", "read", ME).after().progress()))
                .isLessThanOrEqualTo(2);
        assertThat(looks(() -> workflow.reopen("review", ME))).isLessThanOrEqualTo(2);
        assertThat(looks(() -> workflow.skip("review", ME))).isLessThanOrEqualTo(2);
        assertThat(looks(() -> workflow.advance(Optional.empty(), ME))).isLessThanOrEqualTo(2);
        assertThat(looks(() -> workflow.jumpTo("b", ME))).isLessThanOrEqualTo(2);
        assertThat(looks(() -> workflow.migrate(Optional.empty(), ME))).isLessThanOrEqualTo(2);
        assertThat(looks(() -> workflow.initialize("", ME))).isLessThanOrEqualTo(2);
    }

    @Test
    void aQuestionThatFindsSomethingOnDiskIsTwoLooksAndAnswersWithWhatItCommitted() throws IOException {
        Files.writeString(project.resolve("NOTES.md"), "# Notes");
        view.looks = 0;
        WorkflowMoment<Json> now = workflow.now();
        assertThat(view.looks).isEqualTo(2);
        assertThat(now.changes()).hasSize(1);
        assertThat(now.revision()).isEqualTo(now.state().revision());
        assertThat(now.status().revision()).isEqualTo(now.revision());
    }

    @Test
    void everyQuestionOfOneMomentTellsTheSameRevision() {
        states.create(OTHER, Json.of(1), ME); // the store moves on, the workflow does not
        Revision head = states.head();
        assertThat(workflow.status().revision()).isEqualTo(head);
        assertThat(workflow.next().revision()).isEqualTo(head);
        WorkflowMoment<Json> now = workflow.now();
        states.update(OTHER, value -> Json.of(2), ME);
        workflow.update(data -> data.asObject().with("n", Json.of(1)), ME);
        assertThat(now.revision()).isEqualTo(head);
        assertThat(now.status().revision()).isEqualTo(head);
        assertThat(now.next().revision()).isEqualTo(head);
        assertThat(now.next().missing()).anyMatch(missing -> missing.id().equals("gate:enough"));
        assertThat(now.moment().get(OTHER).value()).isEqualTo(Json.of(1));
    }

    @Test
    void aChangeAnswersWithItsOwnRevisionAndWhatItCameFrom() {
        WorkflowChange<Json> jumped = workflow.jumpTo("b", ME);
        states.create(OTHER, Json.of(1), ME);
        assertThat(jumped.before().phase()).isEqualTo("a");
        assertThat(jumped.value().phase()).isEqualTo("b");
        assertThat(jumped.revision()).isEqualTo(jumped.commit().orElseThrow().revision());
        assertThat(jumped.after().status().revision()).isEqualTo(jumped.revision());

        WorkflowChange<Json> same = workflow.reopen("review", ME);
        assertThat(same.commit()).isEmpty();
        assertThat(same.revision()).isEqualTo(states.head());
    }

    @Test
    void theReasonSaysWhatWasDoneToWhatAndWhy() {
        workflow.complete("review", "agreed with the team", Cause.of("me", "agreed with the team"));
        workflow.reopen("review", Cause.by("me"));
        workflow.skip("review", Cause.of("me", "not needed"));
        workflow.jumpTo("b", Cause.of("me", "in a hurry"));
        assertThat(states.history(4))
                .extracting(commit -> commit.cause().reason())
                .containsExactly(
                        "jumped to phase \"b\" past the gates: in a hurry",
                        "skipped step \"review\": not needed",
                        "reopened step \"review\"",
                        "completed step \"review\": agreed with the team");
        assertThat(workflow.state().orElseThrow().value().step("review").note()).contains("not needed");
        assertThat(states.commit(Revision.of(1)).cause().reason()).isEqualTo("began rel/1 \"Rel\": a trial");
    }

    @Test
    void whatWasDetectedIsOneLineWithItsEvidenceBelow() throws IOException {
        Files.writeString(project.resolve("NOTES.md"), "# Notes");
        workflow.next();
        Cause cause = states.history(1).get(0).cause();
        assertThat(cause.headline()).isEqualTo("step \"write\" is complete");
        assertThat(cause.reason()).contains("\n", "facts.notes.exists", "NOTES.md");
    }

    @Test
    void whatWasDetectedIsNotTakenBackAndTheFileThatDecidesIsNamed() throws IOException {
        workflow.complete("review", "read", Cause.by("ann"));
        Files.writeString(project.resolve("NOTES.md"), "# Notes");
        workflow.next();
        Commit detected = states.history(1).get(0);
        CodedException refused = catchThrowableOfType(
                CodedException.class, () -> Workflow.requireUndoable(ProjectFolder.open(project), states, detected));
        assertThat(refused.code()).isEqualTo("E_UNDO_DETECTED");
        assertThat(refused)
                .hasMessageContaining("NOTES.md")
                .hasMessageContaining("Nothing was changed")
                .hasMessageContaining("ann: completed step \"review\"");
        Workflow.requireUndoable(ProjectFolder.open(project), states, states.commit(Revision.of(1)));
    }

    @Test
    void whatAChangeDecidedIsNotLaidToFilesAndGoesBackWithIt() {
        workflow.update(data -> data.asObject().with("n", Json.of(2)), ME);
        workflow.next();
        Commit detected = states.history(1).get(0);
        assertThat(detected.cause().headline()).isEqualTo("step \"tidy\" is complete");
        ProjectFolder folder = ProjectFolder.open(project);
        assertThat(Workflow.newestMeant(folder, states, states.history(10)).map(Commit::revision))
                .contains(Revision.of(detected.revision().number() - 1));
        CodedException refused =
                catchThrowableOfType(CodedException.class, () -> Workflow.requireUndoable(folder, states, detected));
        assertThat(refused)
                .hasMessageContaining("follows from what was changed before it")
                .hasMessageNotContaining("NOTES.md");
    }
}
