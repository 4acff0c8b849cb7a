package io.workfloworchestrator.detect;

import io.workfloworchestrator.files.PathRules;
import io.workfloworchestrator.files.Texts;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads one value out of a JSON text (RFC 8259), named by a JSON Pointer (RFC 6901).
 *
 * <p>Strict and bounded: 64 levels, numbers of 64 characters, names of 256; duplicate names, text after the end, lone
 * surrogates and NUL are refused. This is not the reader of {@code library/json}, which keeps no lines and refuses what
 * files of other programs may hold; see docs/decisions.md.
 */
final class JsonText {
    static final int MAX_DEPTH = 64;
    private static final int MAX_NUMBER = 64;
    private static final int MAX_NAME = 256;

    private final String text;
    private final List<String> pointer;
    private int at;
    private int line = 1;
    private int lineStart;
    private boolean found;
    private @Nullable Object value;
    private int valueLine;

    private JsonText(String text, List<String> pointer) {
        this.text = text;
        this.pointer = pointer;
    }

    /** The value at the pointer and its line, or that there is no value. */
    record Found(boolean present, @Nullable Object value, int line) {}

    static final class Bad extends Exception {
        private static final long serialVersionUID = 1L;
        private final String code;
        private final int line;

        Bad(String code, int line, int column, String what) {
            super("line " + line + ", column " + column + ": " + what);
            this.code = code;
            this.line = line;
        }

        String code() {
            return code;
        }

        int line() {
            return line;
        }
    }

    static String checkPointer(String pointer) {
        if (pointer.isEmpty() || (pointer.startsWith("/") && pointer.length() <= 1_024)) {
            return pointer;
        }
        throw new DetectException(
                "E_RULE_POINTER",
                "'" + PathRules.show(pointer) + "' is no JSON Pointer. Begin it with '/', such as '/scripts/test'.");
    }

    static Found read(String text, String pointer) throws Bad {
        List<String> tokens = new ArrayList<>();
        if (!pointer.isEmpty()) {
            for (String token : pointer.substring(1).split("/", -1)) {
                tokens.add(token.replace("~1", "/").replace("~0", "~"));
            }
        }
        JsonText reader = new JsonText(text, tokens);
        reader.blanks();
        reader.value(0, 0);
        reader.blanks();
        if (reader.at < text.length()) {
            throw reader.bad("E_JSON_TRAILING", "something follows the end");
        }
        return new Found(reader.found, reader.value, reader.valueLine);
    }

    /** Reads a value; {@code matched} is how many tokens of the pointer lead here, or -1 if the pointer leads elsewhere. */
    private @Nullable Object value(int depth, int matched) throws Bad {
        if (depth > MAX_DEPTH) {
            throw bad("E_JSON_DEPTH", "more than " + MAX_DEPTH + " levels");
        }
        int startLine = line;
        char c = peek();
        Object read;
        switch (c) {
            case '{' -> read = object(depth, matched);
            case '[' -> read = array(depth, matched);
            case '"' -> read = string();
            case 't' -> read = word("true", true);
            case 'f' -> read = word("false", false);
            case 'n' -> read = word("null", null);
            default -> read = number();
        }
        Object shown = read instanceof String s ? Texts.value(s) : read;
        if (matched == pointer.size()) {
            found = true;
            value = shown;
            valueLine = startLine;
        }
        return shown;
    }

    private Map<String, @Nullable Object> object(int depth, int matched) throws Bad {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        for (boolean more = begins('}'); more; more = goesOn('}')) {
            if (peek() != '"') {
                throw bad("E_JSON_SYNTAX", "a name in quotes is expected");
            }
            String name = string();
            if (name.length() > MAX_NAME) {
                throw bad("E_JSON_NAME", "a name of more than " + MAX_NAME + " characters");
            }
            if (fields.containsKey(name)) {
                throw bad("E_JSON_DUPLICATE_KEY", "a name that is there twice");
            }
            blanks();
            if (peek() != ':') {
                throw bad("E_JSON_SYNTAX", "':' is expected");
            }
            at++;
            blanks();
            fields.put(name, value(depth + 1, next(matched, name)));
        }
        return Collections.unmodifiableMap(fields);
    }

    private List<@Nullable Object> array(int depth, int matched) throws Bad {
        List<@Nullable Object> items = new ArrayList<>();
        for (boolean more = begins(']'); more; more = goesOn(']')) {
            items.add(value(depth + 1, next(matched, Integer.toString(items.size()))));
        }
        return Collections.unmodifiableList(items);
    }

