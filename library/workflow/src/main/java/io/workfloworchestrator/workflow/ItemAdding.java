package io.workfloworchestrator.workflow;

import io.workfloworchestrator.definition.KindDefinition;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.json.SharedMap;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Makes new items of one kind: with ids, numbers and places of their own. Not thread-safe. */
final class ItemAdding {
    private final WorkflowState<?> state;
    private final String kind;
    private final KindDefinition described;
    private final Instant now;
    private final Set<String> given = new HashSet<>();
    private final Optional<ItemNumbers> numbers;
    private long highest;
    private Optional<String> last;

    ItemAdding(WorkflowState<?> state, String kind, KindDefinition described, Instant now) {
        this.state = state;
        this.kind = kind;
        this.described = described;
        this.now = now;
        this.numbers = Optional.ofNullable(described.number()).map(ItemNumbers::of);
        this.highest = numbers.map(n -> n.highest(state, kind)).orElse(0L);
        this.last = state.items(kind).values().stream().map(ItemState::order).max(String::compareTo);
    }

    /** Numbers begin after this counter, too. */
    ItemAdding after(long counter) {
        highest = Math.max(highest, counter);
        return this;
    }

    List<Item> added(List<SharedMap<Json>> all, ItemIds ids) {
        List<Item> added = new ArrayList<>();
        for (SharedMap<Json> fields : all) {
            String id = ids.fresh(kind, this::isTaken);
            given.add(id);
            added.add(new Item(kind, id, state(fields, Optional.empty())));
        }
        return added;
    }

    /** @param source the key of the element that it comes from; empty if somebody adds it */
    ItemState state(SharedMap<Json> fields, Optional<String> source) {
        highest++;
        String order = Ranks.after(last);
        last = Optional.of(order);
        return new ItemState(
                described.status().first(),
                now,
                now,
                numbers.map(n -> n.number(highest)),
                order,
                fields,
                SharedMap.of(),
                Optional.empty(),
                SharedMap.of(),
                source,
                Optional.empty());
    }

    private boolean isTaken(String id) {
        return given.contains(id)
                || state.item(id).isPresent()
                || state.removed().stream()
                        .anyMatch(kinds -> kinds.values().stream().anyMatch(items -> items.containsKey(id)));
    }
}
