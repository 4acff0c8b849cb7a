package io.workfloworchestrator.diagram;

/** Pieces of which pictures for a terminal are made. */
final class TextLines {
    private static final int LONGEST_BAR = 20;
    private static final int FOR_PERCENT = 6;

    private TextLines() {}

    /** The text, or its beginning and an ellipsis, isolated from what stands beside it if it runs from right to left. */
    static String clip(String text, int columns) {
        return Labels.isolated(Labels.clip(text, columns, Widths::columns));
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
