package io.workfloworchestrator.projectmanagement.handoff;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.projectmanagement.Toolset;
import io.workfloworchestrator.workflow.Item;
import io.workfloworchestrator.workflow.ItemView;
import io.workfloworchestrator.workflow.Need;
import java.util.Optional;

/**
 * Why a goal cannot be passed on now, who has to act, and by which call. Immutable and thread-safe.
 *
 * @param goalId the goal's number, else its id
 * @param call what clears it: {@code {tool, params, toolset}}, with {@code server} if another server has the tool, or {@code
 *     {command}}; what only a person knows is left out
 */
record Blockage(String goalId, String goalName, String why, String who, Json call) {
    private static final String PROGRESS = "update_goal_progress";

    /** What holds a goal up whatever is passed on; empty if nothing does. */
    static Optional<Blockage> of(ItemView view, String ownerOfNeed) {
        Item goal = view.item();
        return switch (goal.status()) {
            case "potential" ->
                Optional.of(
                        of(goal, "it is not selected", "whoever selects goals", "promote_to_selected", promote(goal)));
            case "blocked" ->
                Optional.of(of(
                        goal,
                        goal.state()
                                .text("blockers")
                                .map(blockers -> "it is blocked: " + blockers)
                                .orElse("it is blocked, and nobody said by what"),
                        owner(goal),
                        PROGRESS,
                        progress(goal.called(), "In Progress")));
            case "on-hold" ->
                Optional.of(of(goal, "it is on hold", owner(goal), PROGRESS, progress(goal.called(), "In Progress")));
            default -> view.isFinal() ? Optional.of(ended(goal)) : needs(view, ownerOfNeed);
        };
    }

    static Blockage of(Item goal, String why, String who, String tool, Json.Obj arguments) {
        return of(goal, why, who, Toolset.call(tool, arguments));
    }

    static Blockage of(Item goal, String why, String who, Json.Obj call) {
        return new Blockage(goal.called(), goal.title(), why, who, call);
    }

    private static Blockage ended(Item goal) {
        return of(
                goal,
                "it is " + goal.status() + " already; a new goal can take it further",
                "whoever plans",
                "create_potential_goal",
                Json.Obj.EMPTY.with("goalName", goal.title()));
    }

    private static Optional<Blockage> needs(ItemView view, String ownerOfNeed) {
        if (view.unmet().isEmpty()) {
            return Optional.empty();
        }
        Need need = view.unmet().get(0);
        int more = view.unmet().size() - 1;
        String why = "it needs " + need.toText() + (more == 0 ? "" : " and " + more + " more");
        return Optional.of(
                need.canBeMet()
                        ? of(view.item(), why, ownerOfNeed, PROGRESS, progress(need.number(), "Completed"))
                        : of(
                                view.item(),
                                why + ". " + need.wayOut(),
                                owner(view.item()),
                                withoutNeed(view.item(), need)));
    }

    /** A command, since no tool of the server takes a need away. */
    private static Json.Obj withoutNeed(Item goal, Need need) {
        String command = "workflow item need " + goal.called() + " " + need.number() + " --drop";
        return Json.Obj.EMPTY.with("command", command);
    }

    static String owner(Item goal) {
        return goal.state().text("owner").filter(owner -> !owner.isBlank()).orElse("whoever works on it");
    }

    private static Json.Obj promote(Item goal) {
        return Json.Obj.EMPTY
                .with("potentialGoalFile", goal.called())
                .with("priority", goal.state().text("priority").orElse("Medium"));
    }

    private static Json.Obj progress(String goal, String status) {
        return Json.Obj.EMPTY.with("goalId", goal).with("status", status);
    }
}
