package io.workfloworchestrator.workflow;

import io.workfloworchestrator.definition.FieldShape;
import io.workfloworchestrator.definition.KindDefinition;
import io.workfloworchestrator.definition.Names;
import io.workfloworchestrator.definition.Shapes;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.json.SharedMap;
import io.workfloworchestrator.json.Words;
import io.workfloworchestrator.rules.Invisible;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Checks the fields that somebody gives to an item against what its kind declares. Pure functions. */
final class ItemFields {
    /** How many characters of JSON the fields of one change may have; longer texts belong into files. */
    private static final int MOST_CHARACTERS = 65_536;

    private ItemFields() {}

    /**
     * The fields of a new item: those that are given, and the declared defaults.
     *
     * @throws ItemException {@code E_ITEM_FIELD} if one is not declared, does not fit, or is required and missing or blank;
     *     {@code E_FIELD_SIZE} if they have more than 65,536 characters of JSON
     */
    static SharedMap<Json> whole(String kind, KindDefinition described, Json.Obj given) {
        requireSize(given);
        Json.Obj known = meant(described, withoutNulls(given));
        Json.Obj fields = Shapes.over(Shapes.initial(described.fields()), known);
        requireDeclared(kind, described, SharedMap.of(), fields);
        requireShape(kind, described, Json.Obj.EMPTY, fields);
        requireFilled(kind, described, fields, known.keys());
        return map(fields);
    }

    /**
     * The fields after an edit: those that are given replace the ones before, and one that is null is taken away. Fields that
     * are not declared, from people or a newer version, stay.
     *
     * @throws ItemException {@code E_ITEM_FIELD}, {@code E_FIELD_SIZE} as {@link #whole}
     */
    static SharedMap<Json> edited(String kind, KindDefinition described, Map<String, Json> before, Json.Obj fields) {
        requireSize(fields);
        Json.Obj given = meant(described, fields);
        requireDeclared(kind, described, before, given);
        SharedMap<Json> after = SharedMap.copyOf(before);
        for (String name : given.keys()) {
            Json value = given.find(name).orElse(Json.Null.VALUE);
            Json old = after.get(name);
            if (value instanceof Json.Null) {
                after = after.without(name);
            } else if (!value.equals(old)) {
                after = after.with(name, value);
            }
        }
        requireShape(kind, described, Json.object(before), Json.object(after));
        requireFilled(kind, described, Json.object(after), changed(before, after));
        return after;
    }

    /** The fields as {@link Shapes#meant} takes each. */
    private static Json.Obj meant(KindDefinition described, Json.Obj given) {
        Json.Obj fields = given;
        for (String name : given.keys()) {
            FieldShape declared = described.fields().get(name);
            Json value = given.get(name);
            if (declared != null && value != null) {
                fields = fields.with(name, Shapes.meant(value, declared));
            }
        }
        return fields;
    }

    static List<String> changed(Map<String, Json> before, Map<String, Json> after) {
        List<String> names = new ArrayList<>();
        SharedMap.<Json>copyOf(after)
                .forEachDifference(SharedMap.copyOf(before), (name, here, there) -> names.add(name));
        return names;
    }

    /**
     * All that is wrong with what differs in an item from the one before, as one clause: its status, and its fields.
     *
     * @param before the item in JSON as it was; an empty object if it is new
     */
    static Optional<String> fault(KindDefinition described, Json before, ItemState item) {
        List<String> faults = new ArrayList<>();
        boolean hasMoved = !before.asObject().text("status").equals(Optional.of(item.status()));
        if (hasMoved && !described.status().has(item.status())) {
            faults.add("status must be one of "
                    + String.join(", ", described.status().values()) + ", but it is " + Json.of(item.status()));
        }
        Json.Obj had = before.at("fields").orElse(Json.Obj.EMPTY).asObject();
        Json.Obj has = Json.object(item.fields());
        Map<String, FieldShape> differing = new LinkedHashMap<>();
        described.fields().forEach((name, shape) -> {
            if (!had.find(name).equals(has.find(name))) {
                differing.put(name, shape);
            }
        });
        misfit(described, had, has, differing).ifPresent(faults::add);
        return Optional.of(String.join("; ", faults)).filter(text -> !text.isEmpty());
    }

