package io.workfloworchestrator.json;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A structural three-way merge: changes of two sides in different places are both taken; two different changes of the same
 * place are a conflict.
 *
 * <p>Objects merge by field. Arrays merge by element where elements are recognisable: objects with a unique {@code id}
 * or {@code name}, or scalars that are unique (a set); other arrays are one value. Elements that both sides added under one id, and
 * that contradict each other, are two things: ours stays as it is, with nothing of theirs.
 *
 * @param merged the result, with our side's value in each conflict; empty if the value is deleted
 * @param conflicts JSON pointers (RFC 6901) of the conflicts, with the element's id in place of an index; sorted
 */
public record JsonMerge(Optional<Json> merged, List<String> conflicts) {
    public JsonMerge {
        conflicts = List.copyOf(conflicts);
    }

    /** Merges the values that two sides made of {@code base}. */
    public static JsonMerge of(Json base, Json ours, Json theirs) {
        return of(Optional.of(base), Optional.of(ours), Optional.of(theirs));
    }

    /** Merges the values that two sides made of {@code base}; empty means that there is no value. */
    public static JsonMerge of(Optional<Json> base, Optional<Json> ours, Optional<Json> theirs) {
        Set<String> conflicts = new TreeSet<>();
        Optional<Json> merged = merge("", base, ours, theirs, conflicts);
        return new JsonMerge(merged, List.copyOf(conflicts));
    }

    public boolean isClean() {
        return conflicts.isEmpty();
    }

    private static boolean same(Optional<Json> a, Optional<Json> b) {
        return a.isPresent() && b.isPresent() && a.get() == b.get() || a.equals(b);
    }

    private static Optional<Json> merge(
            String path, Optional<Json> base, Optional<Json> ours, Optional<Json> theirs, Set<String> conflicts) {
        if (same(ours, theirs) || same(base, theirs)) {
            return ours;
        }
        if (same(base, ours)) {
            return theirs;
        }
        if (ours.isPresent() && theirs.isPresent()) {
            Json mine = ours.get();
            Json other = theirs.get();
            Json before = base.orElse(mine instanceof Json.Obj ? Json.Obj.EMPTY : new Json.Arr(List.of()));
            if (mine instanceof Json.Obj a && other instanceof Json.Obj b && before instanceof Json.Obj o) {
                return Optional.of(objects(path, o, a, b, conflicts));
            }
            if (mine instanceof Json.Arr a && other instanceof Json.Arr b && before instanceof Json.Arr o) {
                Optional<Map<String, Json>> was = Identity.index(o.elements());
                Optional<Map<String, Json>> left = Identity.index(a.elements());
                Optional<Map<String, Json>> right = Identity.index(b.elements());
                if (was.isPresent() && left.isPresent() && right.isPresent()) {
                    return Optional.of(arrays(path, was.get(), left.get(), right.get(), conflicts));
                }
            }
        }
        conflicts.add(path.isEmpty() ? "/" : path);
        return ours;
    }

    private static Json objects(String path, Json.Obj base, Json.Obj ours, Json.Obj theirs, Set<String> conflicts) {
        Set<String> names = new LinkedHashSet<>(theirs.keys());
        names.addAll(base.keys());
        Json.Obj result = ours;
        for (String name : names) {
            Optional<Json> merged = merge(
                    path + "/" + JsonDiff.escape(name), base.find(name), ours.find(name), theirs.find(name), conflicts);
            result = merged.isPresent() ? result.with(name, merged.get()) : result.without(name);
        }
        return result;
    }

    private static Json arrays(
            String path,
            Map<String, Json> base,
            Map<String, Json> ours,
            Map<String, Json> theirs,
            Set<String> conflicts) {
        // The order is ours, unless only they moved elements.
        boolean theirOrder = Identity.isSameOrder(ours, base) && !Identity.isSameOrder(theirs, base);
        List<String> ids = theirOrder
                ? interleave(theirs.keySet(), ours.keySet(), base.keySet())
                : interleave(ours.keySet(), theirs.keySet(), base.keySet());
        List<Json> elements = new ArrayList<>();
        for (String id : ids) {
            Optional<Json> mine = Optional.ofNullable(ours.get(id));
            Set<String> inElement = new TreeSet<>();
            Optional<Json> merged = merge(
                    path + "/" + JsonDiff.escape(id),
                    Optional.ofNullable(base.get(id)),
                    mine,
                    Optional.ofNullable(theirs.get(id)),
                    inElement);
            boolean areTwo = mine.isPresent() && !base.containsKey(id) && !inElement.isEmpty();
            (areTwo ? mine : merged).ifPresent(elements::add);
            conflicts.addAll(inElement);
        }
        return new Json.Arr(elements);
    }

    /** All of {@code first} in its order; an id that only {@code second} has follows the same id as there. */
    private static List<String> interleave(Set<String> first, Set<String> second, Set<String> base) {
        Map<String, List<String>> behind = new HashMap<>();
        List<String> waiting = new ArrayList<>();
        List<String> here = waiting;
        for (String id : second) {
            if (first.contains(id)) {
                here = behind.computeIfAbsent(id, any -> new ArrayList<>());
            } else {
                here.add(id);
            }
        }
        List<String> all = new ArrayList<>();
        for (String id : first) {
            // If both added something in one place, first's comes before second's.
            if (base.contains(id)) {
                all.addAll(waiting);
                waiting.clear();
            }
            all.add(id);
            waiting.addAll(behind.getOrDefault(id, List.of()));
        }
        all.addAll(waiting);
        return all;
    }
}
