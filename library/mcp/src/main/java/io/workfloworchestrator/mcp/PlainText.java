package io.workfloworchestrator.mcp;

/**
 * Text from elsewhere made harmless to show: no escape sequences, no control characters, no characters that turn or
 * hide the text around them.
 */
final class PlainText {
    private PlainText() {}

    /** The text without control characters and escape sequences; line feeds and tabs stay. */
    static String of(String text) {
        StringBuilder out = null;
        int i = 0;
        while (i < text.length()) {
            int end = harmEnd(text, i);
            if (end > i && out == null) {
                out = new StringBuilder(text.length()).append(text, 0, i);
            }
            if (end == i) {
                if (out != null) {
                    out.append(text.charAt(i));
                }
                end++;
            }
            i = end;
        }
        return out == null ? text : out.toString();
    }

    /** One line of at most {@code max} characters, the rest replaced by an ellipsis. */
    static String line(String text, int max) {
        String clean = of(text).replace('\n', ' ').replace('\t', ' ').strip();
        if (clean.length() <= max) {
            return clean;
        }
        int end = Character.isHighSurrogate(clean.charAt(max - 2)) ? max - 2 : max - 1;
        return clean.substring(0, end) + "…";
    }

    /** As {@link #line}, but the ellipsis is in the middle, because the end of a message says what to do. */
    static String ends(String text, int max) {
        return withoutMiddle(line(text, Integer.MAX_VALUE), max);
    }

    /** As {@link #ends}, with the line breaks and tabs of the text. */
    static String lines(String text, int max) {
        return withoutMiddle(of(text), max);
    }

    private static String withoutMiddle(String clean, int max) {
        if (clean.length() <= max) {
            return clean;
        }
        int end = max / 2;
        int from = clean.length() - (max - end - 1);
        return clean.substring(0, Character.isHighSurrogate(clean.charAt(end - 1)) ? end - 1 : end) + "…"
                + clean.substring(Character.isLowSurrogate(clean.charAt(from)) ? from + 1 : from);
    }

    /** Text that UTF-8 and JSON can carry: half surrogate pairs and NUL become the replacement character. */
    static String writable(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0 || Character.isSurrogate(c)) {
                return replaced(text);
            }
        }
        return text;
    }

    private static String replaced(String text) {
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            out.appendCodePoint(c == 0 || c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? 0xFFFD : c);
        }
        return out.toString();
    }

    /**
     * Returns the end of the harmful sequence that starts at {@code i}; {@code i} if no such sequence starts there.
     */
    private static int harmEnd(String text, int i) {
        char c = text.charAt(i);
        if (c == 0x1B && i + 1 < text.length()) {
            return escapeEnd(text, i + 1);
        }
        if (c == 0x9B) {
            return parametersEnd(text, i + 1);
        }
        boolean harmful = c < 0x20 && c != '\n' && c != '\t'
                || c >= 0x7F && c <= 0x9F
                || c >= 0x200B && c <= 0x200F
                || c >= 0x2028 && c <= 0x202E
                || c >= 0x2060 && c <= 0x2069
                || c == 0xFEFF;
        return harmful ? i + 1 : i;
    }

    /** ECMA-48: after ESC, {@code [} starts a control sequence, and each of {@code ] P X ^ _} starts a string. */
    private static int escapeEnd(String text, int i) {
        char kind = text.charAt(i);
        if (kind == '[') {
            return parametersEnd(text, i + 1);
        }
        if ("]PX^_".indexOf(kind) < 0) {
            return kind >= 0x20 && kind < 0x7F ? i + 1 : i;
        }
        for (int end = i + 1; end < text.length(); end++) {
            char c = text.charAt(end);
            if (c == 0x07 || c == 0x9C) {
                return end + 1;
            }
            if (c == 0x1B) {
                return end + 1 < text.length() && text.charAt(end + 1) == '\\' ? end + 2 : end;
            }
            if (c == '\n') {
                return end;
            }
        }
        return text.length();
    }

    private static int parametersEnd(String text, int start) {
        int i = start;
        while (i < text.length() && text.charAt(i) >= 0x20 && text.charAt(i) <= 0x3F) {
            i++;
        }
        return i < text.length() && text.charAt(i) >= 0x40 && text.charAt(i) <= 0x7E ? i + 1 : i;
    }
}
