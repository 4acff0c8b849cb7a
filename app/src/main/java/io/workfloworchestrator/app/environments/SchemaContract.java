package io.workfloworchestrator.app.environments;

import io.workfloworchestrator.app.environments.Contract.Change;
import io.workfloworchestrator.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;

/**
 * Compares two JSON Schemas (draft 2020-12) by what clients send or receive. What a client sends must still be taken; what it
 * receives must still have what it had. Keywords that cannot be ordered are left to people. Not thread-safe.
 */
record SchemaContract(boolean isSent, Json.Obj beforeRoot, Json.Obj afterRoot, List<Change> changes) {
    private static final int DEEPEST = 12;
    private static final Set<String> WORDS_FOR_PEOPLE =
            Set.of("title", "description", "examples", "$comment", "default", "deprecated", "$schema", "$id", "$defs");
    private static final Set<String> COMPARED =
            Set.of("type", "properties", "required", "items", "enum", "const", "additionalProperties", "$ref");
    /** Keywords of which a larger number lets more in, and keywords of which a smaller one does. */
    private static final Set<String> UPPER = Set.of("maximum", "exclusiveMaximum", "maxLength", "maxItems");

    private static final Set<String> LOWER = Set.of("minimum", "exclusiveMinimum", "minLength", "minItems");

    static List<Change> sent(Json.Obj before, Json.Obj after) {
        return new SchemaContract(true, before, after, new ArrayList<>()).all(", argument ");
    }

    static List<Change> received(Json.Obj before, Json.Obj after) {
        return new SchemaContract(false, before, after, new ArrayList<>()).all(", answer ");
    }

    private List<Change> all(String begin) {
        compare(beforeRoot, afterRoot, begin, "", 0);
        return changes;
    }

    private void compare(Json.Obj givenBefore, Json.Obj givenAfter, String begin, String path, int depth) {
        Json.Obj before = resolved(givenBefore, beforeRoot);
        Json.Obj after = resolved(givenAfter, afterRoot);
        String where = path.isEmpty() ? begin.replaceAll(", (\\w+) $", ", the whole $1") : begin + path;
        if (depth > DEEPEST) {
            if (!structure(before).equals(structure(after))) {
                changes.add(Change.review(where, "changed far inside"));
            }
            return;
        }
        types(before, after, where);
        values(before, after, where);
        UPPER.stream().sorted().forEach(name -> bound(name, before, after, where, 1));
        LOWER.stream().sorted().forEach(name -> bound(name, before, after, where, -1));
        properties(before, after, begin, path, depth);
        Optional<Json.Obj> beforeItems = object(before, "items");
        Optional<Json.Obj> afterItems = object(after, "items");
        if (beforeItems.isPresent() && afterItems.isPresent()) {
            compare(beforeItems.get(), afterItems.get(), begin, path + "[]", depth + 1);
        } else if (!beforeItems.equals(afterItems)) {
            changes.add(Change.review(where, "what its elements are changed"));
        }
        others(before, after, where);
    }

    private static Json.Obj resolved(Json.Obj schema, Json.Obj root) {
        Json.Obj here = schema;
        for (int i = 0; i < DEEPEST && here.text("$ref").isPresent(); i++) {
            String to = here.text("$ref").orElse("");
            Optional<Json> found = to.startsWith("#/") ? root.at(to.substring(2).split("/")) : Optional.<Json>empty();
            if (found.isEmpty()) {
                return here;
            }
            here = found.get().asObject();
        }
        return here;
    }

    private void types(Json.Obj before, Json.Obj after, String where) {
        Set<String> old = types(before);
        Set<String> fresh = types(after);
        if (old.equals(fresh)) {
            return;
        }
        String what = "is " + shown(fresh) + " now, and was " + shown(old);
        boolean isSafe = lets(old, fresh, SchemaContract::covers);
        changes.add(isSafe ? Change.safe(where, what) : Change.breaks(where, what));
    }

    /** Whether everything that one side may say is still let in; an empty set lets in everything. */
    private boolean lets(Set<String> old, Set<String> fresh, BiPredicate<Set<String>, Set<String>> covers) {
        Set<String> wide = isSent ? fresh : old;
        Set<String> narrow = isSent ? old : fresh;
        return wide.isEmpty() || !narrow.isEmpty() && covers.test(wide, narrow);
    }

    /** What a client receives in another way, somebody should look at. */
    private void changed(boolean isSafe, String where, String what) {
        changes.add(
                isSafe ? Change.safe(where, what) : isSent ? Change.breaks(where, what) : Change.review(where, what));
    }

    /** Every integer is a number. */
    private static boolean covers(Set<String> wide, Set<String> narrow) {
        return narrow.stream()
                .allMatch(type -> wide.contains(type) || type.equals("integer") && wide.contains("number"));
    }

    private static String shown(Set<String> types) {
        return types.isEmpty() ? "anything" : String.join(" or ", types);
    }

    private static Set<String> types(Json.Obj schema) {
        Json type = schema.get("type");
        Set<String> types = new TreeSet<>();
        if (type != null) {
            type.asText().ifPresent(types::add);
            type.asList().forEach(one -> one.asText().ifPresent(types::add));
        }
        return types;
    }

