package io.workfloworchestrator.diagram;

import java.util.Locale;

/**
 * Words of people in Mermaid's grammars: letters, digits and harmless signs stay, anything else becomes Mermaid's code of the
 * character ({@code #34;}), which no grammar of it takes for a sign of its own, and which cannot end a fence of Markdown.
 */
final class MermaidText {
    private static final String HARMLESS = " ,/!?()+'";
    private static final int LONGEST = 120;
    private static final int LONGEST_WORD = 18;

    /** Nothing to see, but it parts two dollars, which begin a formula, and a backslash from its n, which break the line. */
    private static final char PARTED = '\u200B';

    private MermaidText() {}

    /**
     * The text for a place in which Mermaid shows text, which is in double quotes or behind other text of ours: it never
     * begins a line. A very long word may be broken.
     */
    static String label(String text) {
        String clipped = Labels.fitted(text, LONGEST);
        StringBuilder coded = new StringBuilder();
        int word = 0;
        for (int at = 0; at < clipped.length(); ) {
            int c = clipped.codePointAt(at);
            at += Character.charCount(c);
            word = c == ' ' ? 0 : word + 1;
            if (word > LONGEST_WORD && Character.isLetterOrDigit(c)) {
                coded.append(PARTED);
                word = 0;
            }
            append(coded, c);
        }
        return coded.toString();
    }

    private static void append(StringBuilder coded, int c) {
        if (isHarmless(c)) {
            coded.appendCodePoint(c);
            return;
        }
        coded.append('#').append(c).append(';');
        if (c == '$' || c == '\\') {
            coded.append(PARTED);
        }
    }

    /** As {@link #label}, for a place where a line begins: there a word of the grammar, such as "section", would be one. */
    static String atBeginning(String text) {
        String rest = text.substring(text.offsetByCodePoints(0, 1));
        return "#" + text.codePointAt(0) + ";" + label(rest);
    }

    private static boolean isHarmless(int c) {
        return c > 0x7F || Character.isLetterOrDigit(c) || HARMLESS.indexOf(c) >= 0;
    }

    /** The text in double quotes for the YAML in front of a picture, where Mermaid would take angle brackets for HTML. */
    static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        String readable = text.replace('<', '‹').replace('>', '›').replace("&", "＆");
        Labels.clip(readable, LONGEST, Widths::columns).codePoints().forEach(c -> {
            if (isHarmless(c)) {
                quoted.appendCodePoint(c);
            } else {
                quoted.append(String.format(Locale.ROOT, "\\u%04X", c));
            }
        });
        return quoted.append('"').toString();
    }
}
