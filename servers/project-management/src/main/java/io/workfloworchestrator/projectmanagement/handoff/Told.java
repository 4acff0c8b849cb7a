package io.workfloworchestrator.projectmanagement.handoff;

import io.workfloworchestrator.projectmanagement.handoff.protocol.GoalToSpec;
import io.workfloworchestrator.projectmanagement.handoff.protocol.HandoffMessage;
import io.workfloworchestrator.projectmanagement.handoff.protocol.Payload;
import io.workfloworchestrator.projectmanagement.handoff.protocol.ProgressUpdate;
import io.workfloworchestrator.projectmanagement.handoff.protocol.SpecToTasks;
import io.workfloworchestrator.projectmanagement.handoff.protocol.SubgoalCompletion;
import io.workfloworchestrator.projectmanagement.handoff.protocol.TaskCompletion;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a message tells about one goal. Immutable and thread-safe.
 *
 * @param goal the goal as the message names it; empty if it is about no goal
 * @param passing what is passed on by it; empty if it tells of progress
 * @param percentage how far the goal is, 0 to 100
 * @param status how the goal stands, in the sender's words; may be empty
 * @param blockers what stands in the way, in words; may be empty
 */
record Told(
        Optional<String> goal,
        Optional<Handoff.Kind> passing,
        double percentage,
        String status,
        String blockers,
        List<String> notes) {
    static Told of(HandoffMessage message) {
        Payload payload = message.said();
        if (payload instanceof GoalToSpec goal) {
            return passing(goal.majorGoal().id(), Handoff.Kind.GOAL_TO_SPEC);
        }
        if (payload instanceof SpecToTasks tasks) {
            return passing(tasks.subGoal().parentGoalId(), Handoff.Kind.GOAL_TO_TASKS);
        }
        if (payload instanceof TaskCompletion done) {
            String blockers = done.issues()
                    .map(issues -> String.join("; ", issues.blockers()))
                    .orElse("");
            return new Told(
                    Optional.of(done.workflow().majorGoalId()),
                    Optional.empty(),
                    done.progress().percentage(),
                    done.progress().currentStatus().name(),
                    blockers,
                    List.of());
        }
        if (payload instanceof SubgoalCompletion done) {
            return new Told(
                    Optional.of(done.subGoal().majorGoalId()),
                    Optional.empty(),
                    done.majorGoalProgress().percentage(),
                    done.majorGoalProgress().suggestedStatus(),
                    "",
                    done.outcomes().learnings().stream()
                            .map(one -> "learned: " + one)
                            .toList());
        }
        return update((ProgressUpdate) payload);
    }

    private static Told passing(String goal, Handoff.Kind kind) {
        return new Told(Optional.of(goal), Optional.of(kind), 0, "", "", List.of());
    }

    /** Only progress of a goal itself is the goal's: that of one of its parts says nothing of the others. */
    private static Told update(ProgressUpdate update) {
        boolean own = update.entity().type() == ProgressUpdate.EntityType.MAJOR_GOAL;
        String note = "It tells of the "
                + update.entity().type().name().toLowerCase(Locale.ROOT).replace('_', ' ') + " "
                + update.entity().name() + ", which is no goal of the planning.";
        return new Told(
                own ? Optional.of(update.entity().id()) : Optional.empty(),
                Optional.empty(),
                update.progress().percentage(),
                update.progress().status(),
                "",
                own ? List.of() : List.of(note));
    }
}
