package io.workfloworchestrator.rules;

import java.text.Normalizer;
import java.util.HexFormat;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Splits a text into the tokens of CEL's grammar
 * (<a href="https://github.com/google/cel-spec/blob/master/doc/langdef.md#syntax">langdef, "Syntax"</a>), one at a
 * time; if a token is wrong, it says which one was expected.
 */
final class Tokens {
    enum Kind {
        NAME,
        INT,
        DOUBLE,
        STRING,
        SIGN,
        END
    }

    private static final Set<String> RESERVED = Set.of(
            "as break const continue else for function if import let loop package namespace return var void while"
                    .split(" "));
    private static final Set<String> KEYWORDS = Set.of("true", "false", "null", "in");

    private static final String[] SIGNS = {"==", "!=", "<=", ">=", "&&", "||"};

    private static final Pattern NUMBER = Pattern.compile("\\d*(\\.\\d+)?([eE][+-]?\\d+)?");

    private static final String TYPOGRAPHIC =
            "\u201C\u201D\u201E\u201F\u2018\u2019\u201A\u201B\u00AB\u00BB\u2039\u203A\u00B4";

    private final String text;
    private int position;

    Kind kind = Kind.END;
    /** The name, the sign, the digits, or the unescaped string. */
    String value = "";

    int start;
    private int end;
    /** The end of the token before. */
    int lastEnd;

    /** Stands at the first token from there on. */
    Tokens(String text, int from) {
        this.text = text;
        this.position = from;
        advance();
    }

    /** Whether this word is reserved everywhere. */
    static boolean isReserved(String name) {
        return KEYWORDS.contains(name) || RESERVED.contains(name);
    }

    /** A name; with {@code identifier} it may not be a reserved word. */
    String name(String wanted, boolean identifier) {
        if (kind != Kind.NAME || KEYWORDS.contains(value)) {
            throw unexpected(wanted);
        }
        if (identifier && RESERVED.contains(value)) {
            throw Fault.syntax(start, "\"" + value + "\" is a reserved word; use another name");
        }
        String name = value;
        advance();
        return name;
    }

    boolean at(String sign) {
        return kind == Kind.SIGN && value.equals(sign);
    }

    boolean accept(String sign) {
        if (!at(sign)) {
            return false;
        }
        advance();
        return true;
    }

    void expect(String sign, String why) {
        if (!accept(sign)) {
            Fault error = unexpected(sign);
            throw Fault.syntax(error.offset, error.text() + "; " + why);
        }
    }

    Fault unexpected(String wanted) {
        String found = kind == Kind.END ? "the end" : text.substring(start, Math.min(end, start + 40));
        String hint = switch (found) {
            case "and", "AND" -> "; write &&";
            case "or", "OR" -> "; write ||";
            case "not", "NOT" -> "; write !";
            default -> text.substring(0, start).strip().endsWith("not") ? "; write ! instead of not" : "";
        };
        return Fault.syntax(start, "expected " + wanted + ", found " + found + hint);
    }

    void advance() {
        lastEnd = end;
        skip();
        start = position;
        if (position >= text.length()) {
            kind = Kind.END;
            value = "";
        } else {
            char c = text.charAt(position);
            if (isNameStart(c)) {
                nameOrString();
            } else if (isDigit(c) || (c == '.' && position + 1 < text.length() && isDigit(text.charAt(position + 1)))) {
                number();
            } else if (c == '\'' || c == '"') {
                string(false);
            } else {
                sign(c);
            }
        }
        end = position;
    }

    private void skip() {
        while (position < text.length()) {
            char c = text.charAt(position);
            if (c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f') {
                position++;
            } else if (text.startsWith("//", position)) {
                int line = text.indexOf('\n', position);
                position = line < 0 ? text.length() : line;
            } else {
                return;
            }
        }
    }

    private void nameOrString() {
        int from = position;
        while (position < text.length() && (isNameStart(text.charAt(position)) || isDigit(text.charAt(position)))) {
            position++;
        }
        String name = text.substring(from, position);
        boolean quoted = position < text.length() && (text.charAt(position) == '\'' || text.charAt(position) == '"');
        if (quoted && name.equalsIgnoreCase("r")) {
            string(true);
        } else if (quoted
                && (name.equalsIgnoreCase("b") || name.equalsIgnoreCase("br") || name.equalsIgnoreCase("rb"))) {
            throw Fault.syntax(from, "bytes are left out; use a string");
        } else {
            kind = Kind.NAME;
            // Shared by all expressions: fewer objects in a pass, and names are compared by identity there.
            value = name.intern();
        }
    }

    private void number() {
        int from = position;
        boolean hex = text.startsWith("0x", position) || text.startsWith("0X", position);
        if (hex) {
            position += 2;
            while (position < text.length() && HexFormat.isHexDigit(text.charAt(position))) {
                position++;
            }
            kind = Kind.INT;
        } else {
            Matcher number = NUMBER.matcher(text).region(from, text.length());
            position = number.lookingAt() ? number.end() : from;
            kind = number.group(1) == null && number.group(2) == null ? Kind.INT : Kind.DOUBLE;
        }
        value = text.substring(from, position);
        if (position < text.length() && (text.charAt(position) == 'u' || text.charAt(position) == 'U')) {
            throw Fault.syntax(from, "unsigned numbers are left out; write it without u");
        }
        if ((hex && value.length() == 2) || (position < text.length() && isNameStart(text.charAt(position)))) {
            throw Fault.syntax(from, "this is neither a number nor a name");
        }
    }

    private void string(boolean raw) {
        Quoted quoted = new Quoted(text, position, start, raw);
        value = quoted.read();
        position = quoted.position();
        kind = Kind.STRING;
    }

    private void sign(char c) {
        kind = Kind.SIGN;
        for (String two : SIGNS) {
            if (text.startsWith(two, position)) {
                value = two;
                position += 2;
                return;
            }
        }
        if ("+-*/%<>!?:.,()[]{}".indexOf(c) < 0) {
            throw Fault.syntax(position, unknown(text.codePointAt(position)));
        }
        value = String.valueOf(c);
        position++;
    }

    private static String unknown(int c) {
        if (Invisible.is(c)) {
            return Invisible.named(c) + " stands here, which nobody sees; remove it, or write a space";
        }
        if (TYPOGRAPHIC.indexOf(c) >= 0) {
            return Character.toString(c) + " is a quotation mark of word processors; write \" or '";
        }
        String plain = Normalizer.normalize(Character.toString(c), Normalizer.Form.NFKC);
        if (c > 0x7f && plain.length() == 1 && plain.charAt(0) < 0x7f) {
            return Character.toString(c) + " is another form of \"" + plain + "\"; write that";
        }
        return switch (c) {
            case '=' -> "one = is not an operator; to compare write ==";
            case '&' -> "one & is not an operator; write &&";
            case '|' -> "one | is not an operator; write ||";
            case '$' -> "${…} belongs into texts; a condition is an expression as it is";
            case '`' -> "names in back quotes are left out; write owner[\"name\"]";
            default ->
                "the character "
                        + (Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE
                                ? String.format("U+%04X", c)
                                : "\"" + Character.toString(c) + "\"")
                        + " has no meaning here";
        };
    }

    private static boolean isNameStart(char c) {
        return c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
