package io.workfloworchestrator.diagram;

/** Pieces of which pictures for a terminal are made. */
final class TextLines {
    private static final int LONGEST_BAR = 20;
    private static final int FOR_PERCENT = 6;

    private static final char ISOLATE = '\u2068';
    private static final char END_OF_ISOLATE = '\u2069';

    private TextLines() {}

    /**
     * The text, or its beginning and an ellipsis. Text that runs from right to left is isolated, so that a terminal does
     * not turn what stands beside it.
     */
    static String clip(String text, int columns) {
        String clipped = Labels.clip(text, columns, Widths::columns);
        return clipped.codePoints().anyMatch(TextLines::runsToTheLeft)
                ? ISOLATE + clipped + END_OF_ISOLATE
                : clipped;
    }

    private static boolean runsToTheLeft(int c) {
        int direction = Character.getDirectionality(c);
        return direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT
                || direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC;
    }

    /** A bar with its percentage behind it, in at most so many columns; the percentage alone where there is no room. */
    static String bar(int percent, int columns) {
        int length = Math.min(LONGEST_BAR, columns - FOR_PERCENT);
        String number = percent + " %";
        if (length < 4) {
            return number;
        }
        int done = Math.round(length * percent / 100f);
        return "█".repeat(done) + "░".repeat(length - done) + " " + number;
    }
}
