package io.workfloworchestrator.definition;

/**
 * How many cells of a terminal a character takes, after Unicode's East Asian Width and what terminals do: two for wide
 * characters and emoji, none for combining marks, one for everything else. A character that nobody sees is shown as a space.
 */
final class Cells {
    private Cells() {}

    static int of(String text) {
        return text.codePoints().map(Cells::of).sum();
    }

    static int of(int character) {
        int type = Character.getType(character);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK) {
            return 0;
        }
        boolean wide = character >= 0x1100 && character <= 0x115F
                || character >= 0x2E80 && character <= 0xA4CF
                || character >= 0xAC00 && character <= 0xD7A3
                || character >= 0xF900 && character <= 0xFAFF
                || character >= 0xFE30 && character <= 0xFE6F
                || character >= 0xFF01 && character <= 0xFF60
                || character >= 0xFFE0 && character <= 0xFFE6
                || character >= 0x1F300 && character <= 0x1F64F
                || character >= 0x1F900 && character <= 0x1F9FF
                || character >= 0x20000 && character <= 0x3FFFD;
        return wide ? 2 : 1;
    }

    static boolean isShown(int character) {
        int type = Character.getType(character);
        return type != Character.CONTROL
                && type != Character.FORMAT
                && type != Character.LINE_SEPARATOR
                && type != Character.PARAGRAPH_SEPARATOR
                && type != Character.SURROGATE;
    }
}
