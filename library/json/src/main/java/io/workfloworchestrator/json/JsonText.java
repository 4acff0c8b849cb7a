package io.workfloworchestrator.json;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads and writes {@link Json} text. It reads by Jackson's streaming parser with every limit set, and also refuses UTF-16,
 * overlong UTF-8, lone surrogates, NUL, and exponents that make a number explode, which Jackson accepts.
 */
public final class JsonText {
    static final int MAX_BYTES = 64 << 20;
    static final int MAX_DEPTH = 64;
    static final int MAX_STRING = 1 << 20;
    static final int MAX_NAME = 256;
    static final int MAX_DIGITS = 64;
    static final int MAX_EXPONENT = 308;
    static final int MAX_TOKENS = 2_000_000;

    private static final String TOO_DEEP = "values are nested deeper than " + MAX_DEPTH + ".";
    private static final String LONG_STRING = "a string is longer than " + MAX_STRING + " characters.";
    private static final String LONG_NAME = "a name is longer than " + MAX_NAME + " characters.";
    private static final String MANY_TOKENS = "there are more than " + MAX_TOKENS + " tokens.";

    /** Names that change the meaning of objects in JavaScript, in which dashboards and clients read our answers. */
    private static final Set<String> RESERVED = Set.of("__proto__", "constructor", "prototype");

