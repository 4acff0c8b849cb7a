package io.workfloworchestrator.mcp;

import io.workfloworchestrator.json.JavaShape;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.json.JsonException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads what a client gives by its {@link Shape}, and names everything that is wrong with it. Pure functions. */
final class Arguments {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._/:-]{0,127}");
    private static final Pattern SEPARATED = Pattern.compile("[,;\\n\\[{]");
    /** The text of a number in JSON. A longer text does not count as a number, since nobody means such numbers. */
    private static final Pattern NUMBER =
            Pattern.compile("-?(0|[1-9][0-9]{0,39})(\\.[0-9]{1,40})?([eE][+-]?[0-9]{1,3})?");

    /** Beyond this exponent a number is compared, but never written out digit by digit. */
    private static final int MOST_DIGITS = 40;

    private Arguments() {}

    record Problem(String code, String message) {}

    /** The value in its exact form; its problems are added. */
    static Json read(Shape shape, Json value, List<Problem> problems) {
        Json exact = exact(shape, value);
        check(shape, exact, "", problems);
        return exact;
    }

    // Another form

    /**
     * Converts a value that is written in another form and can mean only one thing; any other value stays as it is.
     * Clients write {@code "2"} for 2, {@code "true"} for true, and JSON text for an object.
     */
    private static Json exact(Shape shape, Json value) {
        return switch (shape.kind()) {
            case TEXT, TIME, DATE -> value;
            case CHOICE -> exactChoice(shape, value);
            case BOOL -> {
                String text = value.asText().orElse("");
                yield text.equals("true") || text.equals("false") ? Json.of(text.equals("true")) : value;
            }
            case INT, LONG, DOUBLE, DECIMAL -> exactNumber(shape, value);
            case LIST -> exactList(shape.elements(), value);
            case MAP -> exactMap(shape.elements(), value);
            case RECORD -> exactRecord(shape, value);
            // A text that is the JSON of an object or an array means that; any other text may be meant as it is.
            case JSON, OTHER -> opened(opened(value, '{'), '[');
        };
    }

    /** Reads a text that is the JSON of an object or an array; any other value stays as it is. */
    static Json opened(Json value, char bracket) {
        boolean isOpened =
                value instanceof Json.Str string && string.text().stripLeading().startsWith(String.valueOf(bracket));
        return isOpened ? parsed(value) : value;
    }

    /** Reads a text as JSON if it is JSON; any other value stays as it is. */
    private static Json parsed(Json value) {
        if (!(value instanceof Json.Str text)) {
            return value;
        }
        try {
            return Json.parse(text.text());
        } catch (JsonException e) {
            return value;
        }
    }

    /** The words of an enum, lower case with hyphens, are taken in any case, and with spaces or underscores for hyphens. */
    private static Json exactChoice(Shape shape, Json value) {
        String given = value.asText().map(Arguments::plain).orElse("");
        return shape.words().stream()
                .filter(word -> plain(word).equals(given))
                .findFirst()
                .<Json>map(Json::of)
                .orElse(value);
    }

    private static String plain(String text) {
        return text.strip().toLowerCase(Locale.ROOT).replaceAll("[\\s_-]+", "-");
    }

    private static Json exactNumber(Shape shape, Json value) {
        Json number =
                value instanceof Json.Str text && NUMBER.matcher(text.text()).matches()
                        ? new Json.Num(text.text())
                        : value;
        if (!shape.isWhole() || !(number instanceof Json.Num given) || given.isInteger()) {
            return number;
        }
        BigDecimal plain = given.value().stripTrailingZeros();
        boolean integer = plain.scale() <= 0 && plain.scale() >= -MOST_DIGITS;
        return integer ? new Json.Num(plain.toBigInteger().toString()) : value;
    }

    private static Json exactList(Shape element, Json value) {
        if (opened(value, '[') instanceof Json.Arr array) {
            return Json.array(
                    array.elements().stream().map(one -> exact(element, one)).toList());
        }
        Json alone = exact(element, value);
        return isOne(element, alone) ? Json.array(List.of(alone)) : value;
    }

    /**
     * Whether a value that is not a list can only mean a list with this one element. A text with separators may
     * mean several elements.
     */
    private static boolean isOne(Shape element, Json value) {
        if (element.isAny() || element.element() != null) {
            return false;
        }
        String text = value.asText().orElse("x");
        if (text.isBlank() || SEPARATED.matcher(text).find()) {
            return false;
        }
        List<Problem> problems = new ArrayList<>();
        check(element, value, "", problems);
        return problems.isEmpty();
    }

    /** The schema asks for an array of texts, {@code ["a=1"]}; {@code {"a": 1}} and {@code [{"name": "a", "value": 1}]} are taken too. */
    private static Json exactMap(Shape element, Json value) {
        Json opened = opened(opened(value, '{'), '[');
        if (opened instanceof Json.Arr pairs) {
            return joined(element, pairs).<Json>map(object -> object).orElse(value);
        }
        if (!(opened instanceof Json.Obj object)) {
            return value;
        }
        for (String name : object.keys()) {
            Json field = object.at(name).orElse(Json.Null.VALUE);
            object = object.with(name, element.isAny() ? field : exact(element, field));
        }
        return object;
    }

    /** Joins the pairs into one object. Empty if an element is not a pair, or if two pairs have the same name. */
    private static Optional<Json.Obj> joined(Shape element, Json.Arr pairs) {
        Map<String, Json> fields = new LinkedHashMap<>();
        for (Json pair : pairs.elements()) {
            String text = pair.asText().orElse("");
            int equals = text.indexOf('=');
            String name = equals > 0
                    ? text.substring(0, equals)
                    : pair.asObject().text("name").orElse(null);
            Json value = equals > 0
                    ? Json.of(text.substring(equals + 1))
                    : pair.asObject().get("value");
            if (name == null || value == null || equals <= 0 && pair.asObject().size() != 2) {
                return Optional.empty();
            }
            // The schema asks for text because it cannot ask for a value of any type.
            Json meant = element.isAny() ? parsed(value) : exact(element, value);
            if (fields.putIfAbsent(name, meant) != null) {
                return Optional.empty();
            }
        }
        return Optional.of(Json.object(fields));
    }

    private static Json exactRecord(Shape shape, Json value) {
        Map<String, Shape.Part> parts = shape.parts();
        Json opened = opened(value, '{');
        if (parts == null) {
            return opened;
        }
        if (!(opened instanceof Json.Obj object)) {
            return value;
        }
        for (Map.Entry<String, Shape.Part> part : parts.entrySet()) {
            Json field = object.get(part.getKey());
            if (field == Json.Null.VALUE && !part.getValue().required()) {
                object = object.without(part.getKey());
            } else if (field != null) {
                object = object.with(part.getKey(), exact(part.getValue().shape(), field));
            }
        }
        return object;
    }

    // What is wrong

    private static void check(Shape shape, Json value, String path, List<Problem> problems) {
        boolean fits = switch (shape.kind()) {
            case TEXT, CHOICE -> value instanceof Json.Str;
            case BOOL -> value instanceof Json.Bool;
            case INT, LONG -> value instanceof Json.Num number && number.isInteger();
            case DOUBLE, DECIMAL -> value instanceof Json.Num;
            case TIME, DATE -> isTime(shape, value);
            case LIST -> value instanceof Json.Arr;
            case MAP, RECORD -> value instanceof Json.Obj;
            case JSON, OTHER -> true;
        };
        if (!fits) {
            problems.add(wrongType(path, shape.expected(), value));
            return;
        }
        switch (shape.kind()) {
            case TEXT, JSON, OTHER -> checkText(shape, value.asText().orElse(""), path, problems);
            case CHOICE -> checkChoice(shape, value.asText().orElse(""), path, problems);
            case INT, LONG, DOUBLE, DECIMAL -> checkNumber(shape, (Json.Num) value, path, problems);
            case LIST -> checkList(shape, value.asList(), path, problems);
            case MAP -> checkMap(shape.elements(), value.asObject(), path, problems);
            case RECORD -> checkRecord(shape, value.asObject(), path, problems);
            case BOOL, TIME, DATE -> {
                // There are no limits for these.
            }
        }
    }

    private static Problem wrongType(String path, String expected, Json got) {
        String kind = got instanceof Json.Str
                ? "the string "
                : got instanceof Json.Num
                        ? "the number "
                        : got instanceof Json.Arr ? "an array " : got instanceof Json.Obj ? "an object " : "";
        return new Problem(
                "E_ARG_TYPE",
                "\"" + path + "\" must be " + expected + ", but it is " + kind + PlainText.line(got.toString(), 60)
                        + ".");
    }

    private static Problem tooLarge(String path, long size, String of, long limit) {
        return new Problem("E_FIELD_SIZE", "\"" + path + "\" has " + size + " " + of + ", the limit is " + limit + ".");
    }

    private static boolean isTime(Shape shape, Json value) {
        try {
            String text = value.asText().orElse("");
            Object unused = shape.kind() == JavaShape.Kind.TIME ? Instant.parse(text) : LocalDate.parse(text);
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }

    private static void checkText(Shape shape, String text, String path, List<Problem> problems) {
        long most = shape.isAny() ? Shape.MAX_TEXT : shape.limits().maxText();
        if (text.length() > most) {
            problems.add(tooLarge(path, text.length(), "characters", most));
        } else if (!shape.isAny() && shape.limits().id() && !ID.matcher(text).matches()) {
            problems.add(new Problem(
                    "E_ID_SYNTAX",
                    "\"" + path + "\" must be an id of 1 to 128 ASCII letters, digits and . _ - / :, starting with"
                            + " a letter or a digit."));
        }
    }

    private static void checkChoice(Shape shape, String text, String path, List<Problem> problems) {
        if (!shape.words().contains(text)) {
            problems.add(new Problem(
                    "E_ARG_VALUE",
                    "\"" + path + "\" must be " + shape.expected() + ", but it is \"" + PlainText.line(text, 60) + "\"."
                            + Nearest.hint(text, shape.words())));
        }
    }

    /** The declared limits, or else the bounds of the Java type; a decimal number has none. */
    private static void checkNumber(Shape shape, Json.Num number, String path, List<Problem> problems) {
        long min = shape.limits().min();
        long max = shape.limits().max();
        BigDecimal least = min == Long.MIN_VALUE ? bound(shape.kind(), true) : BigDecimal.valueOf(min);
        BigDecimal most = max == Long.MAX_VALUE ? bound(shape.kind(), false) : BigDecimal.valueOf(max);
        boolean isLess = least != null && number.value().compareTo(least) < 0;
        if (isLess || most != null && number.value().compareTo(most) > 0) {
            problems.add(new Problem(
                    "E_ARG_RANGE",
                    "\"" + path + "\" must be " + (isLess ? "at least " + least : "at most " + most) + ", but it is "
                            + PlainText.line(number.toString(), 60) + "."));
        }
    }

    private static @Nullable BigDecimal bound(JavaShape.Kind kind, boolean isLeast) {
        return switch (kind) {
            case INT -> BigDecimal.valueOf(isLeast ? Integer.MIN_VALUE : Integer.MAX_VALUE);
            case LONG -> BigDecimal.valueOf(isLeast ? Long.MIN_VALUE : Long.MAX_VALUE);
            case DOUBLE -> BigDecimal.valueOf(isLeast ? -Double.MAX_VALUE : Double.MAX_VALUE);
            default -> null;
        };
    }

    private static void checkList(Shape shape, List<Json> elements, String path, List<Problem> problems) {
        long most = shape.limits().maxElements();
        if (elements.size() > most) {
            problems.add(tooLarge(path, elements.size(), "elements", most));
            return;
        }
        for (int i = 0; i < elements.size(); i++) {
            check(shape.elements(), elements.get(i), path + "[" + i + "]", problems);
        }
    }

    private static void checkMap(Shape element, Json.Obj object, String path, List<Problem> problems) {
        if (object.size() > Shape.MAX_ELEMENTS) {
            problems.add(tooLarge(path, object.size(), "fields", Shape.MAX_ELEMENTS));
        } else {
            object.forEach((name, field) -> check(element, field, path + "." + PlainText.line(name, 60), problems));
        }
    }

    private static void checkRecord(Shape shape, Json.Obj object, String path, List<Problem> problems) {
        Map<String, Shape.Part> parts = shape.parts();
        if (parts == null) {
            return;
        }
        String before = path.isEmpty() ? "" : path + ".";
        object.forEach((name, field) -> {
            Shape.Part part = parts.get(name);
            if (part == null) {
                problems.add(unknown(PlainText.line(before + name, 80), name, parts));
            } else if (!(field == Json.Null.VALUE && part.nullable())) {
                check(part.shape(), field, before + name, problems);
            }
        });
        parts.forEach((name, part) -> {
            if (part.required() && object.get(name) == null) {
                problems.add(new Problem(
                        "E_ARG_MISSING",
                        "\"" + before + name + "\" is missing; it must be "
                                + part.shape().expected() + "."));
            }
        });
    }

    /** What was probably meant: a part of a similar name, or a field of a part that takes any, which people give beside it. */
    private static String meant(String name, Map<String, Shape.Part> parts) {
        String near = Nearest.hint(name, parts.keySet());
        List<String> free = parts.entrySet().stream()
                .filter(part -> part.getValue().shape().kind() == JavaShape.Kind.MAP
                        && part.getValue().shape().elements().isAny())
                .map(part -> "\"" + part.getKey() + "\"")
                .toList();
        if (free.isEmpty()) {
            return near;
        }
        String inside = "a field in " + String.join(" or ", free) + "?";
        return near.isEmpty() ? " Did you mean " + inside : near.replaceFirst("\\?$", ", or " + inside);
    }

    private static Problem unknown(String at, String name, Map<String, Shape.Part> parts) {
        return new Problem(
                "E_ARG_UNKNOWN",
                "\"" + at + "\" is unknown." + meant(name, parts)
                        + (parts.isEmpty()
                                ? " There are no arguments."
                                : " Known: " + String.join(", ", parts.keySet()))
                        + ".");
    }
}
