package io.workfloworchestrator.projectmanagement.handoff;

import io.workfloworchestrator.definition.Names;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.projectmanagement.Planning;
import io.workfloworchestrator.projectmanagement.PlanningItems;
import io.workfloworchestrator.server.OpenProject;
import io.workfloworchestrator.state.Cause;
import io.workfloworchestrator.state.Commit;
import io.workfloworchestrator.state.Done;
import io.workfloworchestrator.state.Revision;
import io.workfloworchestrator.workflow.Item;
import io.workfloworchestrator.workflow.ItemChanges;
import io.workfloworchestrator.workflow.ItemView;
import io.workfloworchestrator.workflow.Need;
import io.workfloworchestrator.workflow.Workflow;
import io.workfloworchestrator.workflow.WorkflowMoment;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Passes goals on: each that can be gets an item of the kind {@code handoff}, all in one commit, and a goal that is passed on to be
 * specified moves to planning in it. A goal that waits at its receiver already is answered with the hand-off that there is. For one
 * call, not thread-safe.
 */
final class Preparing {
    private final OpenProject project;
    private final Handoff.Kind kind;
    private final List<Blockage> blocked = new ArrayList<>();
    private final List<String> findings = new ArrayList<>();
    private final Map<String, Goal> free = new LinkedHashMap<>();
    private final List<String> meant = new ArrayList<>();

    private record Goal(Item item, List<HandoffTask> tasks, Optional<String> source) {}

    /** @param handoffs those that were asked for, made now or before, in the order of the question */
    record Prepared(
            List<Handoff> handoffs,
            List<Blockage> blocked,
            List<String> findings,
            Optional<Commit> commit,
            WorkflowMoment<Json> after) {}

    private Preparing(OpenProject project, Handoff.Kind kind) {
        this.project = project;
        this.kind = kind;
    }

    /** @throws HandoffException {@code E_GOAL} if a name means no goal; then nothing is passed on */
    static Prepared of(OpenProject project, Handoff.Kind kind, List<String> names, Cause cause) {
        return new Preparing(project, kind).prepared(names, cause);
    }

    private Prepared prepared(List<String> names, Cause cause) {
        Workflow<Json> planning = project.workflow();
        WorkflowMoment<Json> now = planning.now();
        PlanningItems.require(project, GoalContext.KIND, Handoff.KIND);
        List<Item> goals = PlanningItems.inOrder(now, GoalContext.KIND);
        Map<String, Handoff> waiting = waitingByGoal(Handoff.waiting(now));
        SpecificationFiles files = new SpecificationFiles(planning.project(), Planning.paths(planning));
        for (Item goal :
                names.stream().map(name -> GoalNames.in(goals, name)).distinct().toList()) {
            meant.add(goal.id());
            if (!waiting.containsKey(goal.id())) {
                sort(now, goal, files);
            }
        }
        if (free.isEmpty()) {
            return result(now, Optional.empty());
        }
        Done<Boolean> done = project.state().change(cause.doing(what()), commit -> {
            pass(planning.in(commit, cause.actor()));
            return true;
        });
        return result(planning.in(done.moment()), done.commit());
    }

    private String what() {
        List<String> goals =
                free.values().stream().map(goal -> goal.item().called()).toList();
        return "passed " + Names.first(5, goals) + " on to "
                + (kind == Handoff.Kind.GOAL_TO_SPEC ? "be specified" : "have the tasks done");
    }

    private void sort(WorkflowMoment<Json> now, Item goal, SpecificationFiles files) {
        ItemView view = now.item(goal.id()).orElseThrow();
        Optional<Blockage> blockage = Blockage.of(view, ownerOfNeed(now, view));
        if (blockage.isPresent()) {
            blocked.add(blockage.get());
        } else if (kind == Handoff.Kind.GOAL_TO_SPEC) {
            free.put(goal.id(), new Goal(goal, List.of(), Optional.empty()));
        } else {
            SpecificationFiles.Found found = files.tasks(goal);
            findings.addAll(found.tasks().findings());
            if (found.tasks().tasks().isEmpty()) {
                blocked.add(unspecified(now, goal, found));
            } else {
                free.put(goal.id(), new Goal(goal, found.tasks().tasks(), Optional.of(found.path())));
            }
        }
    }

    private static String ownerOfNeed(WorkflowMoment<Json> now, ItemView view) {
        return view.unmet().stream()
                .findFirst()
                .map(Need::id)
                .flatMap(now::item)
                .map(ItemView::item)
                .map(Blockage::owner)
                .orElse("whoever works on it");
    }

    private Blockage unspecified(WorkflowMoment<Json> now, Item goal, SpecificationFiles.Found found) {
        Optional<Handoff> asked = Handoff.waiting(now).stream()
                .filter(handoff -> handoff.goal().equals(goal.id()) && handoff.kind() == Handoff.Kind.GOAL_TO_SPEC)
                .findFirst();
        String looked = " No open task was found in " + String.join(", ", found.looked()) + ".";
        if (asked.isPresent()) {
            Json.Obj call = SuggestedCall.of(project, asked.get());
            return Blockage.of(
                    goal,
                    "its specification is not written yet: " + asked.get().called() + " is "
                            + asked.get().status().word() + "." + looked,
                    asked.get().to().word(),
                    call.with("server", asked.get().to().word()));
        }
        return Blockage.of(
                goal,
                "it has no tasks yet." + looked,
                Blockage.owner(goal),
                "prepare_spec_handoff",
                Json.Obj.EMPTY.with("goalId", goal.called()));
    }

    /** Inside of the commit, where another process may have been first. */
    private void pass(ItemChanges in) {
        Map<String, Handoff> waiting = waitingByGoal(in.all(Handoff.KIND).stream()
                .map(Handoff::of)
                .filter(handoff -> handoff.status().isWaiting())
                .toList());
        for (Goal goal : free.values()) {
            Item current = in.get(goal.item().id());
            if (waiting.containsKey(current.id())) {
                continue;
            }
            if (kind == Handoff.Kind.GOAL_TO_SPEC && current.status().equals("not-started")) {
                current = in.move(current.id(), "plan", Revision.NONE);
            }
            in.add(Handoff.KIND, Handoff.fields(kind, current, GoalContext.of(current), goal.tasks(), goal.source()));
        }
    }

    private Map<String, Handoff> waitingByGoal(List<Handoff> waiting) {
        Map<String, Handoff> byGoal = new LinkedHashMap<>();
        waiting.stream()
                .filter(handoff -> handoff.kind() == kind)
                .forEach(handoff -> byGoal.put(handoff.goal(), handoff));
        return byGoal;
    }

    private Prepared result(WorkflowMoment<Json> after, Optional<Commit> commit) {
        Map<String, Handoff> waiting = waitingByGoal(Handoff.waiting(after));
        List<Handoff> asked = meant.stream()
                .flatMap(id -> Optional.ofNullable(waiting.get(id)).stream())
                .toList();
        return new Prepared(asked, List.copyOf(blocked), List.copyOf(findings), commit, after);
    }
}
