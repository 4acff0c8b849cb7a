package io.workfloworchestrator.json;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One place in which two values differ.
 *
 * @param path JSON pointer (RFC 6901), with the element's id in place of an index where it has one
 * @param before the value there before; empty if there was none
 * @param after the value there after; empty if there is none
 */
public record JsonDiff(String path, Optional<Json> before, Optional<Json> after) {
    /** The deepest places in which these values differ, in the order of their keys. */
    public static List<JsonDiff> between(Optional<Json> before, Optional<Json> after) {
        List<JsonDiff> found = new ArrayList<>();
        compare("", before, after, found);
        return List.copyOf(found);
    }

    /**
     * The distance between two values: the number of places in which the first one must be changed. These count as one place
     * each: an element of an array that replaces another, another order of the elements, and an array of which no element
     * stays. An object of nothing but objects, which only one of the two has, counts as all that is in it: a value without any
     * items is as far from one with ten as if it lacked each of them.
     */
    public static int distance(Optional<Json> from, Optional<Json> to) {
        return from.isPresent() && to.isPresent() ? distance(from.get(), to.get()) : from.equals(to) ? 0 : 1;
    }

    private static int distance(Json a, Json b) {
        if (a == b) {
            return 0;
        }
        if (a instanceof Json.Obj x && b instanceof Json.Obj y) {
            int[] apart = apart(x, y);
            return apart[0] + apart[1] + apart[2];
        }
        if (a instanceof Json.Arr x && b instanceof Json.Arr y) {
            Optional<Map<String, Json>> left = Identity.index(x.elements());
            Optional<Map<String, Json>> right = Identity.index(y.elements());
            if (left.isPresent() && right.isPresent()) {
                if (!left.get().isEmpty()
                        && Collections.disjoint(left.get().keySet(), right.get().keySet())) {
                    return 1; // another list
                }
                int[] apart = apart(Json.Obj.copyOf(left.get()), Json.Obj.copyOf(right.get()));
                return apart[0]
                        + Math.max(apart[1], apart[2])
                        + (Identity.isSameOrder(left.get(), right.get()) ? 0 : 1);
            }
        }
        return a.equals(b) ? 0 : 1;
    }

    /** Three numbers: the distance of the common fields, how many fields only a has, and how many only b has. */
    private static int[] apart(Json.Obj a, Json.Obj b) {
        int[] apart = new int[3];
        for (Differences<Json> all = new Differences<>(a.fields, b.fields); all.next(); ) {
            Json here = all.here();
            Json there = all.there();
            if (here != null && there != null) {
                apart[0] += distance(here, there);
            } else {
                apart[here != null ? 1 : 2] += places(here != null ? here : there);
            }
        }
        return apart;
    }

    private static int places(@Nullable Json only) {
        if (!(only instanceof Json.Obj object) || object.size() == 0) {
            return 1;
        }
        int places = 0;
        for (String key : object.keys()) {
            Json below = object.get(key);
            if (!(below instanceof Json.Obj)) {
                return 1;
            }
            places += places(below);
        }
        return places;
    }

    /** A name as one segment of a JSON pointer. */
    public static String escape(String segment) {
        return segment.replace("~", "~0").replace("/", "~1");
    }

    private static void compare(String path, Optional<Json> before, Optional<Json> after, List<JsonDiff> found) {
        if (before.isPresent() && after.isPresent()) {
            Json a = before.get();
            Json b = after.get();
            if (a == b) {
                return;
            }
            if (a instanceof Json.Obj x && b instanceof Json.Obj y) {
                objects(path, x, y, found);
                return;
            }
            if (a instanceof Json.Arr x && b instanceof Json.Arr y) {
                Optional<Map<String, Json>> left = Identity.index(x.elements());
                Optional<Map<String, Json>> right = Identity.index(y.elements());
                if (left.isPresent() && right.isPresent()) {
                    int size = found.size();
                    objects(path, Json.Obj.copyOf(left.get()), Json.Obj.copyOf(right.get()), found);
                    if (found.size() > size || x.equals(y)) {
                        return;
                    }
                }
            }
        }
        if (!before.equals(after)) {
            found.add(new JsonDiff(path.isEmpty() ? "/" : path, before, after));
        }
    }

    private static void objects(String path, Json.Obj a, Json.Obj b, List<JsonDiff> found) {
        for (Differences<Json> all = new Differences<>(a.fields, b.fields); all.next(); ) {
            String below = path + "/" + escape(all.key());
            compare(below, Optional.ofNullable(all.here()), Optional.ofNullable(all.there()), found);
        }
    }
}
