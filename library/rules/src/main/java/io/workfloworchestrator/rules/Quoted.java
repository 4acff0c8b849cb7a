package io.workfloworchestrator.rules;

/** One string literal: quotes of one or three, raw or with CEL's escapes. */
final class Quoted {
    private final String text;
    private final int begin;
    private final boolean raw;
    private final String quote;
    private int position;

    Quoted(String text, int position, int begin, boolean raw) {
        this.text = text;
        this.begin = begin;
        this.raw = raw;
        String one = text.substring(position, position + 1);
        this.quote = text.startsWith(one.repeat(3), position) ? one.repeat(3) : one;
        this.position = position + quote.length();
    }

    int position() {
        return position;
    }

    String read() {
        StringBuilder out = new StringBuilder();
        while (true) {
            if (position >= text.length()) {
                throw Fault.syntax(begin, "this string is never closed; " + quote + " is missing");
            }
            if (text.startsWith(quote, position)) {
                position += quote.length();
                return out.toString();
            }
            char c = text.charAt(position);
            if (quote.length() == 1 && (c == '\n' || c == '\r')) {
                throw Fault.syntax(begin, "this string is not closed in its line; " + quote + " is missing");
            }
            if (c == '\\' && !raw) {
                escape(out);
            } else {
                out.append(c);
                position++;
            }
        }
    }

    private void escape(StringBuilder out) {
        int at = position;
        if (at + 1 >= text.length()) {
            throw Fault.syntax(begin, "this string is never closed; " + quote + " is missing");
        }
        char c = text.charAt(at + 1);
        position = at + 2;
        switch (c) {
            case 'a' -> out.append('\u0007');
            case 'b' -> out.append('\b');
            case 'f' -> out.append('\f');
            case 'n' -> out.append('\n');
            case 'r' -> out.append('\r');
            case 't' -> out.append('\t');
            case 'v' -> out.append('\u000B');
            case '\\', '?', '"', '\'', '`' -> out.append(c);
            case 'x', 'X' -> code(out, at, 2, 16);
            case 'u' -> code(out, at, 4, 16);
            case 'U' -> code(out, at, 8, 16);
            case '0', '1', '2', '3' -> {
                position = at + 1;
                code(out, at, 3, 8);
            }
            default -> throw Fault.syntax(at, "\\" + c + " is not an escape; a backslash itself is written \\\\");
        }
    }

    private void code(StringBuilder out, int at, int length, int radix) {
        int code = 0;
        for (int i = 0; i < length; i++, position++) {
            int digit = position < text.length() && text.charAt(position) < 128
                    ? Character.digit(text.charAt(position), radix)
                    : -1;
            if (digit < 0) {
                throw Fault.syntax(at, "this escape wants " + length + " digits");
            }
            code = code * radix + digit;
            if (code > Character.MAX_CODE_POINT) {
                throw Fault.syntax(at, "this escape is no character");
            }
        }
        if (code >= Character.MIN_SURROGATE && code <= Character.MAX_SURROGATE) {
            throw Fault.syntax(at, "this escape is half a character; write the whole code point with \\U");
        }
        out.appendCodePoint(code);
    }
}