    private void values(Json.Obj before, Json.Obj after, String where) {
        Set<String> old = values(before);
        Set<String> fresh = values(after);
        if (old.equals(fresh)) {
            return;
        }
        String what = "may be " + (fresh.isEmpty() ? "anything" : "one of " + String.join(", ", fresh))
                + " now, and was " + (old.isEmpty() ? "anything" : "one of " + String.join(", ", old));
        changed(lets(old, fresh, Set::containsAll), where, what);
    }

    private static Set<String> values(Json.Obj schema) {
        Set<String> values = schema.find("enum").map(Json::asList).orElse(List.of()).stream()
                .map(Json::toString)
                .collect(Collectors.toCollection(TreeSet::new));
        schema.find("const").ifPresent(one -> values.add(one.toString()));
        return values;
    }

    private void bound(String name, Json.Obj before, Json.Obj after, String where, int sign) {
        double open = Double.POSITIVE_INFINITY;
        double old = number(before, name).map(value -> sign * value).orElse(open);
        double fresh = number(after, name).map(value -> sign * value).orElse(open);
        if (old != fresh) {
            String what = "its " + name + " is "
                    + after.find(name).map(Json::toString).orElse("open") + " now, and was "
                    + before.find(name).map(Json::toString).orElse("open");
            changed(isSent == fresh > old, where, what);
        }
    }

    private static Optional<Double> number(Json.Obj schema, String name) {
        return schema.find(name)
                .filter(value -> value instanceof Json.Num)
                .map(value -> Double.parseDouble(value.toString()));
    }

    private void properties(Json.Obj before, Json.Obj after, String begin, String path, int depth) {
        Json.Obj old = object(before, "properties").orElse(Json.Obj.EMPTY);
        Json.Obj fresh = object(after, "properties").orElse(Json.Obj.EMPTY);
        Set<String> oldRequired = required(before);
        Set<String> freshRequired = required(after);
        Set<String> names = new TreeSet<>(old.keys());
        names.addAll(fresh.keys());
        String dot = path.isEmpty() ? "" : path + ".";
        for (String name : names) {
            String where = begin + dot + name;
            boolean isRequired = freshRequired.contains(name);
            boolean wasRequired = oldRequired.contains(name);
            if (fresh.find(name).isEmpty()) {
                changes.add(Change.breaks(where, "is gone"));
            } else if (isSent && isRequired && !wasRequired) {
                changes.add(Change.breaks(where, "is required now"));
            } else if (!isSent && wasRequired && !isRequired) {
                changes.add(Change.breaks(where, "may be absent now"));
            } else if (old.find(name).isEmpty()) {
                changes.add(Change.safe(where, "is new"));
            }
            if (old.find(name).isPresent() && fresh.find(name).isPresent()) {
                compare(
                        old.find(name).orElseThrow().asObject(),
                        fresh.find(name).orElseThrow().asObject(),
                        begin,
                        dot + name,
                        depth + 1);
            }
        }
        boolean wasClosed = before.find("additionalProperties").equals(Optional.of(Json.of(false)));
        boolean isClosed = after.find("additionalProperties").equals(Optional.of(Json.of(false)));
        if (isSent && isClosed && !wasClosed) {
            changes.add(Change.review(begin + dot, "takes no other fields any more"));
        }
    }

    private static Set<String> required(Json.Obj schema) {
        return schema.find("required").map(Json::asList).orElse(List.of()).stream()
                .flatMap(one -> one.asText().stream())
                .collect(Collectors.toSet());
    }

    private static Optional<Json.Obj> object(Json.Obj schema, String name) {
        return schema.find(name).filter(value -> value instanceof Json.Obj).map(Json::asObject);
    }

    /** What has no order, such as a pattern or alternatives, is told if it is another one. */
    private void others(Json.Obj before, Json.Obj after, String where) {
        Set<String> names = new TreeSet<>(before.keys());
        names.addAll(after.keys());
        names.removeAll(WORDS_FOR_PEOPLE);
        names.removeAll(COMPARED);
        names.removeAll(UPPER);
        names.removeAll(LOWER);
        for (String name : names) {
            Optional<Json> old = before.find(name).map(SchemaContract::structure);
            Optional<Json> fresh = after.find(name).map(SchemaContract::structure);
            if (!old.equals(fresh)) {
                changes.add(Change.review(where, "its " + name + " changed"));
            }
        }
    }

    private static Json structure(Json schema) {
        if (schema instanceof Json.Arr array) {
            return Json.array(
                    array.elements().stream().map(SchemaContract::structure).toList());
        }
        if (!(schema instanceof Json.Obj object)) {
            return schema;
        }
        Json.Obj kept = Json.Obj.EMPTY;
        for (String name : object.keys()) {
            if (!WORDS_FOR_PEOPLE.contains(name)) {
                kept = kept.with(name, structure(object.find(name).orElseThrow()));
            }
        }
        return kept;
    }
}