    /** Passes the opening bracket, and the closing one if it follows; returns whether an element does. */
    private boolean begins(char close) {
        at++;
        blanks();
        return !skip(close);
    }

    /** Passes the comma or the closing bracket; returns whether it was a comma. */
    private boolean goesOn(char close) throws Bad {
        blanks();
        char c = peek();
        if (c != close && c != ',') {
            throw bad("E_JSON_SYNTAX", "',' or '" + close + "' is expected");
        }
        at++;
        if (c == ',') {
            blanks();
        }
        return c == ',';
    }

    private int next(int matched, String step) {
        return matched >= 0 && matched < pointer.size() && pointer.get(matched).equals(step) ? matched + 1 : -1;
    }

    private String string() throws Bad {
        StringBuilder result = new StringBuilder();
        at++;
        while (true) {
            char c = peek();
            at++;
            if (c == '"') {
                return checkText(result.toString());
            }
            if (c < ' ') {
                throw bad("E_JSON_SYNTAX", "a control character in a text");
            }
            result.append(c == '\\' ? escaped() : c);
        }
    }

    private String checkText(String string) throws Bad {
        for (int i = 0; i < string.length(); i++) {
            char c = string.charAt(i);
            boolean pair = Character.isHighSurrogate(c)
                    && i + 1 < string.length()
                    && Character.isLowSurrogate(string.charAt(i + 1));
            if (c == 0 || (Character.isSurrogate(c) && !pair)) {
                throw bad("E_JSON_TEXT", "a NUL or half a character in a text");
            }
            i += pair ? 1 : 0;
        }
        return string;
    }

    private char escaped() throws Bad {
        char c = peek();
        at++;
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> unicode();
            default -> throw bad("E_JSON_SYNTAX", "an unknown escape");
        };
    }

    private char unicode() throws Bad {
        int c = 0;
        for (int i = 0; i < 4; i++) {
            int digit = Character.digit(peek(), 16);
            if (digit < 0 || peek() > 'f') {
                throw bad("E_JSON_SYNTAX", "four hexadecimal digits are expected");
            }
            c = c * 16 + digit;
            at++;
        }
        return (char) c;
    }

    private @Nullable Object word(String word, @Nullable Object meaning) throws Bad {
        if (!text.startsWith(word, at)) {
            throw bad("E_JSON_SYNTAX", "a value is expected");
        }
        at += word.length();
        return meaning;
    }

    private Object number() throws Bad {
        int start = at;
        boolean whole = true;
        skip('-');
        int digits = digits();
        if (digits == 0 || (digits > 1 && text.charAt(at - digits) == '0')) {
            throw bad("E_JSON_SYNTAX", "a value is expected");
        }
        if (skip('.')) {
            whole = false;
            requireDigits();
        }
        if (skip('e') || skip('E')) {
            whole = false;
            if (!skip('+')) {
                skip('-');
            }
            requireDigits();
        }
        String number = text.substring(start, at);
        if (number.length() > MAX_NUMBER) {
            throw bad("E_JSON_NUMBER", "a number of more than " + MAX_NUMBER + " characters");
        }
        if (whole && number.length() <= 18) {
            return Long.valueOf(number);
        }
        double value = Double.parseDouble(number);
        if (Double.isInfinite(value)) {
            throw bad("E_JSON_NUMBER", "a number beyond what can be calculated with");
        }
        return value;
    }

    private void requireDigits() throws Bad {
        if (digits() == 0) {
            throw bad("E_JSON_SYNTAX", "a digit is expected");
        }
    }

    private boolean skip(char c) {
        boolean there = at < text.length() && text.charAt(at) == c;
        at += there ? 1 : 0;
        return there;
    }

    private int digits() {
        int start = at;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        return at - start;
    }

    private char peek() throws Bad {
        if (at >= text.length()) {
            throw bad("E_JSON_SYNTAX", "the text ends too early");
        }
        return text.charAt(at);
    }

    private void blanks() {
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '\n') {
                line++;
                lineStart = at + 1;
            } else if (c != ' ' && c != '\t' && c != '\r') {
                return;
            }
            at++;
        }
    }

    private Bad bad(String code, String what) {
        return new Bad(code, line, at - lineStart + 1, what);
    }
}
