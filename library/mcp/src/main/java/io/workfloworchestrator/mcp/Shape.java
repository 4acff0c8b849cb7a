package io.workfloworchestrator.mcp;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.json.JsonException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The form of a JSON value, made from a Java type: it writes itself as JSON Schema (draft 2020-12, the subset that MCP
 * clients understand) and names everything that is wrong with a value. {@link Shapes} makes them. Immutable.
 */
interface Shape {
    int MAX_TEXT = 65_536;
    int MAX_ELEMENTS = 1_000;
    int MAX_UNTRUSTED = 200;

    /** What is wrong with one place of a value. */
    record Problem(String code, String message) {}

    /** What is expected, in words: "a string". */
    String expected();

    /** The whole form as JSON Schema. If {@code closed}, an object takes no fields but its own. */
    Map<String, Object> schema(boolean closed);

    /** A schema with only the names of the fields inside, without their types; empty if there are no fields inside. */
    default Map<String, Object> names() {
        return Map.of();
    }

    /** Whether something inside was written by others. */
    default boolean holdsUntrusted() {
        return false;
    }

    /** Adds the problems of {@code value}, which was found at {@code path}. */
    void check(Json value, String path, List<Problem> problems);

    /**
     * Converts a value that is written in another form and can mean only one thing; any other value stays as it is.
     * Clients write {@code "2"} for 2, {@code "true"} for true, and JSON text for an object.
     */
    default Json exact(Json value) {
        return value;
    }

    /** The value with the text of others made harmless. */
    default Json clean(Json value) {
        return value;
    }

    /** The limits that a {@link Field} sets. */
    record Limits(long min, long max, boolean id, boolean untrusted, boolean lines) {
        static Limits of(@Nullable Field field) {
            return field == null
                    ? new Limits(Long.MIN_VALUE, Long.MAX_VALUE, false, false, false)
                    : new Limits(field.min(), field.max(), field.id(), field.untrusted(), field.lines());
        }

        /** The largest size; {@code otherwise} if there is no limit. */
        long maxOr(long otherwise) {
            return max == Long.MAX_VALUE ? otherwise : max;
        }

        /** The limits for the elements of a list that has these limits. */
        Limits ofElements() {
            return new Limits(Long.MIN_VALUE, untrusted ? max : Long.MAX_VALUE, id, untrusted, lines);
        }

        /** The longest list. For an untrusted list, {@code max} is the longest text in it instead. */
        long maxElements() {
            return untrusted ? MAX_ELEMENTS : maxOr(MAX_ELEMENTS);
        }
    }

    /** Reads a text that is the JSON of an object or an array; any other value stays as it is. */
    static Json opened(Json value, char bracket) {
        if (value instanceof Json.Str string && string.text().stripLeading().startsWith(String.valueOf(bracket))) {
            try {
                return Json.parse(string.text());
            } catch (JsonException e) {
                return value;
            }
        }
        return value;
    }

    static Problem wrongType(String path, String expected, Json got) {
        String shown = got.toString();
        String kind = got instanceof Json.Str
                ? "the string "
                : got instanceof Json.Num ? "the number " : got instanceof Json.Arr ? "an array " : "";
        return new Problem(
                "E_ARG_TYPE",
                "\"" + path + "\" must be " + expected + ", but it is "
                        + (got instanceof Json.Obj ? "an object " : kind) + PlainText.line(shown, 60) + ".");
    }

    /** A string. */
    record Text(long max, boolean id, boolean untrusted, boolean lines) implements Shape {
        private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._/:-]{0,127}");

        Text(Limits limits) {
            this(
                    limits.maxOr(limits.untrusted() ? MAX_UNTRUSTED : MAX_TEXT),
                    limits.id(),
                    limits.untrusted(),
                    limits.lines());
        }

        @Override
        public String expected() {
            return "a string";
        }

        @Override
        public Map<String, Object> schema(boolean closed) {
            Map<String, Object> schema = new LinkedHashMap<>();
            schema.put("type", "string");
            return schema;
        }

        @Override
        public void check(Json value, String path, List<Problem> problems) {
            if (!(value instanceof Json.Str string)) {
                problems.add(wrongType(path, expected(), value));
            } else if (string.text().length() > max) {
                problems.add(new Problem(
                        "E_FIELD_SIZE",
                        "\"" + path + "\" has " + string.text().length() + " characters, the limit is " + max + "."));
            } else if (id && !ID.matcher(string.text()).matches()) {
                problems.add(new Problem(
                        "E_ID_SYNTAX",
                        "\"" + path + "\" must be an id of 1 to 128 ASCII letters, digits and . _ - / :, starting with"
                                + " a letter or a digit."));
            }
        }

