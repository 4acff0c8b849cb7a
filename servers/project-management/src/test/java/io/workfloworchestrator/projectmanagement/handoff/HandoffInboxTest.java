package io.workfloworchestrator.projectmanagement.handoff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.projectmanagement.PlanningFixture;
import io.workfloworchestrator.projectmanagement.handoff.protocol.HandoffMessage;
import io.workfloworchestrator.projectmanagement.handoff.protocol.HandoffProtocol;
import io.workfloworchestrator.projectmanagement.handoff.protocol.HandoffResponse;
import io.workfloworchestrator.projectmanagement.handoff.protocol.HandoffType;
import io.workfloworchestrator.projectmanagement.handoff.protocol.Messages;
import io.workfloworchestrator.server.OpenProject;
import io.workfloworchestrator.state.Cause;
import io.workfloworchestrator.workflow.Item;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What messages of other servers change in the planning. */
class HandoffInboxTest {
    private static final Cause CAUSE = Cause.of("ana", "took the message");
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-03-04T10:00:00Z"), ZoneOffset.UTC);

    @TempDir
    private Path folder;

    private PlanningFixture planning;
    private OpenProject project;
    private HandoffInbox inbox;

    @BeforeEach
    void begin() {
        planning = PlanningFixture.begun(folder, (context, clock) -> HandoffTools.of(context));
        project = new OpenProject(planning.workflow().project().root(), planning.state(), planning.workflow());
        inbox = new HandoffInbox(project, CLOCK);
    }

    @AfterEach
    void close() {
        planning.close();
    }

    /** The revision after a look, which commits what it finds on the disk. */
    private long looked() {
        return planning.workflow().now().revision().number();
    }

    private HandoffMessage message(HandoffType type) {
        Json.Obj sent = Messages.of(type, project.root());
        return HandoffProtocol.read(sent, project.root());
    }

    private static long progress(Item goal) {
        return goal.state().fields().get("progress") instanceof Json.Num number
                ? number.value().longValue()
                : 0;
    }

    @ParameterizedTest
    @EnumSource
    void aLookChangesNothing(HandoffType type) {
        Item unused = planning.selected("Invoices");
        long before = looked();
        Object plan = inbox.plan(message(type));
        assertThat(planning.revision()).as(plan.toString()).isEqualTo(before);
    }

    @Test
    void aReachedSubGoalMovesItsGoal() {
        Item goal = planning.selected("Invoices");

        HandoffInbox.Taken taken = inbox.take(message(HandoffType.SUBGOAL_COMPLETION), CAUSE);

        assertThat(taken.plan().changes())
                .containsExactly("G-01: progress 0% → 50%", "G-01: not-started → in-progress");
        assertThat(taken.plan().notes()).containsExactly("learned: fonts first");
        assertThat(planning.now(goal).status()).isEqualTo("in-progress");
        assertThat(progress(planning.now(goal))).isEqualTo(50);
        assertThat(planning.state().history(1).get(0).cause().toString()).contains("ana", "spec-driven", "7f3a9c10");
    }

    @Test
    void tasksThatAreAllDoneNeverCompleteAGoalByThemselves() {
        Item goal = planning.selected("Invoices");

        HandoffInbox.Taken taken = inbox.take(message(HandoffType.TASK_COMPLETION), CAUSE);

        assertThat(planning.now(goal).status()).isEqualTo("in-progress");
        assertThat(progress(planning.now(goal))).isEqualTo(100);
        assertThat(taken.plan().notes()).singleElement().asString().contains("with evidence");
    }

    @Test
    void progressOfAPartSaysNothingOfItsGoal() {
        Item unused = planning.selected("Invoices");
        long before = looked();

        HandoffInbox.Taken taken = inbox.take(message(HandoffType.PROGRESS_UPDATE), CAUSE);

        assertThat(taken.plan().notes())
                .containsExactly("It tells of the task workflow render, which is no goal of the planning.");
        assertThat(planning.revision()).isEqualTo(before);
    }

    @Test
    void aGoalThatIsToBeSpecifiedIsPassedOnOnce() {
        Item goal = planning.selected("Invoices");

        HandoffResponse response =
                inbox.take(message(HandoffType.GOAL_TO_SPEC), CAUSE).response();

        assertThat(response.result().orElseThrow().created())
                .containsExactly(new HandoffResponse.Created("handoff", "H-01", Optional.empty()));
        assertThat(response.receivedAt()).isEqualTo(CLOCK.instant());
        assertThat(planning.now(goal).status()).isEqualTo("planning");
        long after = planning.revision();
        HandoffInbox.Taken again = inbox.take(message(HandoffType.GOAL_TO_SPEC), CAUSE);
        assertThat(again.plan().notes()).singleElement().asString().startsWith("G-01 was passed on already: H-01");
        assertThat(planning.revision()).isEqualTo(after);
    }

    @Test
    void whatCannotBePassedOnIsRefusedWithWhoHasToAct() {
        Item unused = planning.potential("Invoices");
        assertThatThrownBy(() -> inbox.take(message(HandoffType.GOAL_TO_SPEC), CAUSE))
                .isInstanceOf(HandoffException.class)
                .hasMessageContaining("G-01 was not passed on")
                .hasMessageContaining("has to act");
        assertThatThrownBy(() -> inbox.take(message(HandoffType.SPEC_TO_TASKS), CAUSE))
                .isInstanceOf(HandoffException.class);
    }

    @Test
    void aGoalThatIsNotThereIsRefused() {
        assertThatThrownBy(() -> inbox.plan(message(HandoffType.SUBGOAL_COMPLETION)))
                .isInstanceOf(HandoffException.class)
                .hasMessageContaining("There is no goal \"001\".");
    }

    @Test
    void aGoalAtItsEndStaysAsItIs() {
        Item goal = planning.selected("Invoices");
        planning.move(goal, "start", "complete");

        HandoffInbox.Plan plan = inbox.plan(message(HandoffType.SUBGOAL_COMPLETION));

        assertThat(plan.changes()).isEmpty();
        assertThat(plan.notes()).contains("G-01 is completed; nothing is changed.");
    }

    @Test
    void aHandOffGoesOutAsAMessageThatComesBackTheSame() {
        Item unused = planning.selected("Invoices", "priority", "High", "tier", "Now", "problem", "They copy.");
        planning.call(HandoffTools.SPEC, "{'goalId': 'G-01'}");

        HandoffMessage message = HandoffOutbox.message(project, "h-01");

        assertThat(HandoffProtocol.read(HandoffProtocol.write(message), project.root()))
                .isEqualTo(message);
        assertThat(HandoffOutbox.message(project, "H-01").handoffId()).isEqualTo(message.handoffId());
        assertThat(HandoffProtocol.write(message).at("payload", "majorGoal", "priority"))
                .contains(Json.of("high"));
        assertThatThrownBy(() -> HandoffOutbox.message(project, "H-07"))
                .hasMessage("There is no hand-off \"H-07\". There are H-01.");
    }
}