    /** The ids in the field of needs, each once; texts only. */
    static List<String> needs(KindDefinition described, ItemState item) {
        String field = described.needs();
        Json value = field == null ? null : item.fields().get(field);
        if (value == null) {
            return List.of();
        }
        Set<String> ids = new LinkedHashSet<>();
        value.asList().forEach(element -> element.asText().ifPresent(ids::add));
        return List.copyOf(ids);
    }

    private static void requireSize(Json.Obj given) {
        int size = given.toString().length();
        if (size > MOST_CHARACTERS) {
            throw new ItemException(
                    "E_FIELD_SIZE",
                    "the fields have " + size + " characters, the limit is " + MOST_CHARACTERS
                            + ". Nothing was changed. Write long texts into a file, and name the file.");
        }
    }

    private static void requireDeclared(
            String kind, KindDefinition described, Map<String, Json> before, Json.Obj given) {
        for (String name : given.keys()) {
            boolean known = described.fields().containsKey(name) || name.equals(Item.TITLE) || before.containsKey(name);
            if (!known && !described.fields().isEmpty()) {
                throw refused("A " + kind + " has no field \"" + shown(name) + "\"."
                        + Names.hint(name, described.fields().keySet()));
            }
        }
    }

    private static void requireShape(String kind, KindDefinition described, Json.Obj before, Json.Obj fields) {
        misfit(described, before, fields, described.fields()).ifPresent(fault -> {
            throw refused("The " + kind + " does not fit its definition: " + Words.clip(fault, 600) + ".");
        });
    }

    /** What is wrong with the fields of this shape, and with the title, which every item has. */
    private static Optional<String> misfit(
            KindDefinition described, Json.Obj before, Json.Obj fields, Map<String, FieldShape> shape) {
        Optional<String> title = fields.find(Item.TITLE)
                .filter(value -> value.asText().isEmpty() && !described.fields().containsKey(Item.TITLE))
                .map(value -> "title must be a text, but it is " + Words.clip(value.toString(), 60));
        return title.or(() -> Shapes.fault(fields, shape))
                .or(() -> Shapes.strangeWord(before, fields, shape))
                .map(fault -> fault.replaceAll("(^|; )data\\.", "$1"));
    }

    /** Refuses what fits its type and says nothing: a required text that is blank, a due date that is no day. */
    private static void requireFilled(String kind, KindDefinition described, Json.Obj fields, Iterable<String> names) {
        for (String name : names) {
            FieldShape declared = described.fields().get(name);
            String text = fields.text(name).orElse("");
            boolean given = fields.text(name).isPresent();
            if (given && text.isBlank() && declared != null && declared.required()) {
                throw refused("The " + kind + " does not fit its definition: " + name
                        + " is required, and must not be blank.");
            }
            boolean due = name.equals(described.times().due());
            if (due && !text.isBlank() && date(text).isEmpty()) {
                throw refused("The " + kind + " does not fit its definition: " + name
                        + " must be a day such as 2026-05-31, but it is \"" + shown(text) + "\".");
            }
        }
    }

    private static ItemException refused(String why) {
        return new ItemException("E_ITEM_FIELD", why + " Nothing was changed.");
    }

    private static Json.Obj withoutNulls(Json.Obj given) {
        Json.Obj fields = given;
        for (String name : given.keys()) {
            fields = given.get(name) instanceof Json.Null ? fields.without(name) : fields;
        }
        return fields;
    }

    static SharedMap<Json> map(Json.Obj fields) {
        SharedMap<Json> map = SharedMap.of();
        for (String name : fields.keys()) {
            map = map.with(name, fields.find(name).orElse(Json.Null.VALUE));
        }
        return map;
    }

    static String shown(String text) {
        return Words.clip(Invisible.shown(text).replaceAll("\\p{Cntrl}", "?"), 80);
    }

    /** The day that a text says; empty if it says none. */
    static Optional<LocalDate> date(String text) {
        try {
            return Optional.of(LocalDate.parse(text));
        } catch (DateTimeException noDate) {
            return Optional.empty();
        }
    }
}
