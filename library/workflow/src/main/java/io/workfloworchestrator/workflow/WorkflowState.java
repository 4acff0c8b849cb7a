package io.workfloworchestrator.workflow;

import io.workfloworchestrator.definition.WorkflowDefinition;
import io.workfloworchestrator.json.Codec;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.json.RecordCodec;
import io.workfloworchestrator.json.SharedMap;
import io.workfloworchestrator.state.StateKey;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Where one workflow stands, and its author's own data; the value that is kept in the store, and written as a readable
 * JSON file.
 *
 * <p>Made for git and for several writers: nothing in it changes unless something happened (it has no revision and no
 * time of the last update), and phases, steps and items are keyed by id, so that parallel changes merge.
 *
 * <pre>{@code
 * {
 *   "workflow": "release", "version": 1, "id": "2.0", "title": "Release 2.0", "phase": "prepare",
 *   "phases": {"prepare": {"entered": "2026-03-01T10:00:00Z"}},
 *   "steps": {"write-notes": {"status": "complete", "when": "2026-03-01T11:20:00Z", "by": "detected on disk"},
 *             "approve": {"status": "pending"}},
 *   "tracked": {"reports": {"TEST-a.xml": {"fields": {"path": "target/TEST-a.xml"}}}},
 *   "items": {"task": {"t-7f3a9c": {"status": "open", "fields": {"title": "Write the notes"}, ...}}},
 *   "data": {}
 * }
 * }</pre>
 *
 * <p>Immutable, and thread-safe when {@code T} is.
 *
 * @param <T> the author's data; {@link Json} when there is no record for it
 * @param workflow the type, which names the definition
 * @param version the definition's version that this work runs by
 * @param phases when each phase was entered and left, by id
 * @param steps how each step stands, by id; one that is not here is pending
 * @param tracked what was last seen on disk, by the name of the definition's {@code track} and the item's key
 * @param definition the fingerprint of the definition that this work runs by until it is migrated; empty in state from
 *     before fingerprints were recorded, which runs by the current one
 * @param items the items of each kind by id, see {@link #items(String)}; absent while there never was one
 * @param removed what is remembered of removed items, by kind and id; absent while none was removed
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
        Optional<String> definition,
        Optional<Map<String, Map<String, ItemState>>> items,
        Optional<Map<String, Map<String, RemovedItem>>> removed) {
    public WorkflowState {
        phases = Map.copyOf(phases);
        steps = Map.copyOf(steps);
        tracked = Map.copyOf(tracked);
        items = items.map(SharedMap::copyOf);
        removed = removed.map(SharedMap::copyOf);
    }

    public WorkflowState(
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
        this(
                workflow,
                version,
                id,
                title,
                phase,
                phases,
                steps,
                tracked,
                data,
                definition,
                Optional.empty(),
                Optional.empty());
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
     * @param by a tool, a person, or {@link Workflow#DETECTED}
     * @param note why, or what proves it
     */
    public record StepState(StepStatus status, Optional<Instant> when, Optional<String> by, Optional<String> note) {
        public static final StepState PENDING =
                new StepState(StepStatus.PENDING, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** Whether a step is done. */
    public enum StepStatus {
        PENDING,
        COMPLETE,
        SKIPPED;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Something seen on disk, as it was last seen, and since when it is no longer there. */
    public record TrackedItem(Map<String, Json> fields, Optional<Instant> missing) {
        public TrackedItem {
            fields = Map.copyOf(fields);
        }
    }

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

    /** The items of a kind by id; empty if there are none. Cheap to change in one place, whatever their number. */
    public SharedMap<ItemState> items(String kind) {
        return of(items, kind);
    }

    /** The items of a kind, in no certain order. */
    public List<Item> all(String kind) {
        List<Item> all = new ArrayList<>();
        items(kind).forEach((id, item) -> all.add(new Item(kind, id, item)));
        return all;
    }

    public SharedMap<RemovedItem> removed(String kind) {
        return of(removed, kind);
    }

    private static <V> SharedMap<V> of(Optional<Map<String, Map<String, V>>> kinds, String kind) {
        return kinds.map(all -> all.get(kind)).map(SharedMap::<V>copyOf).orElse(SharedMap.of());
    }

    public Optional<Item> item(String itemId) {
        return items.stream()
                .flatMap(kinds -> kinds.entrySet().stream())
                .flatMap(kind -> Optional.ofNullable(kind.getValue().get(itemId)).stream()
                        .map(state -> new Item(kind.getKey(), itemId, state)))
                .findFirst();
    }

    public WorkflowState<T> withData(T newData) {
        return new WorkflowState<>(
                workflow, version, id, title, phase, phases, steps, tracked, newData, definition, items, removed);
    }

    public WorkflowState<T> withStep(String stepId, StepState state) {
        Map<String, StepState> more = new LinkedHashMap<>(steps);
        more.put(stepId, state);
        return new WorkflowState<>(
                workflow, version, id, title, phase, phases, more, tracked, data, definition, items, removed);
    }

    WorkflowState<T> withPhase(String phaseId, Map<String, PhaseState> changed) {
        Map<String, PhaseState> more = new LinkedHashMap<>(phases);
        more.putAll(changed);
        return new WorkflowState<>(
                workflow, version, id, title, phaseId, more, steps, tracked, data, definition, items, removed);
    }

    WorkflowState<T> withTracked(Map<String, Map<String, TrackedItem>> newTracked) {
        return new WorkflowState<>(
                workflow, version, id, title, phase, phases, steps, newTracked, data, definition, items, removed);
    }

    WorkflowState<T> runningBy(WorkflowDefinition by) {
        int of = by.version();
        Optional<String> print = Optional.of(by.fingerprint());
        return new WorkflowState<>(workflow, of, id, title, phase, phases, steps, tracked, data, print, items, removed);
    }

    WorkflowState<T> withItem(Item item) {
        return withItems(item.kind(), items(item.kind()).with(item.id(), item.state()));
    }

    WorkflowState<T> withItems(String kind, SharedMap<ItemState> ofKind) {
        return with(Optional.of(with(items, kind, ofKind)), removed);
    }

    /** A copy without this item, which remembers it among the removed ones. */
    WorkflowState<T> withoutItem(Item item, RemovedItem memory) {
        SharedMap<ItemState> rest = items(item.kind()).without(item.id());
        SharedMap<RemovedItem> gone = removed(item.kind()).with(item.id(), memory);
        return with(Optional.of(with(items, item.kind(), rest)), Optional.of(with(removed, item.kind(), gone)));
    }

    /** A copy that does not remember the removed item of that id, since it came back. */
    WorkflowState<T> withoutMemory(String kind, String itemId) {
        return removed(kind).containsKey(itemId)
                ? with(items, Optional.of(with(removed, kind, removed(kind).without(itemId))))
                : this;
    }

    private static <V> Map<String, Map<String, V>> with(
            Optional<Map<String, Map<String, V>>> kinds, String kind, Map<String, V> ofKind) {
        return kinds.map(SharedMap::<Map<String, V>>copyOf)
                .orElse(SharedMap.of())
                .with(kind, ofKind);
    }

    private WorkflowState<T> with(
            Optional<Map<String, Map<String, ItemState>>> all, Optional<Map<String, Map<String, RemovedItem>>> gone) {
        return new WorkflowState<>(
                workflow, version, id, title, phase, phases, steps, tracked, data, definition, all, gone);
    }

    /** A copy whose only content that may be large is the data. */
    WorkflowState<T> dataAlone() {
        return new WorkflowState<>(
                workflow, version, id, title, phase, Map.of(), Map.of(), Map.of(), data, Optional.empty());
    }
}
