package io.workfloworchestrator.projectmanagement;

import io.workfloworchestrator.definition.Names;
import io.workfloworchestrator.definition.WorkflowDefinition;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.state.StateException;
import io.workfloworchestrator.workflow.WorkflowState;
import io.workfloworchestrator.workflow.WorkflowState.PhaseState;
import io.workfloworchestrator.workflow.WorkflowState.StepState;
import io.workfloworchestrator.workflow.WorkflowState.StepStatus;
import io.workfloworchestrator.workflow.WorkflowState.TrackedItem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Reads and writes the state file of the TypeScript project-management server, {@code .ai-planning/project-state.json},
 * format 1.0, for the {@code project-planning} workflow.
 *
 * <p><b>The mapping.</b> {@code projectName} is the title; {@code currentPhase} is the phase; a phase's
 * {@code startedAt} and {@code completedAt} are the times when it was entered and left; a step {@code in-progress}
 * is pending; the three lists of goals become {@code tracked.goals} with the status {@code potential},
 * {@code selected} or {@code implemented}, and {@code activeWorkflows} become {@code tracked.workflows}. The goals
 * themselves become items from their files; once there are some, the lists are written from these.
 *
 * <p><b>Nothing is lost.</b> The mapping does not give back everything as it was: it may lose other fields, an
 * order, a missing field, or a value of another type. So {@code data.reference} keeps the differences between the
 * file and the file that the mapping would write for the state, as a list of
 * {@code {"at": [path], "was": …, "value": …}}. {@link #exportState} writes the state, then applies the differences
 * whose place in the state has not changed since. So a state that was not touched gives exactly the file it came
 * from.
 *
 * <p>Pure functions.
 */
public final class ReferenceFormat {
    private static final String VERSION = "1.0";
    private static final String KEPT = "reference";
    private static final String GOAL = "goal";
    /** The phases and steps of the format, in its order (b.2 of the format's description). */
    private static final Map<String, List<String>> STEPS = steps();

    private static final List<String> LISTS = List.of("potential", "selected", "completed");

    private ReferenceFormat() {}

    private static Map<String, List<String>> steps() {
        Map<String, List<String>> steps = new LinkedHashMap<>();
        """
            initialization: create-structure generate-constitution identify-stakeholders identify-resources generate-roadmap
            goal-development: brainstorm-ideas evaluate-goals create-potential-goals promote-to-selected
            execution: create-specification create-tasks execute-workflow update-progress
            completion: validate-deliverables complete-documentation archive-goals wrap-up-project
            """.lines().map(line -> line.split(": ")).forEach(phase -> steps.put(phase[0], List.of(phase[1].split(" "))));
        return steps;
    }

    /** Whether this looks like a state file of the reference: it has a {@code currentPhase} and {@code phases}. */
    public static boolean isReference(Json json) {
        return json.at("currentPhase").isPresent()
                && json.at("phases").isPresent()
                && json.at("workflow").isEmpty();
    }

    /**
     * The state that a file of the reference describes.
     *
     * @throws StateException {@code E_STATE_VERSION} if its version is not 1.0, {@code E_STATE_SHAPE} if it is not
     *     an object or its phase is not one of the four
     */
    public static WorkflowState<Json> importState(Json file) {
        if (!(file instanceof Json.Obj object)) {
            throw new StateException("E_STATE_SHAPE", "A state file of the reference is a JSON object.");
        }
        String version = object.text("version").orElse("");
        if (!version.equals(VERSION)) {
            throw new StateException(
                    "E_STATE_VERSION",
                    "This state file says version \"" + version + "\"; version \"" + VERSION
                            + "\" of the reference's format can be read. The file was not touched.");
        }
        WorkflowDefinition definition = WorkflowDefinition.builtIn("project-planning");
        String phase = object.text("currentPhase").orElse("");
        if (!STEPS.containsKey(phase)) {
            throw new StateException(
                    "E_STATE_SHAPE",
                    "The state file's currentPhase is \"" + phase + "\"." + Names.hint(phase, STEPS.keySet()));
        }
        WorkflowState<Json> mapped = mapped(definition, object, phase);
        Json differences = ReferenceDifferences.between(written(mapped), object);
        return differences.asList().isEmpty() ? mapped : mapped.withData(Json.Obj.EMPTY.with(KEPT, differences));
    }

    public static Json exportState(WorkflowState<Json> state) {
        Json.Obj written = written(state);
        return state.data()
                .at(KEPT)
                .map(kept -> ReferenceDifferences.apply(written, kept.asList()))
                .orElse(written);
    }

    private static WorkflowState<Json> mapped(WorkflowDefinition definition, Json.Obj file, String phase) {
        Map<String, PhaseState> phases = new LinkedHashMap<>();
        Map<String, StepState> steps = new LinkedHashMap<>();
        for (Map.Entry<String, List<String>> p : STEPS.entrySet()) {
            Json.Obj old = file.at("phases", p.getKey()).map(Json::asObject).orElse(Json.Obj.EMPTY);
            boolean complete = old.text("status").equals(Optional.of("complete"));
            Optional<Instant> entered = PlanningItems.time(old, "startedAt");
            Optional<Instant> left = complete ? PlanningItems.time(old, "completedAt") : Optional.empty();
            if (entered.isPresent() || left.isPresent()) {
                phases.put(p.getKey(), new PhaseState(entered, left, Optional.empty()));
            }
            for (String step : p.getValue()) {
                Json.Obj is = old.find("steps").map(Json::asList).orElse(List.of()).stream()
                        .map(Json::asObject)
                        .filter(s -> s.text("name").equals(Optional.of(step)))
                        .findFirst()
                        .orElse(Json.Obj.EMPTY);
                steps.put(step, step(is));
            }
        }
        Map<String, Map<String, TrackedItem>> tracked = new LinkedHashMap<>();
        tracked.put("goals", goals(file));
        tracked.put("workflows", items(file.at("integrations", "taskExecutor", "activeWorkflows"), "active"));
        String title = file.text("projectName").filter(t -> !t.isBlank()).orElse("Project");
        return new WorkflowState<>(
                definition.type(),
                definition.version(),
                "main",
                title,
                phase,
                phases,
                steps,
                tracked,
                Json.Obj.EMPTY,
                Optional.empty());
    }

    private static StepState step(Json.Obj is) {
        String status = is.text("status").orElse("");
        if (!status.equals("complete") && !status.equals("skipped")) {
            return StepState.PENDING;
        }
        StepStatus done = status.equals("complete") ? StepStatus.COMPLETE : StepStatus.SKIPPED;
        return new StepState(done, PlanningItems.time(is, "completedAt"), Optional.of("imported"), Optional.empty());
    }

    private static Map<String, TrackedItem> goals(Json.Obj file) {
        Map<String, TrackedItem> goals = new LinkedHashMap<>();
        for (String list : LISTS) {
            String status = list.equals("completed") ? "implemented" : list;
            goals.putAll(items(file.at("goals", list), status));
        }
        return goals;
    }

    private static Map<String, TrackedItem> items(Optional<Json> list, String status) {
        Map<String, TrackedItem> items = new LinkedHashMap<>();
        list.map(Json::asList)
                .orElse(List.of())
                .forEach(item -> item.asText()
                        .filter(name -> !name.isEmpty())
                        .ifPresent(name ->
                                items.put(name, new TrackedItem(Map.of("status", Json.of(status)), Optional.empty()))));
        return items;
    }

    /** The file for a state, by the mapping alone. */
    private static Json.Obj written(WorkflowState<Json> state) {
        Json.Obj phases = Json.Obj.EMPTY;
        String current = "";
        for (Map.Entry<String, List<String>> p : STEPS.entrySet()) {
            PhaseState at = state.phaseState(p.getKey());
            boolean here = p.getKey().equals(state.phase());
            String status = at.left().isPresent() ? "complete" : here ? "in-progress" : "pending";
            Json.Obj phase = Json.Obj.EMPTY.with("status", status);
            phase = phase.with("startedAt", at.entered().map(Instant::toString))
                    .with("completedAt", at.left().map(Instant::toString));
            List<Json> steps = new ArrayList<>();
            boolean first = here && at.left().isEmpty();
            for (String step : p.getValue()) {
                StepState is = state.step(step);
                boolean next = first && is.status() == StepStatus.PENDING;
                if (next) {
                    current = step;
                    first = false;
                }
                Json.Obj item = Json.Obj.EMPTY
                        .with("name", step)
                        .with("status", next ? "in-progress" : is.status().word());
                steps.add(item.with("completedAt", is.when().map(Instant::toString)));
            }
            phases = phases.with(p.getKey(), phase.with("steps", Json.array(steps)));
        }
        if (current.isEmpty()) {
            List<String> steps = STEPS.getOrDefault(state.phase(), List.of());
            current = steps.isEmpty() ? "" : steps.get(steps.size() - 1);
        }
        return Json.Obj.EMPTY
                .with("version", VERSION)
                .with("projectName", state.title())
                .with("created", times(state).findFirst().map(Instant::toString).orElse(""))
                .with(
                        "lastUpdated",
                        times(state).reduce((a, b) -> b).map(Instant::toString).orElse(""))
                .with("currentPhase", state.phase())
                .with("currentStep", current)
                .with("phases", phases)
                .with("goals", goals(state))
                .with("integrations", integrations(state));
    }

    private static Stream<Instant> times(WorkflowState<?> state) {
        return Stream.of(
                        state.phases().values().stream().flatMap(p -> p.entered().stream()),
                        state.phases().values().stream().flatMap(p -> p.left().stream()),
                        state.steps().values().stream().flatMap(s -> s.when().stream()))
                .flatMap(times -> times)
                .sorted();
    }

    /** The goals that are items; before any is, those that the file named. */
    private static Json.Obj goals(WorkflowState<Json> state) {
        boolean areItems = !state.items(GOAL).isEmpty();
        Json.Obj goals = Json.Obj.EMPTY;
        for (String list : LISTS) {
            String status = list.equals("completed") ? "implemented" : list;
            goals = goals.with(list, areItems ? goals(state, list) : names(state, "goals", status));
        }
        return goals;
    }

    private static Json goals(WorkflowState<Json> state, String list) {
        return Json.strings(state.all(GOAL).stream()
                .filter(goal -> list(goal.status()).equals(list))
                .map(goal -> Adoption.slug(goal.title()))
                .sorted()
                .toList());
    }

    private static String list(String status) {
        return switch (status) {
            case "potential" -> "potential";
            case "implemented" -> "completed";
            case "shelved" -> "shelved";
            default -> "selected";
        };
    }

    private static Json names(WorkflowState<Json> state, String name, String status) {
        Map<String, TrackedItem> items = new TreeMap<>(state.tracked().getOrDefault(name, Map.of()));
        return Json.strings(items.entrySet().stream()
                .filter(e -> e.getValue().missing().isEmpty())
                .filter(e -> Json.of(status).equals(e.getValue().fields().get("status")))
                .map(Map.Entry::getKey)
                .toList());
    }

    private static Json.Obj integrations(WorkflowState<Json> state) {
        Json.Obj spec = Json.Obj.EMPTY
                .with("used", false)
                .with("lastHandoff", Json.Null.VALUE)
                .with("goalsWithSpecs", Json.array(List.of()));
        Json.Obj tasks = Json.Obj.EMPTY
                .with("activeWorkflows", names(state, "workflows", "active"))
                .with("lastCreated", Json.Null.VALUE)
                .with("totalWorkflowsCreated", 0);
        return Json.Obj.EMPTY.with("specDriven", spec).with("taskExecutor", tasks);
    }
}
