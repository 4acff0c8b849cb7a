package io.workfloworchestrator.projectmanagement;

import io.workfloworchestrator.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The differences of two JSON values as a list of {@code {"at": [path], "was": …, "value": …}}. There is no
 * {@code was} if only the second value has something at the path, and no {@code value} if only the first has.
 * Objects are compared field by field. Arrays of the same length are compared element by element if their elements
 * are objects, and the {@code name} fields of these are equal and in the same order. Any other difference is a
 * difference of the whole value. Pure functions.
 */
final class ReferenceDifferences {
    private ReferenceDifferences() {}

    static Json between(Json from, Json to) {
        List<Json> found = new ArrayList<>();
        collect(from, to, List.of(), found);
        return Json.array(found);
    }

    private static void collect(@Nullable Json from, @Nullable Json to, List<String> path, List<Json> found) {
        if (from != null && from.equals(to)) {
            return;
        }
        if (from instanceof Json.Obj a && to instanceof Json.Obj b) {
            Set<String> keys = new LinkedHashSet<>(a.keys());
            keys.addAll(b.keys());
            keys.forEach(key -> collect(a.get(key), b.get(key), plus(path, key), found));
        } else if (from instanceof Json.Arr a && to instanceof Json.Arr b && pairs(a, b)) {
            for (int i = 0; i < a.elements().size(); i++) {
                collect(a.elements().get(i), b.elements().get(i), plus(path, String.valueOf(i)), found);
            }
        } else {
            Json.Obj place = Json.Obj.EMPTY.with("at", Json.strings(path));
            Json.Obj one = from == null ? place : place.with("was", from);
            found.add(to == null ? one : one.with("value", to));
        }
    }

    private static boolean pairs(Json.Arr a, Json.Arr b) {
        return a.elements().size() == b.elements().size()
                && !a.elements().isEmpty()
                && a.elements().stream().allMatch(Json.Obj.class::isInstance)
                && b.elements().stream().allMatch(Json.Obj.class::isInstance)
                && names(a).equals(names(b));
    }

    /** The names of the elements. Two arrays match only if their names are equal and in the same order. */
    private static List<Optional<Json>> names(Json.Arr array) {
        return array.elements().stream().map(e -> e.at("name")).toList();
    }

    private static List<String> plus(List<String> path, String key) {
        List<String> longer = new ArrayList<>(path);
        longer.add(key);
        return longer;
    }

    /** Applies differences. A difference is skipped if the value at its place has changed since. */
    static Json apply(Json now, List<Json> differences) {
        Json result = now;
        for (Json difference : differences) {
            List<String> path = difference.asObject().texts("at");
            String[] at = path.toArray(new String[0]);
            if (!path.isEmpty() && now.at(at).equals(difference.at("was"))) {
                result = put(result, path, difference.at("value"));
            }
        }
        return result;
    }

    private static Json put(Json owner, List<String> path, Optional<Json> value) {
        String key = path.get(0);
        List<String> rest = path.subList(1, path.size());
        if (owner instanceof Json.Arr array) {
            List<Json> elements = new ArrayList<>(array.elements());
            int index = key.matches("[0-9]{1,9}") ? Integer.parseInt(key) : -1;
            if (index < 0 || index >= elements.size()) {
                return owner;
            }
            if (rest.isEmpty()) {
                value.ifPresent(v -> elements.set(index, v));
            } else {
                elements.set(index, put(elements.get(index), rest, value));
            }
            return Json.array(elements);
        }
        Json.Obj object = owner.asObject();
        if (rest.isEmpty()) {
            return value.isPresent() ? object.with(key, value.get()) : object.without(key);
        }
        return object.with(key, put(object.find(key).orElse(Json.Obj.EMPTY), rest, value));
    }
}
