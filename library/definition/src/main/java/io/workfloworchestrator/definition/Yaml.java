package io.workfloworchestrator.definition;

import io.workfloworchestrator.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A YAML document as it was written: every node with its place. Immutable; scalars are kept as text. */
sealed interface Yaml {
    Place place();

    /**
     * A scalar. {@code plain} is true when it was written without quotes, so that {@code no} and {@code "no"} can be
     * told apart; {@code oneLine} is true when columns inside the text are columns of the file.
     */
    record Scalar(String text, boolean plain, boolean oneLine, Place place) implements Yaml {
        /** The place of a character of the text, or of the scalar when it spans lines; columns are code points. */
        Place at(int offset) {
            int characters = text.codePointCount(0, Math.max(0, Math.min(offset, text.length())));
            return oneLine ? place.right(characters + (plain ? 0 : 1)) : place;
        }

        /**
         * The value by the core schema of YAML 1.2, section 10.3.2: quoted is text; {@code no}, {@code on} and {@code
         * 12:30} are text.
         */
        @Nullable
        Object value() {
            if (!plain) {
                return text;
            }
            return switch (text) {
                case "", "~", "null", "Null", "NULL" -> null;
                case "true", "True", "TRUE" -> true;
                case "false", "False", "FALSE" -> false;
                case ".inf", ".Inf", ".INF", "+.inf" -> Double.POSITIVE_INFINITY;
                case "-.inf", "-.Inf", "-.INF" -> Double.NEGATIVE_INFINITY;
                case ".nan", ".NaN", ".NAN" -> Double.NaN;
                default -> number(text);
            };
        }

        private static Object number(String text) {
            try {
                if (text.length() <= 20 && text.matches("[-+]?[0-9]+")) {
                    return Long.parseLong(text);
                }
                if (text.length() <= 20 && text.matches("0x[0-9a-fA-F]+")) {
                    return Long.parseLong(text.substring(2), 16);
                }
                if (text.length() <= 25 && text.matches("0o[0-7]+")) {
                    return Long.parseLong(text.substring(2), 8);
                }
                if (text.length() <= 40 && text.matches("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?")) {
                    return Double.parseDouble(text);
                }
            } catch (NumberFormatException e) {
                return text;
            }
            return text;
        }
    }

    record Seq(List<Yaml> items, Place place) implements Yaml {}

    record Mapping(Map<String, Entry> entries, Place place) implements Yaml {}

    record Entry(Place key, Yaml value) {}

    default boolean isNull() {
        return this instanceof Scalar scalar && scalar.value() == null;
    }

    default String kind() {
        if (this instanceof Seq) {
            return "a list";
        }
        return this instanceof Mapping ? "a mapping" : "a value";
    }

    /** The same without places: the form in which built-in definitions are read at run time. */
    default Json json() {
        if (this instanceof Scalar scalar) {
            return Shapes.json(scalar.value());
        }
        if (this instanceof Seq seq) {
            return Json.array(seq.items().stream().map(Yaml::json).toList());
        }
        Map<String, Json> fields = new TreeMap<>();
        ((Mapping) this)
                .entries()
                .forEach((name, entry) -> fields.put(name, entry.value().json()));
        return Json.object(fields);
    }

    static Yaml of(Json json) {
        if (json instanceof Json.Obj object) {
            Map<String, Entry> entries = new LinkedHashMap<>();
            object.forEach((name, value) -> entries.put(name, new Entry(Place.NOWHERE, of(value))));
            return new Mapping(entries, Place.NOWHERE);
        }
        if (json instanceof Json.Arr array) {
            List<Yaml> items = new ArrayList<>();
            array.elements().forEach(item -> items.add(of(item)));
            return new Seq(items, Place.NOWHERE);
        }
        @Nullable String text = json.asText().orElse(null);
        return text == null
                ? new Scalar(json.toString(), true, false, Place.NOWHERE)
                : new Scalar(text, false, false, Place.NOWHERE);
    }
}
