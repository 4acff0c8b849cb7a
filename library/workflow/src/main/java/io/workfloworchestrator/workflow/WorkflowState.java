package io.workfloworchestrator.workflow;

import io.workfloworchestrator.definition.WorkflowDefinition;
import io.workfloworchestrator.json.Codec;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.json.RecordCodec;
import io.workfloworchestrator.state.StateKey;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Where one workflow stands, and its author's own data; the value that is kept in the store, and written as a readable
 * JSON file.
 *
 * <p>Made for git and for several writers: nothing in it changes unless something happened (it has no revision and no time of
 * the last update), and phases, steps and items are keyed by id, so that parallel changes merge.
 *
 * <pre>{@code
 * {
 *   "workflow": "release", "version": 1, "id": "2.0", "title": "Release 2.0", "phase": "prepare",
 *   "phases": {"prepare": {"entered": "2026-03-01T10:00:00Z"}},
 *   "steps": {"write-notes": {"status": "complete", "when": "2026-03-01T11:20:00Z", "by": "detected on disk"},
 *             "approve": {"status": "pending"}},
 *   "tracked": {"reports": {"TEST-a.xml": {"fields": {"path": "target/TEST-a.xml"}}}},
 *   "data": {}
 * }
 * }</pre>
 *
 * <p>Immutable, and thread-safe when {@code T} is.
 *
 * @param <T> the author's data; {@link Json} when there is no record for it
 * @param workflow the type, which names the definition
 * @param version the definition's version that this work runs by
 * @param id unique among the workflows of its type in a project
 * @param title for people
 * @param phase the id of the phase it is in
 * @param phases when each phase was entered and left, by id
 * @param steps how each step stands, by id; one that is not here is pending
 * @param tracked what was last seen on disk, by the name of the definition's {@code track} and the item's key
 * @param data the author's data
 * @param definition the fingerprint of the definition that this work runs by until it is migrated; empty in state from
 *     before fingerprints were recorded, which runs by the current one
 */
public record WorkflowState<T>(
        String workflow,
        int version,
        String id,
        String title,
        String phase,
        Map<String, PhaseState> phases,
        Map<String, StepState> steps,
        Map<String, Map<String, TrackedItem>> tracked,
        T data,
        Optional<String> definition) {
    public WorkflowState {
        phases = Map.copyOf(phases);
        steps = Map.copyOf(steps);
        tracked = Map.copyOf(tracked);
    }

    /**
     * When a phase was entered and left.
     *
     * @param entered the last time it was entered
     * @param left when it was left; absent while the workflow is in it
     * @param note how it was entered when not through the gates, and why
     */
    public record PhaseState(Optional<Instant> entered, Optional<Instant> left, Optional<String> note) {}

    /**
     * How a step stands.
     *
     * @param status pending, complete or skipped
     * @param when since when
     * @param by a tool, a person, or {@value Workflow#DETECTED}
     * @param note why, or what proves it
     */
    public record StepState(StepStatus status, Optional<Instant> when, Optional<String> by, Optional<String> note) {
        /** A step that nobody did yet. */
        public static final StepState PENDING =
                new StepState(StepStatus.PENDING, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** Whether a step is done. */
    public enum StepStatus {
        PENDING,
        COMPLETE,
        SKIPPED;

        /** The word in files and answers. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Something seen on disk.
     *
     * @param fields what was kept of it when it was last seen
     * @param missing since when it is no longer there; absent while it is
     */
    public record TrackedItem(Map<String, Json> fields, Optional<Instant> missing) {
        public TrackedItem {
            fields = Map.copyOf(fields);
        }
    }

    /** The key of a workflow whose data is handled as JSON: {@code type/id}. */
    public static StateKey<WorkflowState<Json>> key(String type, String id) {
        return StateKey.of(type + "/" + id, codec(Json.class));
    }

    /** The key of a workflow whose data is a record: {@code type/id}. */
    public static <T> StateKey<WorkflowState<T>> key(String type, String id, Class<T> data) {
        return StateKey.of(type + "/" + id, codec(data));
    }

    /** Reads and writes workflows with data of this type: {@link Json} or a record. */
    @SuppressWarnings("unchecked")
    public static <T> Codec<WorkflowState<T>> codec(Class<T> data) {
        return (Codec<WorkflowState<T>>) (Codec<?>) RecordCodec.of(WorkflowState.class, data);
    }

    /** Times in the state are for people: whole milliseconds. */
    static Instant now(Clock clock) {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    /** How a step stands; a step that is not in the state is pending. */
    public StepState step(String stepId) {
        return steps.getOrDefault(stepId, StepState.PENDING);
    }

    /** True once the step is complete or skipped. */
    public boolean isDone(String stepId) {
        return step(stepId).status() != StepStatus.PENDING;
    }

    /** When a phase was entered and left; empty times when it never was. */
    public PhaseState phaseState(String phaseId) {
        return phases.getOrDefault(phaseId, new PhaseState(Optional.empty(), Optional.empty(), Optional.empty()));
    }

    /** A copy with other data. */
    public WorkflowState<T> withData(T newData) {
        return new WorkflowState<>(workflow, version, id, title, phase, phases, steps, tracked, newData, definition);
    }

    /** A copy with another state of one step. */
    public WorkflowState<T> withStep(String stepId, StepState state) {
        Map<String, StepState> more = new LinkedHashMap<>(steps);
        more.put(stepId, state);
        return new WorkflowState<>(workflow, version, id, title, phase, phases, more, tracked, data, definition);
    }

    WorkflowState<T> withPhase(String phaseId, Map<String, PhaseState> changed) {
        Map<String, PhaseState> more = new LinkedHashMap<>(phases);
        more.putAll(changed);
        return new WorkflowState<>(workflow, version, id, title, phaseId, more, steps, tracked, data, definition);
    }

    WorkflowState<T> withTracked(Map<String, Map<String, TrackedItem>> newTracked) {
        return new WorkflowState<>(workflow, version, id, title, phase, phases, steps, newTracked, data, definition);
    }

    /** A copy that runs by this definition. */
    WorkflowState<T> runningBy(WorkflowDefinition by) {
        return new WorkflowState<>(
                workflow, by.version(), id, title, phase, phases, steps, tracked, data, Optional.of(by.fingerprint()));
    }
}
