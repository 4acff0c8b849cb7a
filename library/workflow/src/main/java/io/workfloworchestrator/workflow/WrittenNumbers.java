package io.workfloworchestrator.workflow;

import io.workfloworchestrator.definition.KindDefinition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The numbers of items that a person adds. One that he chose is his, unless it does not fit the kind or was given before; one with
 * other zeros in front, such as {@code T0007}, is the number of that value where nobody has it. An item that was removed and comes
 * back keeps its number, and all others get the next numbers in the order in which they were written. Immutable.
 */
final class WrittenNumbers {
    private final Map<String, String> numbers = new HashMap<>();
    private final Map<String, String> refused = new LinkedHashMap<>();

    /** @param wanted the number that each new item shall have, by its id */
    WrittenNumbers(
            WorkflowState<?> state, String kind, KindDefinition described, Map<String, Optional<String>> wanted) {
        if (described.number() == null) {
            return;
        }
        ItemNumbers pattern = ItemNumbers.of(described.number());
        Set<String> taken = new HashSet<>();
        Stream.concat(
                        state.items(kind).values().stream().map(ItemState::number),
                        state.removed(kind).values().stream().map(RemovedItem::number))
                .forEach(number -> number.ifPresent(taken::add));
        long highest = pattern.highest(state, kind);
        Map<String, OptionalLong> others = new LinkedHashMap<>();
        for (Map.Entry<String, Optional<String>> entry : wanted.entrySet()) {
            RemovedItem memory = state.removed(kind).get(entry.getKey());
            Optional<String> back = memory == null ? Optional.empty() : memory.number();
            String number = back.or(entry::getValue).orElse("");
            OptionalLong counter = pattern.counter(number);
            boolean isFit =
                    counter.isPresent() && pattern.number(counter.getAsLong()).equals(number);
            if (isFit && (taken.add(number) || back.isPresent())) {
                numbers.put(entry.getKey(), number);
            } else {
                others.put(entry.getKey(), isFit ? OptionalLong.empty() : counter);
            }
        }
        Set<String> without = byValue(others, taken, pattern);
        for (String number : numbers.values()) {
            highest = Math.max(highest, pattern.counter(number).orElse(0));
        }
        for (String id : without) {
            wanted.getOrDefault(id, Optional.empty()).ifPresent(text -> refused.put(id, text));
            numbers.put(id, pattern.number(++highest));
        }
    }

    /** Gives numbers by their values, after those that are written as they are; returns the ids that get none so. */
    private Set<String> byValue(Map<String, OptionalLong> others, Set<String> taken, ItemNumbers pattern) {
        Set<String> without = new LinkedHashSet<>();
        others.forEach((id, counter) -> {
            if (counter.isPresent() && taken.add(pattern.number(counter.getAsLong()))) {
                numbers.put(id, pattern.number(counter.getAsLong()));
            } else {
                without.add(id);
            }
        });
        return without;
    }

    ItemState numbered(String id, ItemState item) {
        String number = numbers.get(id);
        return number == null ? item : item.withNumber(number);
    }

    List<String> notes(Map<String, String> titles) {
        List<String> notes = new ArrayList<>();
        refused.forEach((id, number) -> notes.add("\"" + titles.get(id) + "\" got the number " + numbers.get(id)
                + ", since " + ItemFields.shown(number) + " was given to another item already, or is no such number."));
        return notes;
    }
}
