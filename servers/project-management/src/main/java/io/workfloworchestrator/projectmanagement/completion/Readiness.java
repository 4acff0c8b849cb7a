package io.workfloworchestrator.projectmanagement.completion;

import io.workfloworchestrator.definition.PhaseDefinition;
import io.workfloworchestrator.definition.StepDefinition;
import io.workfloworchestrator.files.PathException;
import io.workfloworchestrator.files.ProjectFolder;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.projectmanagement.Planning;
import io.workfloworchestrator.projectmanagement.PlanningItems;
import io.workfloworchestrator.projectmanagement.handoff.GoalContext;
import io.workfloworchestrator.projectmanagement.handoff.Handoff;
import io.workfloworchestrator.state.StateManager;
import io.workfloworchestrator.workflow.Evidence;
import io.workfloworchestrator.workflow.Item;
import io.workfloworchestrator.workflow.ItemView;
import io.workfloworchestrator.workflow.Workflow;
import io.workfloworchestrator.workflow.WorkflowMoment;
import io.workfloworchestrator.workflow.WorkflowState;
import io.workfloworchestrator.workflow.WorkflowState.TrackedItem;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Whether a project is ready to be wrapped up, by what its planning itself knows: goals, documentation, deliverables, workflows,
 * evidence and steps. A mark such as TODO is named with file and line and holds nothing up. For one look, not thread-safe.
 */
final class Readiness {
    private static final Set<String> ARCHIVED = Set.of("implemented", "shelved", "potential");

    /** The paths of what is no document of the planning. */
    private static final Set<String> NOT_DOCUMENTS = Set.of("product", "work", "workflows", "report", "checklist");

    private final Workflow<Json> planning;
    private final WorkflowMoment<Json> now;
    private final StateManager states;
    private final Map<String, String> paths;
    private final List<ItemView> goals;

    private Readiness(Workflow<Json> planning, WorkflowMoment<Json> now, StateManager states) {
        this.states = states;
        this.planning = planning;
        this.now = now;
        this.paths = Planning.paths(planning);
        this.goals = PlanningItems.views(now, GoalContext.KIND);
    }

    static List<Check> of(Workflow<Json> planning, WorkflowMoment<Json> now, StateManager states) {
        Readiness readiness = new Readiness(planning, now, states);
        return List.of(
                readiness.checkGoals(),
                readiness.checkDocumentation(),
                readiness.checkDeliverables(),
                readiness.checkWorkflows(),
                readiness.checkEvidence(),
                readiness.checkSteps());
    }

    static String called(Item goal) {
        return goal.called() + " \"" + goal.title() + "\"";
    }

    private static Json.Obj goalId(Item goal) {
        return Json.Obj.EMPTY.with("goalId", goal.called());
    }

    private Check checkGoals() {
        Check check = new Check("goals");
        for (ItemView view : goals) {
            Item goal = view.item();
            if (goal.status().equals("completed")) {
                check.block(
                        called(goal) + " is completed and not archived.",
                        "archive_goal",
                        goalId(goal).with("archiveType", "implemented"));
            } else if (!ARCHIVED.contains(goal.status())) {
                check.block(
                        called(goal) + " is " + goal.status() + ": complete it, or shelve it.",
                        "update_goal_progress",
                        goalId(goal).with("status", "Completed"));
            }
        }
        for (String status : List.of("implemented", "shelved", "potential")) {
            long count = goals.stream()
                    .filter(view -> view.item().status().equals(status))
                    .count();
            check.detail(count + " " + status);
        }
        return check;
    }

    private Check checkDocumentation() {
        Check check = new Check("documentation");
        ProjectFolder project = planning.project();
        boolean required = isAskedFor("facts.readme.");
        String readme = paths.getOrDefault("readme", "README.md");
        if (!project.exists(readme)) {
            if (required) {
                check.block("There is no " + readme + ".", "get_next_steps", Json.Obj.EMPTY);
            } else {
                check.detail("There is no " + readme + "; nothing asks for one.");
            }
        }
        Set<String> places = new TreeSet<>();
        paths.forEach((name, path) -> {
            if (!NOT_DOCUMENTS.contains(name) && !path.contains("${")) {
                places.add(path);
            }
        });
        places.add(readme);
        List<String> marks = OpenMarks.in(project, places, Set.of(paths.getOrDefault("report", "")));
        marks.forEach(check::detail);
        if (marks.isEmpty()) {
            check.detail("No TODO, TBD or FIXME in the documents.");
        }
        return check;
    }

