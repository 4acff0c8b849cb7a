package io.workfloworchestrator.workflow;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Gives items of a kind the numbers that people know them by. A number of a removed item, or of an item that keeps its own, is not
 * given again, and the highest number of before stays given, so that no later item gets it. Not thread-safe.
 */
final class ItemRenumbering {
    private final WorkflowState<?> state;
    private final String kind;
    private final ItemNumbers pattern;
    private final Map<String, String> numbers = new LinkedHashMap<>();

    ItemRenumbering(WorkflowState<?> state, String kind, ItemNumbers pattern) {
        this.state = state;
        this.kind = kind;
        this.pattern = pattern;
    }

    /** The numbers that change, by the ids of their items. */
    Map<String, String> numbers(Map<String, String> wanted, Set<String> giveWay, Set<String> reserved) {
        Set<String> movable = new HashSet<>(giveWay);
        movable.addAll(wanted.keySet());
        long highest = pattern.highest(state, kind);
        assign(wanted, movable, reserved, highest);
        boolean isHighestLost = state.items(kind).keySet().stream().noneMatch(id -> counter(id) >= highest)
                && reserved.stream().noneMatch(number -> counter(Optional.of(number)) >= highest);
        if (isHighestLost) {
            state.items(kind).forEach((id, item) -> {
                if (counter(item.number()) == highest) {
                    movable.remove(id);
                }
            });
            assign(wanted, movable, reserved, highest);
        }
        return numbers;
    }

    private void assign(Map<String, String> wanted, Set<String> movable, Set<String> reserved, long before) {
        numbers.clear();
        Set<String> taken = new HashSet<>(reserved);
        state.removed(kind).values().forEach(item -> item.number().ifPresent(taken::add));
        state.items(kind).forEach((id, item) -> {
            if (!movable.contains(id)) {
                item.number().ifPresent(taken::add);
            }
        });
        wanted.forEach((id, number) -> {
            OptionalLong counter = pattern.counter(number);
            boolean isFit =
                    counter.isPresent() && pattern.number(counter.getAsLong()).equals(number);
            if (movable.contains(id) && isFit && taken.add(number)) {
                numbers.put(id, number);
            }
        });
        long highest = before;
        for (Map.Entry<String, ItemState> entry : state.items(kind).entrySet()) {
            String own = entry.getValue().number().orElse("");
            boolean isOpen = movable.contains(entry.getKey()) && !numbers.containsKey(entry.getKey());
            if (isOpen && !taken.add(own)) {
                do {
                    highest++;
                } while (!taken.add(pattern.number(highest)));
                numbers.put(entry.getKey(), pattern.number(highest));
            }
        }
        numbers.entrySet()
                .removeIf(entry ->
                        state.item(entry.getKey()).flatMap(Item::number).equals(Optional.of(entry.getValue())));
    }

    private long counter(String id) {
        String changed = numbers.get(id);
        return changed == null
                ? state.item(id).map(item -> counter(item.number())).orElse(0L)
                : counter(Optional.of(changed));
    }

    private long counter(Optional<String> number) {
        return number.map(text -> pattern.counter(text).orElse(0)).orElse(0L);
    }
}
