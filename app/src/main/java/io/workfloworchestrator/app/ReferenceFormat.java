package io.workfloworchestrator.app;

import io.workfloworchestrator.state.Json;
import io.workfloworchestrator.state.StateException;
import io.workfloworchestrator.state.files.Importer;
import io.workfloworchestrator.workflow.PhaseDefinition;
import io.workfloworchestrator.workflow.WorkflowDefinition;
import io.workfloworchestrator.workflow.WorkflowState;
import io.workfloworchestrator.workflow.WorkflowStatus;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The state file of the reference planning server, format 1.0, in and out.
 *
 * <p>The format ({@code .ai-planning/project-state.json} there): {@code version} "1.0", {@code projectName},
 * {@code created}, {@code lastUpdated}, {@code currentPhase}, {@code currentStep}, {@code phases} (by name: status,
 * startedAt, completedAt, steps as a list of name, status, completedAt), {@code goals} (lists potential, selected,
 * completed) and {@code integrations} (specDriven, taskExecutor).
 *
 * <p>Nothing of an imported document is lost: as it was, it stays in the workflow's data under {@value #KEPT}, and an
 * export begins with it and sets what the state knows better.
 */
final class ReferenceFormat implements Importer {
    /** Its name on the command line. */
    static final String NAME = "reference-1.0";

    /** The field of the data that holds an imported document as it was. */
    static final String KEPT = "reference";

    private final String key;
    private final WorkflowDefinition definition;

    /** For the workflow of this key. */
    ReferenceFormat(String key, WorkflowDefinition definition) {
        this.key = key;
        this.definition = definition;
    }

    // ---- in

    @Override
    public Optional<Json> convert(String documentKey, Json document) {
        Json.Obj object = document.asObject();
        if (!documentKey.equals(key)
                || object.get("workflow") != null
                || object.text("projectName").isEmpty()
                || object.text("currentPhase").isEmpty()
                || !(object.get("phases") instanceof Json.Obj)) {
            return Optional.empty();
        }
        String phase = object.text("currentPhase").orElseThrow();
        if (definition.phase(phase).isEmpty()) {
            throw new StateException(
                    "E_STATE_SHAPE",
                    "/currentPhase is '" + phase + "'; known are "
                            + definition.phases().stream()
                                    .map(PhaseDefinition::id)
                                    .toList()
                            + ". Correct it, and it is imported.");
        }
        return Optional.of(Json.Obj.EMPTY
                .with("workflow", Json.of(definition.type()))
                .with("version", Json.of(definition.version()))
                .with("id", Json.of(key.substring(key.indexOf('/') + 1)))
                .with("title", Json.of(object.text("projectName").orElseThrow()))
                .with("phase", Json.of(phase))
                .with("phases", phases(object))
                .with("steps", steps(object))
                .with("data", Json.Obj.EMPTY.with(KEPT, object)));
    }

    private Json.Obj phases(Json.Obj document) {
        Json.Obj result = Json.Obj.EMPTY;
        for (PhaseDefinition phase : definition.phases()) {
            Json.Obj old =
                    document.at("phases", phase.id()).orElse(Json.Obj.EMPTY).asObject();
            Json.Obj times = Json.Obj.EMPTY;
            Optional<Json> entered = time(old, "startedAt");
            if (entered.isPresent()) {
                times = times.with("entered", entered.get());
            }
            boolean complete = old.text("status").filter("complete"::equals).isPresent();
            Optional<Json> left =
                    complete ? time(old, "completedAt").or(() -> time(document, "lastUpdated")) : Optional.empty();
            if (left.isPresent()) {
                times = times.with("left", left.get());
            }
            if (times.size() > 0) {
                result = result.with(phase.id(), times);
            }
        }
        return result;
    }

    private Json.Obj steps(Json.Obj document) {
        Json.Obj result = Json.Obj.EMPTY;
        for (PhaseDefinition phase : definition.phases()) {
            for (Json old : document.at("phases", phase.id(), "steps")
                    .orElse(Json.Obj.EMPTY)
                    .asList()) {
                Json.Obj step = old.asObject();
                Optional<String> name =
                        step.text("name").filter(id -> definition.step(id).isPresent());
                Optional<String> status =
                        step.text("status").filter(word -> word.equals("complete") || word.equals("skipped"));
                if (name.isPresent() && status.isPresent()) {
                    Json.Obj state = Json.Obj.EMPTY
                            .with("status", Json.of(status.get()))
                            .with("by", Json.of("imported from the reference format 1.0"));
                    Optional<Json> when = time(step, "completedAt");
                    result = result.with(name.get(), when.isPresent() ? state.with("when", when.get()) : state);
                }
            }
        }
        return result;
    }

    private static Optional<Json> time(Json.Obj from, String field) {
        return from.text(field).flatMap(text -> {
            try {
                return Optional.of(Json.of(Instant.parse(text).toString()));
            } catch (DateTimeException e) {
                return Optional.empty();
            }
        });
    }

