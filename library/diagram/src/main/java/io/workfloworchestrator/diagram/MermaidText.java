package io.workfloworchestrator.diagram;

import java.util.Locale;

/**
 * Words of people in Mermaid's grammars: letters, digits and harmless signs stay, anything else becomes Mermaid's code of the
 * character ({@code #34;}), which no grammar of it takes for a sign of its own, and which cannot end a fence of Markdown.
 */
final class MermaidText {
    private static final String HARMLESS = " ,/!?()+'";
    private static final int LONGEST = 120;

    private MermaidText() {}

    /**
     * The text for a place in which Mermaid shows text. Its first character is always coded if it is an ASCII letter or
     * digit, since a line that begins with a keyword of the grammar, or with "1.", is more than text.
     */
    static String label(String text) {
        String clipped = Labels.clip(text, LONGEST, Widths::columns);
        StringBuilder coded = new StringBuilder();
        clipped.codePoints().forEach(c -> {
            if (isHarmless(c)) {
                coded.appendCodePoint(c);
            } else {
                coded.append('#').append(c).append(';');
            }
        });
        return coded.toString();
    }

    private static boolean isHarmless(int c) {
        return c > 0x7F || Character.isLetterOrDigit(c) || HARMLESS.indexOf(c) >= 0;
    }

    /** The text in double quotes for the YAML in front of a picture. */
    static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        Labels.clip(text, LONGEST, Widths::columns).codePoints().forEach(c -> {
            if (isHarmless(c)) {
                quoted.appendCodePoint(c);
            } else {
                quoted.append(String.format(Locale.ROOT, "\\u%04X", c));
            }
        });
        return quoted.append('"').toString();
    }
}