    /** RFC 8259, section 6. */
    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9]\\d*)(\\.\\d+)?([eE][+-]?\\d+)?");

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    // A stored change wraps a value into two arrays more.
                    .maxNestingDepth(MAX_DEPTH + 2)
                    .maxStringLength(MAX_STRING)
                    .maxNameLength(MAX_NAME)
                    .maxNumberLength(MAX_DIGITS)
                    .maxTokenCount(MAX_TOKENS)
                    .maxDocumentLength(MAX_BYTES)
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private JsonText() {}

    static Json parse(byte[] utf8) {
        if (utf8.length > MAX_BYTES) {
            throw tooLarge(utf8.length);
        }
        int start =
                utf8.length >= 3 && utf8[0] == (byte) 0xEF && utf8[1] == (byte) 0xBB && utf8[2] == (byte) 0xBF ? 3 : 0;
        CharBuffer text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(utf8, start, utf8.length - start));
        } catch (CharacterCodingException e) {
            throw new JsonException("E_JSON_UTF8", "the text is not UTF-8. Save it as UTF-8.");
        }
        if (text.length() >= 2 && (text.charAt(0) == 0) != (text.charAt(1) == 0)) {
            throw new JsonException("E_JSON_UTF8", "the text looks like UTF-16. Save it as UTF-8.");
        }
        return parse(text.toString());
    }

    static Json parse(String text) {
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), text)) {
            JsonToken first = parser.nextToken();
            if (first == null) {
                throw new JsonException("E_JSON_SYNTAX", "the text is empty; a JSON value was expected.", 1, 1);
            }
            Json value = located(parser, first);
            if (parser.nextToken() != null) {
                throw at(parser, "E_JSON_TRAILING", "there is text after the end of the JSON value.");
            }
            return value;
        } catch (StreamConstraintsException e) {
            throw limit(e);
        } catch (JacksonException e) {
            throw syntax(e, text);
        }
    }

    private static Json located(JsonParser parser, JsonToken first) {
        try {
            return value(parser, first);
        } catch (JsonException e) {
            throw e.line() > 0 ? e : at(parser, e.code(), String.valueOf(e.getMessage()));
        }
    }

    private static Json value(JsonParser parser, JsonToken token) {
        return switch (token) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> array(parser);
            case VALUE_STRING -> new Json.Str(parser.getString());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Json.Num(parser.getString());
            case VALUE_TRUE -> Json.of(true);
            case VALUE_FALSE -> Json.of(false);
            case VALUE_NULL -> Json.Null.VALUE;
            default -> throw at(parser, "E_JSON_SYNTAX", "a JSON value was expected.");
        };
    }

    private static Json array(JsonParser parser) {
        List<Json> elements = new ArrayList<>();
        for (JsonToken next = next(parser); next != JsonToken.END_ARRAY; next = next(parser)) {
            elements.add(value(parser, next));
        }
        return new Json.Arr(elements);
    }

    private static Json object(JsonParser parser) {
        Map<String, Json> fields = new LinkedHashMap<>();
        for (JsonToken next = next(parser); next != JsonToken.END_OBJECT; next = next(parser)) {
            String name = parser.currentName();
            checkName(name);
            fields.put(name, value(parser, next(parser)));
        }
        return Json.Obj.copyOf(fields);
    }

    private static JsonToken next(JsonParser parser) {
        JsonToken token = parser.nextToken();
        if (token == null) {
            throw at(parser, "E_JSON_SYNTAX", "the text ends in the middle of a value.");
        }
        return token;
    }

    private static JsonException at(JsonParser parser, String code, String message) {
        TokenStreamLocation place = parser.currentTokenLocation();
        return new JsonException(code, message, place.getLineNr(), place.getColumnNr());
    }

    private static JsonException limit(StreamConstraintsException e) {
        String said = String.valueOf(e.getOriginalMessage());
        if (said.contains("nesting depth")) {
            return placed(e, "E_JSON_DEPTH", TOO_DEEP);
        } else if (said.contains("String value length")) {
            return placed(e, "E_JSON_STRING", LONG_STRING);
        } else if (said.contains("Name length")) {
            return placed(e, "E_JSON_NAME", LONG_NAME);
        } else if (said.contains("Number value length")) {
            return placed(e, "E_JSON_NUMBER", "a number is longer than " + MAX_DIGITS + " digits.");
        } else if (said.contains("Token count")) {
            return placed(e, "E_JSON_TOKENS", MANY_TOKENS);
        }
        return placed(e, "E_STATE_TOO_LARGE", "the text is longer than " + MAX_BYTES + " bytes.");
    }

    private static JsonException syntax(JacksonException e, String text) {
        String said = String.valueOf(e.getOriginalMessage());
        if (said.startsWith("Duplicate")) {
            return placed(e, "E_JSON_DUPLICATE_KEY", "a key stands twice in one object; keep one of the two.");
        }
        int marker = text.startsWith("<<<<<<< ") ? 0 : text.indexOf("\n<<<<<<< ");
        if (marker >= 0) {
            int line = (int) text.substring(0, marker + 1).lines().count() + (marker == 0 ? 0 : 1);
            return new JsonException(
                    "E_STATE_MERGE_CONFLICT",
                    "the text holds git's conflict markers, so it is no JSON. Take what you need of both sides, and"
                            + " remove the lines that begin with <<<<<<<, ======= and >>>>>>>.",
                    Math.max(1, line),
                    1);
        }
        return placed(e, "E_JSON_SYNTAX", "this is not JSON here.");
    }

    private static JsonException placed(JacksonException e, String code, String message) {
        TokenStreamLocation place = e.getLocation();
        return place == null
                ? new JsonException(code, message, 1, 1)
                : new JsonException(code, message, Math.max(1, place.getLineNr()), Math.max(1, place.getColumnNr()));
    }

    static Extent extent(Json value) {
        if (value instanceof Json.Obj object) {
            return object.extent;
        }
        if (value instanceof Json.Arr array) {
            return array.extent;
        }
        boolean quoted = value instanceof Json.Str;
        return new Extent(
                0,
                1,
                quoted
                        ? Extent.quoted(((Json.Str) value).text())
                        : value.toString().length());
    }

    /** Refuses a value that the reader would refuse: it could be written, but never be read again. */
    public static void checkSize(Json value) {
        Extent extent = extent(value);
        if (extent.depth() > MAX_DEPTH) {
            throw new JsonException("E_JSON_DEPTH", TOO_DEEP);
        }
        if (extent.tokens() > MAX_TOKENS) {
            throw new JsonException("E_JSON_TOKENS", MANY_TOKENS);
        }
        if (extent.bytes() > MAX_BYTES) {
            throw tooLarge(extent.bytes());
        }
    }

    private static JsonException tooLarge(long bytes) {
        return new JsonException(
                "E_STATE_TOO_LARGE", bytes + " bytes of JSON are more than the limit of " + MAX_BYTES + ".");
    }

    static void checkString(String text) {
        if (text.length() > MAX_STRING) {
            throw new JsonException("E_JSON_STRING", LONG_STRING);
        }
        checkText(text);
    }

    /** Refuses a text with NUL or half of a surrogate pair. */
    public static void checkText(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0) {
                throw new JsonException("E_JSON_TEXT", "a string holds the character NUL, which databases refuse.");
            }
            if (Character.isSurrogate(c)) {
                boolean pair = Character.isHighSurrogate(c)
                        && i + 1 < text.length()
                        && Character.isLowSurrogate(text.charAt(i + 1));
                if (!pair) {
                    throw new JsonException(
                            "E_JSON_TEXT", "a string holds half a surrogate pair, which UTF-8 cannot write.");
                }
                i++;
            }
        }
    }

    static void checkName(String name) {
        if (RESERVED.contains(name)) {
            throw new JsonException("E_KEY_RESERVED", "the name '" + name + "' is reserved. Choose another.");
        }
        if (name.length() > MAX_NAME) {
            throw new JsonException("E_JSON_NAME", LONG_NAME);
        }
        checkText(name);
    }

    static boolean isName(String text) {
        return text.length() <= MAX_NAME && !RESERVED.contains(text);
    }

    static void checkNumber(String digits) {
        int e = Math.max(digits.indexOf('e'), digits.indexOf('E'));
        if (digits.length() > MAX_DIGITS
                || e >= 0 && (digits.length() - e > 6 || Math.abs(exponent(digits, e)) > MAX_EXPONENT)) {
            throw new JsonException(
                    "E_JSON_NUMBER",
                    "a number has more than " + MAX_DIGITS + " digits or an exponent beyond " + MAX_EXPONENT + ".");
        }
        if (!isShortInteger(digits) && !NUMBER.matcher(digits).matches()) {
            throw new JsonException("E_JSON_NUMBER", "'" + digits + "' is not a JSON number.");
        }
    }

    private static int exponent(String digits, int e) {
        try {
            return Integer.parseInt(digits.substring(e + 1));
        } catch (NumberFormatException notANumber) {
            return Integer.MAX_VALUE;
        }
    }

    /** The common case, without a regular expression. */
    private static boolean isShortInteger(String digits) {
        if (digits.isEmpty() || digits.charAt(0) == '0') {
            return digits.equals("0");
        }
        for (int i = 0; i < digits.length(); i++) {
            if (digits.charAt(i) < '0' || digits.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    static String compact(Json value) {
        StringBuilder out = new StringBuilder();
        write(out, value, -1, 0);
        return out.toString();
    }

    static String pretty(Json value) {
        StringBuilder out = new StringBuilder();
        write(out, value, 2, 0);
        return out.append('\n').toString();
    }

    private static void write(StringBuilder out, Json value, int indent, int depth) {
        if (value instanceof Json.Obj object) {
            int start = out.append('{').length();
            for (Cursor<Json> field = new Cursor<>(object.fields); field.isInside(); field.next()) {
                separate(out, start, indent, depth + 1);
                quote(out, field.key());
                out.append(indent < 0 ? ":" : ": ");
                write(out, field.value(), indent, depth + 1);
            }
            close(out, start, '}', indent, depth);
        } else if (value instanceof Json.Arr array) {
            int start = out.append('[').length();
            for (Json element : array.elements()) {
                separate(out, start, indent, depth + 1);
                write(out, element, indent, depth + 1);
            }
            close(out, start, ']', indent, depth);
        } else if (value instanceof Json.Str string) {
            quote(out, string.text());
        } else {
            out.append(value);
        }
    }

    /** Before an element of what starts at {@code start}. */
    private static void separate(StringBuilder out, int start, int indent, int depth) {
        if (out.length() > start) {
            out.append(',');
        }
        newline(out, indent, depth);
    }

    private static void close(StringBuilder out, int start, char bracket, int indent, int depth) {
        if (out.length() > start) {
            newline(out, indent, depth);
        }
        out.append(bracket);
    }

    private static void newline(StringBuilder out, int indent, int depth) {
        if (indent >= 0) {
            out.append('\n').append(" ".repeat(indent * depth));
        }
    }

    private static void quote(StringBuilder out, String text) {
        out.append('"');
        int from = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\' || Extent.isEscaped(c)) {
                out.append(text, from, i).append(escape(c));
                from = i + 1;
            }
        }
        out.append(text, from, text.length()).append('"');
    }

    private static String escape(char c) {
        return switch (c) {
            case '"' -> "\\\"";
            case '\\' -> "\\\\";
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            default -> String.format("\\u%04x", (int) c);
        };
    }
}