        @Override
        public Json clean(Json value) {
            if (!untrusted || !(value instanceof Json.Str string)) {
                return value;
            }
            int most = (int) Math.min(max, Integer.MAX_VALUE);
            return Json.of(lines ? PlainText.lines(string.text(), most) : PlainText.ends(string.text(), most));
        }
    }

    /** An enum, lower case with hyphens. Its words are taken in any case, and with spaces or underscores for hyphens. */
    record Choice(List<String> values) implements Shape {
        @Override
        public String expected() {
            return "one of " + String.join(", ", values);
        }

        @Override
        public Map<String, Object> schema(boolean closed) {
            Map<String, Object> schema = new LinkedHashMap<>();
            schema.put("type", "string");
            schema.put("enum", values);
            return schema;
        }

        @Override
        public Json exact(Json value) {
            String given = value.asText().map(Choice::plain).orElse("");
            return values.stream()
                    .filter(word -> plain(word).equals(given))
                    .findFirst()
                    .<Json>map(Json::of)
                    .orElse(value);
        }

        private static String plain(String text) {
            return text.strip().toLowerCase(Locale.ROOT).replaceAll("[\\s_-]+", "-");
        }

        @Override
        public void check(Json value, String path, List<Problem> problems) {
            String text = value.asText().orElse(null);
            if (text == null) {
                problems.add(wrongType(path, expected(), value));
            } else if (!values.contains(text)) {
                String meant = Nearest.of(text, values)
                        .map(near -> " Did you mean \"" + near + "\"?")
                        .orElse("");
                problems.add(new Problem(
                        "E_ARG_VALUE",
                        "\"" + path + "\" must be " + expected() + ", but it is \"" + PlainText.line(text, 60) + "\"."
                                + meant));
            }
        }
    }

    /** A truth value. */
    record Truth() implements Shape {
        @Override
        public String expected() {
            return "true or false";
        }

        @Override
        public Map<String, Object> schema(boolean closed) {
            return new LinkedHashMap<>(Map.of("type", "boolean"));
        }

        @Override
        public Json exact(Json value) {
            String text = value.asText().orElse("");
            return text.equals("true") || text.equals("false") ? Json.of(text.equals("true")) : value;
        }

        @Override
        public void check(Json value, String path, List<Problem> problems) {
            if (!(value instanceof Json.Bool)) {
                problems.add(wrongType(path, expected(), value));
            }
        }
    }

    /** A time or a date. */
    record Time(boolean instant) implements Shape {
        @Override
        public String expected() {
            return instant ? "a time such as 2026-01-31T12:00:00Z" : "a date such as 2026-01-31";
        }

        @Override
        public Map<String, Object> schema(boolean closed) {
            Map<String, Object> schema = new LinkedHashMap<>();
            schema.put("type", "string");
            if (instant || !closed) {
                schema.put("format", instant ? "date-time" : "date");
            } else {
                // Some clients accept no string format but date-time in an argument.
                schema.put("description", "Such as 2026-01-31");
            }
            return schema;
        }

        @Override
        public void check(Json value, String path, List<Problem> problems) {
            try {
                String text = value.asText().orElse("");
                Object unused = instant ? Instant.parse(text) : LocalDate.parse(text);
            } catch (java.time.DateTimeException e) {
                problems.add(wrongType(path, expected(), value));
            }
        }
    }

    /** An object whose fields are not checked: it stands for a record that contains itself. */
    record AnyObject() implements Shape {
        @Override
        public String expected() {
            return "an object";
        }

        /**
         * An argument is listed as text: some clients refuse an object without properties, and then all tools of
         * the server.
         */
        @Override
        public Map<String, Object> schema(boolean closed) {
            Map<String, Object> schema = new LinkedHashMap<>();
            schema.put("type", closed ? "string" : "object");
            if (closed) {
                schema.put("description", "An object as JSON");
            }
            return schema;
        }

        @Override
        public Json exact(Json value) {
            return opened(value, '{');
        }

        @Override
        public void check(Json value, String path, List<Problem> problems) {
            if (!(value instanceof Json.Obj)) {
                problems.add(wrongType(path, expected(), value));
            }
        }
    }

    /** Any value. */
    record Any(boolean untrusted) implements Shape {
        @Override
        public String expected() {
            return "a value";
        }

        /** An argument is listed as text: some clients refuse a schema without a type, and with it all tools of the server. */
        @Override
        public Map<String, Object> schema(boolean closed) {
            Map<String, Object> schema = new LinkedHashMap<>();
            if (closed) {
                schema.put("type", "string");
                schema.put("description", "Text, or JSON");
            }
            return schema;
        }

        /** A text that is the JSON of an object or an array means that; any other text may be meant as it is. */
        @Override
        public Json exact(Json value) {
            return opened(opened(value, '{'), '[');
        }

        @Override
        public void check(Json value, String path, List<Problem> problems) {
            if (value instanceof Json.Str text && text.text().length() > MAX_TEXT) {
                new Text(MAX_TEXT, false, false, false).check(value, path, problems);
            }
        }

        @Override
        public Json clean(Json value) {
            return untrusted ? cleaned(value) : value;
        }

        private static Json cleaned(Json value) {
            if (value instanceof Json.Str string) {
                String clean = PlainText.of(string.text());
                return clean.equals(string.text()) ? value : Json.of(clean);
            }
            if (value instanceof Json.Arr array) {
                return Json.array(array.elements().stream().map(Any::cleaned).toList());
            }
            if (value instanceof Json.Obj object) {
                Json.Obj clean = object;
                for (String name : object.keys()) {
                    clean = clean.with(name, cleaned(object.find(name).orElse(Json.Null.VALUE)));
                }
                return clean;
            }
            return value;
        }
    }
}
