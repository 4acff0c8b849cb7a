package io.workfloworchestrator.workflow;

import io.workfloworchestrator.definition.KindDefinition;
import io.workfloworchestrator.json.SharedMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The last graph of each kind. After a change it takes over what the change does not touch. Thread-safe. */
final class ItemGraphs {
    private final Map<String, ItemGraph> last = new ConcurrentHashMap<>();

    @SuppressWarnings("ReferenceEquality") // the identical object needs no comparison of thousands of items
    ItemGraph of(String kind, KindDefinition described, SharedMap<ItemState> items, SharedMap<RemovedItem> removed) {
        ItemGraph known = last.get(kind);
        boolean comparable = known != null && known.described == described;
        if (known != null && comparable && known.items == items && known.hasRemoved(removed)) {
            return known;
        }
        ItemGraph fresh = new ItemGraph(kind, described, items, removed, comparable ? known : null);
        last.put(kind, fresh);
        return fresh;
    }
}
