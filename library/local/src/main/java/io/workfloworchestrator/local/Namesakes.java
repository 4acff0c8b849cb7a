package io.workfloworchestrator.local;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.json.SharedMap;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Which items of a kind have the same place by what its path says of them. Of such items, the one with the lowest number has the
 * place, and each other one gets its number behind its name. From one value of the workflow to the next only what changed is looked
 * at. Thread-safe.
 */
final class Namesakes {
    private static final Comparator<String> BY_NUMBER = (one, other) ->
            one.length() == other.length() ? one.compareTo(other) : Integer.compare(one.length(), other.length());

    private final BiFunction<String, Json.Obj, String> place;
    private volatile Index last = new Index(Json.Obj.EMPTY, SharedMap.of());

    /** The one before: whoever compares two values asks for both in turn. */
    private volatile Index earlier = last;

    /** @param ids the items of each place */
    private record Index(Json.Obj items, SharedMap<List<String>> ids) {}

    /** @param place the place of an item, from its id and what it says; the same in each status */
    Namesakes(BiFunction<String, Json.Obj, String> place) {
        this.place = place;
    }

    @SuppressWarnings(
            "ReferenceEquality") // The same object has the same items, and another one is compared where it differs.
    private Index of(Json.Obj items) {
        Index known = last;
        if (known.items == items) {
            return known;
        }
        Index other = earlier;
        if (other.items == items) {
            return other;
        }
        List<SharedMap<List<String>>> ids = new ArrayList<>(List.of(known.ids));
        items.forEachDifference(known.items, (id, here, there) -> {
            String now = place(id, here);
            String before = place(id, there);
            if (!now.equals(before)) {
                SharedMap<List<String>> without = before.isEmpty() ? ids.get(0) : less(ids.get(0), before, id);
                ids.set(0, now.isEmpty() ? without : more(without, now, id));
            }
        });
        Index index = new Index(items, ids.get(0));
        earlier = known;
        last = index;
        return index;
    }

    private String place(String id, @Nullable Json item) {
        return item == null ? "" : place.apply(id, item.asObject());
    }

    private static SharedMap<List<String>> more(SharedMap<List<String>> ids, String at, String id) {
        List<String> there = new ArrayList<>(ids.getOrDefault(at, List.of()));
        there.add(id);
        return ids.with(at, List.copyOf(there));
    }

    private static SharedMap<List<String>> less(SharedMap<List<String>> ids, String at, String id) {
        List<String> left = ids.getOrDefault(at, List.of()).stream()
                .filter(other -> !other.equals(id))
                .toList();
        return left.isEmpty() ? ids.without(at) : ids.with(at, left);
    }

    /** What stands behind the name of an item: its number, or its id without one; empty if its name is its own. */
    Optional<String> mark(Json.Obj items, String id, Json.Obj item) {
        List<String> there = of(items).ids.getOrDefault(place.apply(id, item), List.of());
        boolean isFirst =
                there.stream().allMatch(other -> first(items, id, other).equals(id));
        return isFirst
                ? Optional.empty()
                : Optional.of(item.text(ItemText.NUMBER).orElse(id));
    }

    private static String first(Json.Obj items, String one, String other) {
        int order = BY_NUMBER.compare(number(items, one), number(items, other));
        return order < 0 || order == 0 && one.compareTo(other) <= 0 ? one : other;
    }

    private static String number(Json.Obj items, String id) {
        return items.at(id, ItemText.NUMBER).flatMap(Json::asText).orElse(id);
    }

    /** The items that share a place with one of these, before or now. */
    Set<String> of(Json.Obj before, Json.Obj now, Collection<String> ids) {
        Set<String> shared = new LinkedHashSet<>();
        for (Json.Obj items : List.of(before, now)) {
            SharedMap<List<String>> places = of(items).ids;
            for (String id : ids) {
                List<String> there = places.getOrDefault(place(id, items.get(id)), List.of());
                if (there.size() > 1) {
                    shared.addAll(there);
                }
            }
        }
        return shared;
    }
}
