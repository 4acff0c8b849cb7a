package io.workfloworchestrator.workflow;

import io.workfloworchestrator.definition.FactDefinition;
import io.workfloworchestrator.definition.Shapes;
import io.workfloworchestrator.definition.WorkflowDefinition;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.state.Moment;
import io.workfloworchestrator.state.Snapshot;
import io.workfloworchestrator.state.StateKey;
import io.workfloworchestrator.state.Transaction;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Other workflows of the project at the same revision, for facts of the kind "state". Thread-safe if its source is. */
record OtherWorkflows(
        Function<StateKey<WorkflowState<Json>>, Optional<WorkflowState<Json>>> states,
        Function<StateKey<Json>, Optional<Json>> values) {
    static final OtherWorkflows NONE = new OtherWorkflows(key -> Optional.empty(), key -> Optional.empty());

    static OtherWorkflows at(Moment moment) {
        return new OtherWorkflows(
                key -> moment.find(key).map(Snapshot::value),
                key -> moment.find(key).map(Snapshot::value));
    }

    static OtherWorkflows in(Transaction commit) {
        return new OtherWorkflows(commit::find, commit::find);
    }

    Map<String, @Nullable Object> facts(FactDefinition fact, ItemSight sight) {
        Optional<WorkflowState<Json>> state = find(fact);
        Map<String, @Nullable Object> facts = new LinkedHashMap<>();
        facts.put("exists", state.isPresent());
        facts.put("title", state.map(WorkflowState::title).orElse(""));
        facts.put("phase", state.map(WorkflowState::phase).orElse(""));
        facts.put(
                "finished",
                state.filter(s -> s.phaseState(s.phase()).left().isPresent()).isPresent());
        facts.put("data", state.map(s -> Shapes.plain(s.data())).orElse(Map.of()));
        facts.put("items", state.map(s -> items(s, sight)).orElse(NoItems.OF_ANY_KIND));
        return facts;
    }

    /** Two that are equal tell the same of a fact's workflow. */
    Optional<?> version(FactDefinition fact) {
        return find(fact);
    }

    private Optional<WorkflowState<Json>> find(FactDefinition fact) {
        return states.apply(StateKey.of(fact.paths().get(0), WorkflowState.codec(Json.class)));
    }

    private Map<String, Object> items(WorkflowState<Json> state, ItemSight sight) {
        Optional<WorkflowDefinition> definition = Recorded.of(state, name -> values.apply(StateKey.json(name)));
        // The graphs that are remembered are those of this workflow's own kinds.
        ItemSight other = new ItemSight(sight.now(), sight.files(), new ItemGraphs());
        return definition.map(d -> new ItemsNow(d, state, other).facts()).orElse(Map.of());
    }
}
