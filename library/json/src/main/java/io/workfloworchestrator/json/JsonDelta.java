package io.workfloworchestrator.json;

import java.util.ArrayList;
import java.util.List;

/**
 * The difference between two values in a form that can be stored and applied.
 *
 * <p>Format: an array of operations, each an array: {@code ["s", path, value]} sets a field or element,
 * {@code ["r", path]} removes a field, {@code ["a", path, index, count, elements]} replaces {@code count} elements of the
 * array at {@code path} from {@code index} by {@code elements}. A path is an array of field names and element indexes.
 * Unchanged parts that are the identical object on both sides cost nothing.
 */
public final class JsonDelta {
    private JsonDelta() {}

    /** The delta that turns {@code before} into {@code after}. */
    public static Json between(Json before, Json after) {
        List<Json> operations = new ArrayList<>();
        compare(new ArrayList<>(), before, after, operations);
        return new Json.Arr(operations);
    }

    /**
     * Applies a delta to {@code before}.
     *
     * @throws IllegalArgumentException when the delta does not fit the value
     */
    public static Json apply(Json before, Json delta) {
        Json value = before;
        for (Json operation : delta.asList()) {
            try {
                value = apply(
                        value, operation.asList(), operation.asList().get(1).asList(), 0);
            } catch (ClassCastException | IndexOutOfBoundsException | ArithmeticException e) {
                throw new IllegalArgumentException("the change " + shown(operation) + " is none", e);
            }
        }
        return value;
    }

    private static void compare(List<Json> path, Json before, Json after, List<Json> operations) {
        if (before == after) {
            return;
        }
        if (before instanceof Json.Obj a && after instanceof Json.Obj b) {
            a.forEachDifference(b, (key, old, value) -> {
                if (value == null) {
                    operations.add(operation("r", step(path, Json.of(key))));
                } else if (old == null) {
                    operations.add(operation("s", step(path, Json.of(key)), value));
                } else {
                    compare(step(path, Json.of(key)), old, value, operations);
                }
            });
        } else if (before instanceof Json.Arr a && after instanceof Json.Arr b) {
            arrays(path, a.elements(), b.elements(), operations);
        } else if (!before.equals(after)) {
            operations.add(operation("s", path, after));
        }
    }

    private static void arrays(List<Json> path, List<Json> a, List<Json> b, List<Json> operations) {
        int start = 0;
        int shorter = Math.min(a.size(), b.size());
        while (start < shorter && same(a.get(start), b.get(start))) {
            start++;
        }
        int end = 0;
        while (end < shorter - start && same(a.get(a.size() - 1 - end), b.get(b.size() - 1 - end))) {
            end++;
        }
        if (a.size() == b.size()) {
            for (int i = start; i < a.size() - end; i++) {
                compare(step(path, Json.of(i)), a.get(i), b.get(i), operations);
            }
        } else {
            operations.add(operation(
                    "a",
                    path,
                    Json.of(start),
                    Json.of(a.size() - start - end),
                    new Json.Arr(b.subList(start, b.size() - end))));
        }
    }

    private static boolean same(Json a, Json b) {
        return a == b || a.equals(b);
    }

    private static List<Json> step(List<Json> path, Json segment) {
        List<Json> longer = new ArrayList<>(path);
        longer.add(segment);
        return longer;
    }

    private static Json operation(String name, List<Json> path, Json... rest) {
        List<Json> parts = new ArrayList<>();
        parts.add(Json.of(name));
        parts.add(new Json.Arr(path));
        parts.addAll(List.of(rest));
        return new Json.Arr(parts);
    }

    private static Json apply(Json here, List<Json> operation, List<Json> path, int depth) {
        String name = ((Json.Str) operation.get(0)).text();
        if (depth == path.size()) {
            return switch (name) {
                case "s" -> operation.get(2);
                case "a" -> splice(here.asList(), operation);
                default -> throw misfit(operation);
            };
        }
        Json segment = path.get(depth);
        if (segment instanceof Json.Str key && here instanceof Json.Obj object) {
            if (depth == path.size() - 1 && name.equals("r")) {
                return object.without(key.text());
            }
            Json below = object.get(key.text());
            if (below == null && depth < path.size() - 1) {
                throw misfit(operation);
            }
            return object.with(key.text(), apply(below == null ? Json.Null.VALUE : below, operation, path, depth + 1));
        }
        if (segment instanceof Json.Num number && here instanceof Json.Arr array) {
            int index = number.value().intValueExact();
            if (index < 0 || index >= array.elements().size()) {
                throw misfit(operation);
            }
            List<Json> elements = new ArrayList<>(array.elements());
            elements.set(index, apply(elements.get(index), operation, path, depth + 1));
            return new Json.Arr(elements);
        }
        throw misfit(operation);
    }

    private static Json splice(List<Json> before, List<Json> operation) {
        int index = ((Json.Num) operation.get(2)).value().intValueExact();
        int count = ((Json.Num) operation.get(3)).value().intValueExact();
        if (index + count > before.size()) {
            throw misfit(operation);
        }
        List<Json> elements = new ArrayList<>(before.subList(0, index));
        elements.addAll(operation.get(4).asList());
        elements.addAll(before.subList(index + count, before.size()));
        return new Json.Arr(elements);
    }

    private static IllegalArgumentException misfit(List<Json> operation) {
        return new IllegalArgumentException(
                "the change " + shown(new Json.Arr(operation)) + " does not fit the value that it is for");
    }

    private static String shown(Json operation) {
        return Words.clip(operation.toString(), 80);
    }
}