    // ---- out

    /**
     * The document that the reference would have written.
     *
     * @param created when the project was begun
     * @param updated when it was last changed
     */
    static Json.Obj export(WorkflowState<Json> state, WorkflowStatus status, Instant created, Instant updated) {
        Json.Obj kept =
                state.data().asObject().find(KEPT).orElse(Json.Obj.EMPTY).asObject();
        Json.Obj phases = kept.find("phases").orElse(Json.Obj.EMPTY).asObject();
        for (WorkflowStatus.Phase phase : status.phases()) {
            phases = phases.with(
                    phase.id(),
                    export(phase, phases.find(phase.id()).orElse(Json.Obj.EMPTY).asObject()));
        }
        Json.Obj document = kept.with("version", Json.of(kept.text("version").orElse("1.0")))
                .with("projectName", Json.of(state.title()))
                .with("created", Json.of(kept.text("created").orElse(created.toString())))
                .with("lastUpdated", Json.of(updated.toString()))
                .with("currentPhase", Json.of(state.phase()))
                .with("currentStep", Json.of(currentStep(status)))
                .with("phases", phases);
        return document.with("goals", goals(state, kept)).with("integrations", integrations(state, kept));
    }

    private static Json.Obj export(WorkflowStatus.Phase phase, Json.Obj old) {
        Json.Obj result = old.with("status", Json.of(phase.status()));
        result = phase.entered().isPresent()
                ? result.with("startedAt", Json.of(phase.entered().get().toString()))
                : result;
        result = phase.left().isPresent()
                ? result.with("completedAt", Json.of(phase.left().get().toString()))
                : result;
        List<Json> steps = new ArrayList<>();
        boolean first = phase.status().equals("in-progress");
        for (WorkflowStatus.Step step : phase.steps()) {
            Json.Obj was = old.find("steps").orElse(Json.Obj.EMPTY).asList().stream()
                    .map(Json::asObject)
                    .filter(each -> each.text("name").filter(step.id()::equals).isPresent())
                    .findFirst()
                    .orElse(Json.Obj.EMPTY);
            boolean pending = step.status().equals("pending");
            Json.Obj now = was.with("name", Json.of(step.id()))
                    .with("status", Json.of(pending && first ? "in-progress" : step.status()));
            first &= !pending;
            steps.add(
                    step.when().isPresent() && !pending
                            ? now.with("completedAt", Json.of(step.when().get().toString()))
                            : now.without("completedAt"));
        }
        return result.with("steps", Json.array(steps));
    }

    private static String currentStep(WorkflowStatus status) {
        return status.currentStep()
                .orElseGet(() -> status.phases().stream()
                        .filter(phase -> phase.id().equals(status.phase())
                                && !phase.steps().isEmpty())
                        .map(phase ->
                                phase.steps().get(phase.steps().size() - 1).id())
                        .findFirst()
                        .orElse(""));
    }

    private static Json.Obj goals(WorkflowState<Json> state, Json.Obj kept) {
        Json.Obj goals = kept.find("goals").orElse(Json.Obj.EMPTY).asObject();
        boolean seen = state.tracked().containsKey("goals");
        for (List<String> names : List.of(
                List.of("potential", "potential"),
                List.of("selected", "selected"),
                List.of("completed", "implemented"))) {
            if (seen || goals.get(names.get(0)) == null) {
                goals = goals.with(names.get(0), Json.strings(tracked(state, "goals", names.get(1))));
            }
        }
        return goals;
    }

    private static Json.Obj integrations(WorkflowState<Json> state, Json.Obj kept) {
        Json.Obj integrations = kept.find("integrations").orElse(Json.Obj.EMPTY).asObject();
        Json.Obj specs = Json.Obj.EMPTY
                .with("used", Json.of(false))
                .with("lastHandoff", Json.Null.VALUE)
                .with("goalsWithSpecs", Json.array(List.of()));
        Json.Obj tasks = Json.Obj.EMPTY
                .with("activeWorkflows", Json.array(List.of()))
                .with("lastCreated", Json.Null.VALUE)
                .with("totalWorkflowsCreated", Json.of(0));
        Json.Obj executor = integrations.find("taskExecutor").orElse(tasks).asObject();
        if (state.tracked().containsKey("workflows")) {
            executor = executor.with("activeWorkflows", Json.strings(tracked(state, "workflows", "active")));
        }
        return integrations
                .with("specDriven", integrations.find("specDriven").orElse(specs))
                .with("taskExecutor", executor);
    }

    private static List<String> tracked(WorkflowState<Json> state, String kind, String status) {
        return state.tracked().getOrDefault(kind, Map.of()).entrySet().stream()
                .filter(item -> item.getValue().missing().isEmpty()
                        && Json.of(status).equals(item.getValue().fields().get("status")))
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }
}
