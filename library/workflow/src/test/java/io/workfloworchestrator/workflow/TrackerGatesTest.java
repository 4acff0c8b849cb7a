package io.workfloworchestrator.workflow;

import static io.workfloworchestrator.workflow.Tasks.ANA;
import static io.workfloworchestrator.workflow.Tasks.BEN;
import static io.workfloworchestrator.workflow.Tasks.NO_TOKEN;
import static io.workfloworchestrator.workflow.Tasks.token;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.workfloworchestrator.definition.Call;
import io.workfloworchestrator.definition.WorkflowDefinition;
import io.workfloworchestrator.state.Cause;
import io.workfloworchestrator.state.Revision;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The issue tracker that is shipped: an issue gets to its end by what tools can record, and only by evidence that passed. */
class TrackerGatesTest {
    /** A server, whose name is nobody's. */
    private static final Cause SERVER = Cause.of("tracker 1 (add_evidence)", "a test");

    @TempDir
    private Path root;

    private Project project;
    private Tasks tasks;
    private Item issue;

    @BeforeEach
    void begin() {
        project = new Project(root).write("src/login.js", "login()");
        tasks = new Tasks(root, WorkflowDefinition.load(Path.of("../../docs/definitions/tracker.yaml")));
        Item added = tasks.work
                .items()
                .add("issue", Tasks.fields("Login fails"), ANA)
                .item();
        issue = tasks.claim(added, "ana");
        move("start");
    }

    private Item move(String move) {
        return tasks.work.items().move(issue.id(), move, NO_TOKEN, ANA).item();
    }

    private void evidence(EvidenceDraft draft, Revision token, Cause cause) {
        Item unused =
                tasks.work.items().addEvidence(issue.id(), draft, token, cause).item();
    }

    private static EvidenceDraft command(int exit) {
        return EvidenceDraft.of(Evidence.What.COMMAND, exit == 0 ? "passed" : "did not pass")
                .exit(exit)
                .covering("src/*.js");
    }

    private static EvidenceDraft review(String result) {
        return EvidenceDraft.of(Evidence.What.REVIEW, result);
    }

    private Why why(String move) {
        return tasks.work.explain("issue:" + issue.id() + "/" + move);
    }

    @Test
    void anIssueIsHandedInByACommandThatPassedAndAcceptedByTheReviewOfAnother() {
        evidence(command(0), token(issue), SERVER);
        assertThat(move("hand-in").status()).isEqualTo("review");
        tasks.work.items().release(issue.id(), token(issue), ANA);

        evidence(review("passed"), NO_TOKEN, BEN);
        assertThat(move("accept").status()).isEqualTo("fixed");
    }

    @Test
    void aCommandThatFailedOpensNoGate() {
        evidence(command(1), token(issue), SERVER);

        assertThatThrownBy(() -> move("hand-in"))
                .hasMessageContaining(
                        "Nothing proves yet that I-001 is fixed. Run its tests, and record the command that");
        assertThat(why("hand-in").conditions()).anySatisfy(condition -> {
            assertThat(condition.is()).isEqualTo("asserted command \"did not pass\" by ana passed and is fresh");
            assertThat(condition.outcome()).isEqualTo("no: it failed");
        });
        evidence(command(0), token(issue), SERVER);
        project.write("src/login.js", "login(user)");
        assertThatThrownBy(() -> move("hand-in")).hasMessageContaining("Nothing proves yet");
    }

    @Test
    void aReviewThatFailedOrIsByWhoFixedItOpensNoGate() {
        evidence(command(0), token(issue), SERVER);
        Item unused = move("hand-in");
        evidence(review("passed"), token(issue), SERVER);
        assertThatThrownBy(() -> move("accept")).hasMessageContaining("Nobody but who fixed I-001");

        tasks.work.items().release(issue.id(), token(issue), ANA);
        assertThatThrownBy(() -> move("accept")).hasMessageContaining("Nobody but who fixed I-001");
        evidence(review("Failed: terrible"), NO_TOKEN, BEN);
        assertThatThrownBy(() -> move("accept")).hasMessageContaining("another reviews it");
        evidence(review("good"), NO_TOKEN, BEN);
        assertThat(move("accept").status()).isEqualTo("fixed");
    }

    @Test
    void evidenceWithTheTokenOfAClaimIsTheHolders() {
        evidence(command(0), token(issue), SERVER);

        assertThat(tasks.get(issue).state().evidence().values())
                .singleElement()
                .satisfies(evidence -> assertThat(evidence.by()).isEqualTo("ana"));
    }

    @Test
    void adviceToClaimLeavesTheHolderToWhoeverFollowsIt() {
        Item other = tasks.work.items().add("issue", Tasks.fields("Pay"), ANA).item();

        assertThat(tasks.work.now().next().steps())
                .filteredOn(step -> step.action().equals("Fix I-002: Pay"))
                .singleElement()
                .satisfies(step -> assertThat(step.call().orElseThrow())
                        .isEqualTo(new Call("claim_item", Map.of("id", other.id()))));
    }

    @Test
    void whatOneMoveEndsIsAdvisedInTheWordsOfThatMove() {
        tasks.work.items().add("release", Tasks.fields("Autumn"), ANA);

        assertThat(tasks.work.now().next().steps())
                .extracting(NextStep::action)
                .contains("Ship \"Autumn\" (R-01)")
                .noneMatch(action -> action.startsWith("Begin"));
    }

    @Test
    void theReviewerMayBeNamedByWhoeverRecordsTheReview() {
        evidence(command(0), token(issue), SERVER);
        Item unused = move("hand-in");
        evidence(review("good").by("ben"), token(issue), SERVER);

        assertThat(move("accept").status()).isEqualTo("fixed");
    }
}
