package io.workfloworchestrator.diagram;

import java.util.function.ToDoubleFunction;

/**
 * How wide text is: in the columns of a terminal, or in the pixels of a picture. A terminal gives two columns to East Asian
 * characters and emoji, and no column to marks that stand over the character before them (UAX 11).
 */
public final class Widths {
    /** The Unicode ranges that East Asian terminals and emoji make two columns wide (UAX 11), first and last of each. */
    private static final int[] WIDE = {
        0x1100, 0x115F, 0x231A, 0x231B, 0x2329, 0x232A, 0x23E9, 0x23EC, 0x23F0, 0x23F0, 0x23F3, 0x23F3, 0x25FD, 0x25FE,
        0x2614, 0x2615, 0x2648, 0x2653, 0x267F, 0x267F, 0x2693, 0x2693, 0x26A1, 0x26A1, 0x26AA, 0x26AB, 0x26BD, 0x26BE,
        0x26C4, 0x26C5, 0x26CE, 0x26CE, 0x26D4, 0x26D4, 0x26EA, 0x26EA, 0x26F2, 0x26F3, 0x26F5, 0x26F5, 0x26FA, 0x26FA,
        0x26FD, 0x26FD, 0x2705, 0x2705, 0x270A, 0x270B, 0x2728, 0x2728, 0x274C, 0x274C, 0x274E, 0x274E, 0x2753, 0x2755,
        0x2757, 0x2757, 0x2795, 0x2797, 0x27B0, 0x27B0, 0x27BF, 0x27BF, 0x2B1B, 0x2B1C, 0x2B50, 0x2B50, 0x2B55, 0x2B55,
        0x2E80, 0x303E, 0x3041, 0x33FF, 0x3400, 0x4DBF, 0x4E00, 0x9FFF, 0xA000, 0xA4CF, 0xA960, 0xA97F, 0xAC00, 0xD7A3,
        0xF900, 0xFAFF, 0xFE30, 0xFE6F, 0xFF00, 0xFF60, 0xFFE0, 0xFFE6, 0x1F004, 0x1F004, 0x1F0CF, 0x1F0CF, 0x1F18E,
        0x1F18E, 0x1F191, 0x1F19A, 0x1F1E6, 0x1F1FF, 0x1F200, 0x1F2FF, 0x1F300, 0x1F64F, 0x1F680, 0x1F6FF, 0x1F7E0,
        0x1F7EB, 0x1F90C, 0x1F9FF, 0x1FA70, 0x1FAFF, 0x20000, 0x3FFFD
    };

    /** Asks for the picture of an emoji where the character alone is text. */
    private static final int EMOJI_SELECTOR = 0xFE0F;

    private Widths() {}

    /** How many columns a terminal gives to the text, which has no control characters. */
    public static int columns(String text) {
        int columns = 0;
        for (int at = 0; at < text.length(); at += Character.charCount(text.codePointAt(at))) {
            columns += columnsOf(text, at);
        }
        return columns;
    }

    private static int columnsOf(String text, int at) {
        int c = text.codePointAt(at);
        if (isJoined(text, at) || isMark(c)) {
            return 0;
        }
        int next = at + Character.charCount(c);
        boolean asEmoji = next < text.length() && text.codePointAt(next) == EMOJI_SELECTOR;
        if (c >= 0x1F1E6 && c <= 0x1F1FF) {
            return 1; // two of these make one flag, which is two columns wide
        }
        return asEmoji || isWide(c) ? 2 : 1;
    }

    /** Whether a joiner makes this character a part of the emoji before it. */
    private static boolean isJoined(String text, int at) {
        return at > 1 && text.charAt(at - 1) == 0x200D && isWide(text.codePointAt(at));
    }

    private static boolean isMark(int c) {
        int type = Character.getType(c);
        boolean skin = c >= 0x1F3FB && c <= 0x1F3FF;
        return skin
                || type == Character.NON_SPACING_MARK
                || type == Character.ENCLOSING_MARK
                || type == Character.FORMAT;
    }

    private static boolean isWide(int c) {
        for (int i = 0; i < WIDE.length && c >= WIDE[i]; i += 2) {
            if (c <= WIDE[i + 1]) {
                return true;
            }
        }
        return false;
    }

    /** The text if it fits into so many columns, else its beginning and an ellipsis; whole characters as people see them. */
    public static String clipped(String text, int columns) {
        return Labels.clip(text, columns, Widths::columns);
    }

    /** The text, and spaces up to so many columns. */
    public static String padded(String text, int columns) {
        return text + " ".repeat(Math.max(0, columns - columns(text)));
    }

    /**
     * How wide one character is in a sans-serif font of that size, in pixels; rather too wide than too narrow, since we do
     * not know which font the reader has.
     */
    static ToDoubleFunction<String> pixels(double size) {
        return seen -> size * (columns(seen) > 1 ? 1.25 : share(seen.codePointAt(0)));
    }

    private static double share(int c) {
        if ("ijl.,:;'|!I".indexOf(c) >= 0) {
            return 0.30;
        }
        if (" ()[]ftr-/\"*`".indexOf(c) >= 0) {
            return 0.42;
        }
        if ("mwMW@%…—".indexOf(c) >= 0) {
            return 1.0;
        }
        return Character.isUpperCase(c) ? 0.74 : c < 0x250 ? 0.6 : 0.85;
    }
}