    private boolean isAskedFor(String facts) {
        return now.running().phases().stream()
                .flatMap(phase -> phase.steps().stream())
                .anyMatch(
                        step -> step.done().filter(done -> done.contains(facts)).isPresent());
    }

    private Check checkDeliverables() {
        Check check = new Check("deliverables");
        for (ItemView view : goals) {
            Item goal = view.item();
            Optional<String> spec = goal.state().text("spec").filter(path -> !path.isBlank());
            if (goal.status().equals("implemented") && spec.isPresent()) {
                if (isThere(spec.get())) {
                    check.detail(called(goal) + ": specified in " + spec.get());
                } else {
                    check.blockUntil(
                            called(goal) + " names the specification " + spec.get() + ", which is not there.",
                            "workflow item edit " + goal.called() + " spec=PATH");
                }
            }
        }
        return check;
    }

    private boolean isThere(String path) {
        try {
            return planning.project().exists(path);
        } catch (PathException e) {
            return false;
        }
    }

    private Check checkWorkflows() {
        Check check = new Check("workflows");
        new OtherWorkflows(planning, now, states).fill(check);
        for (Handoff handoff : Handoff.waiting(now)) {
            check.block(
                    handoff.line() + ".",
                    "update_goal_progress",
                    Json.Obj.EMPTY.with("goalId", handoff.goal()).with("status", "Completed"));
        }
        tracked(check);
        return check;
    }

    /** Folders of tasks that lie on disk. */
    private void tracked(Check check) {
        Map<String, TrackedItem> workflows = now.state().value().tracked().getOrDefault("workflows", Map.of());
        workflows.forEach((name, item) -> {
            boolean active = Optional.ofNullable(item.fields().get("status"))
                    .flatMap(Json::asText)
                    .filter("active"::equals)
                    .isPresent();
            if (active && item.missing().isEmpty()) {
                check.block("The tasks in " + name + " are not finished.", "get_next_steps", Json.Obj.EMPTY);
            }
        });
    }

    private Check checkEvidence() {
        Check check = new Check("evidence");
        int proved = 0;
        for (ItemView view : goals) {
            Item goal = view.item();
            if (!goal.status().equals("implemented") && !goal.status().equals("completed")) {
                continue;
            }
            Optional<Evidence> newest =
                    goal.state().evidence().values().stream().max(Comparator.comparing(Evidence::at));
            if (newest.isEmpty()) {
                check.detail(called(goal) + " has no evidence.");
            } else if (newest.get().exit().filter(code -> code != 0).isPresent()
                    || newest.get().result().equals("failed")) {
                check.blockUntil(
                        "The newest evidence of " + called(goal) + " says: "
                                + newest.get().result() + ".",
                        "workflow item evidence " + goal.called() + " --result TEXT");
            } else if (!view.changed(newest.get()).isEmpty()) {
                check.detail("The evidence of " + called(goal) + " is older than "
                        + String.join(", ", view.changed(newest.get())) + ".");
            } else {
                proved++;
            }
        }
        check.detail(proved + " with fresh evidence");
        return check;
    }

    /** The required steps that are left, but for those that wrapping up completes. */
    private Check checkSteps() {
        Check check = new Check("steps");
        WorkflowState<Json> state = now.state().value();
        List<PhaseDefinition> phases = now.running().phases();
        for (PhaseDefinition phase : phases) {
            boolean last = phase.equals(phases.get(phases.size() - 1));
            for (StepDefinition step : phase.steps()) {
                if (!step.optional() && !state.isDone(step.id()) && !(last && isWrappedUp(step))) {
                    boolean manual = step.done().isEmpty();
                    check.block(
                            "The step \"" + step.title() + "\" of the phase \"" + phase.title() + "\" is pending.",
                            manual ? "complete_step" : "get_next_steps",
                            manual ? Json.Obj.EMPTY.with("step", step.id()) : Json.Obj.EMPTY);
                }
            }
        }
        return check;
    }

    /** Whether wrapping up completes the step: nothing on disk decides it, or the report does. */
    static boolean isWrappedUp(StepDefinition step) {
        return step.done().isEmpty() || step.done().get().contains("facts.report.");
    }
}
