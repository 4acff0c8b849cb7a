package io.workfloworchestrator.mcp;

import java.util.regex.Pattern;

/**
 * Text from elsewhere made harmless to show: no escape sequences, no control characters, no characters that turn or
 * hide the text around them.
 */
final class PlainText {
    /** In a control sequence, what stands behind its beginning (ECMA-48). */
    private static final String PARAMETERS = "[\\x20-\\x3F]*+[\\x40-\\x7E]?";
    /** After ESC, {@code [} starts a control sequence, and each of {@code ] P X ^ _} starts a string. */
    private static final Pattern HARM = Pattern.compile("\\x1B\\[" + PARAMETERS
            + "|\\x1B[\\]PX^_][^\\x07\\x9C\\x1B\\n]*+(?:\\x07|\\x9C|\\x1B\\\\)?"
            + "|\\x1B[\\x20-\\x7E]?"
            + "|\\x9B" + PARAMETERS
            + "|[\\x00-\\x08\\x0B-\\x1F\\x7F-\\x9F\\u200B-\\u200F\\u2028-\\u202E\\u2060-\\u2069\\uFEFF]");

    private PlainText() {}

    /** The text without control characters and escape sequences; line feeds and tabs stay. */
    static String of(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (isHarmful(text.charAt(i))) {
                return HARM.matcher(text).replaceAll("");
            }
        }
        return text;
    }

    /** Whether {@link #HARM} begins with this character: most texts have no such one, and need no expression. */
    private static boolean isHarmful(char c) {
        return c < 0x20 && c != '\n' && c != '\t'
                || c >= 0x7F && c <= 0x9F
                || c >= 0x200B && c <= 0x200F
                || c >= 0x2028 && c <= 0x202E
                || c >= 0x2060 && c <= 0x2069
                || c == 0xFEFF;
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
                return text.replaceAll("[\\x00\\p{Cs}]", "\uFFFD");
            }
        }
        return text;
    }
}
