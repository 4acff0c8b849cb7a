package io.workfloworchestrator.rules;

import java.util.Locale;
import java.util.Optional;

/**
 * Invisible characters, which make two texts differ that look the same: byte order marks, characters without width, marks
 * of writing direction, soft hyphens, and blanks other than the space. Pure functions.
 */
public final class Invisible {
    private static final int SHOWN = 60;
    /** Letters that are drawn as nothing: fillers of Korean, and the empty pattern of Braille. */
    private static final String FILLERS = "\u115F\u1160\u3164\uFFA0\u2800";

    private Invisible() {}

    /** Whether this character (a code point) is invisible, or looks like a space and is none. */
    public static boolean is(int character) {
        return switch (Character.getType(character)) {
            case Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
            case Character.SPACE_SEPARATOR -> character != ' ';
            case Character.CONTROL -> "\t\n\r".indexOf(character) < 0;
            default -> FILLERS.indexOf(character) >= 0;
        };
    }

    /** The index of the first invisible character in a text; -1 if there is none. */
    public static int indexIn(String text) {
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            if (is(text.codePointAt(i))) {
                return i;
            }
        }
        return -1;
    }

    /** The text without invisible characters. */
    public static String without(String text) {
        StringBuilder clean = new StringBuilder();
        text.codePoints().filter(c -> !is(c)).forEach(clean::appendCodePoint);
        return clean.toString();
    }

    /** Its number and name, such as {@code U+200B (zero width space)}. */
    public static String named(int character) {
        String name = Character.getName(character);
        String code = String.format(Locale.ROOT, "U+%04X", character);
        return name == null ? code : code + " (" + name.toLowerCase(Locale.ROOT) + ")";
    }

    /**
     * Says which ones stand in a text: {@code "a<U+200B>b" has U+200B (zero width space) as its character 2, which nobody
     * sees. Remove it.}
     */
    public static Optional<String> told(String text) {
        int at = indexIn(text);
        if (at < 0) {
            return Optional.empty();
        }
        return Optional.of("\"" + shown(text) + "\" has " + named(text.codePointAt(at)) + " as its character "
                + (text.codePointCount(0, at) + 1) + ", which nobody sees. Remove it.");
    }

    /** The text with each of them written as its number, cut at 60 characters. */
    public static String shown(String text) {
        StringBuilder shown = new StringBuilder();
        text.codePoints().limit(SHOWN).forEach(c -> {
            if (is(c)) {
                shown.append(String.format(Locale.ROOT, "<U+%04X>", c));
            } else {
                shown.appendCodePoint(c);
            }
        });
        return text.codePointCount(0, text.length()) > SHOWN ? shown + "…" : shown.toString();
    }
}
