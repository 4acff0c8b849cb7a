package io.workfloworchestrator.workflow;

import io.workfloworchestrator.definition.KindDefinition;
import io.workfloworchestrator.definition.WorkflowDefinition;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** All items of a workflow at one moment, by kind. Thread-safe. */
final class ItemsNow {
    private final Map<String, KindItems> kinds = new LinkedHashMap<>();

    ItemsNow(WorkflowDefinition definition, WorkflowState<?> state, ItemSight sight) {
        for (Map.Entry<String, KindDefinition> kind : definition.kinds().entrySet()) {
            ItemGraph graph = sight.graphs()
                    .of(kind.getKey(), kind.getValue(), state.items(kind.getKey()), state.removed(kind.getKey()));
            kinds.put(kind.getKey(), new KindItems(graph, sight));
        }
    }

    Map<String, KindItems> kinds() {
        return kinds;
    }

    Optional<ItemView> find(String id) {
        return kinds.values().stream().flatMap(kind -> kind.find(id).stream()).findFirst();
    }

    Instant nextExpiry() {
        return kinds.values().stream()
                .map(KindItems::nextExpiry)
                .min(Instant::compareTo)
                .orElse(Instant.MAX);
    }

    Map<String, Object> facts() {
        Map<String, Object> facts = new LinkedHashMap<>();
        kinds.forEach((name, kind) -> facts.put(name, kind.facts()));
        return facts;
    }
}
