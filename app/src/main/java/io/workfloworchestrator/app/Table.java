package io.workfloworchestrator.app;

import io.workfloworchestrator.diagram.Widths;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * Rows of cells in columns. Where they are too wide for the terminal, the widest columns are shortened, and the text of the last goes on
 * in a second line. Pure functions.
 */
final class Table {
    private static final String GAP = "  ";

    /** A column keeps so much of its texts, however narrow the terminal is. */
    private static final int LEAST = 4;

    private Table() {}

    /** One cell: a plain text, and how it is shown once its width is known. */
    record Cell(String text, UnaryOperator<String> style) {
        static Cell of(String text) {
            return new Cell(text, UnaryOperator.identity());
        }
    }

    /** The lines of rows that have the same number of cells; the last cell of a row gets what is left, and no style. */
    static List<String> lines(List<List<Cell>> rows, Wrapping wrapping) {
        int[] widths = widths(rows);
        if (wrapping.width() != Wrapping.NONE) {
            shorten(widths, wrapping.width());
        }
        return rows.stream()
                .flatMap(row -> entry(row, widths, wrapping).stream())
                .toList();
    }

    private static int[] widths(List<List<Cell>> rows) {
        int[] widths = new int[rows.isEmpty() ? 0 : rows.get(0).size()];
        for (List<Cell> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], Wrapping.columns(row.get(i).text()));
            }
        }
        return widths;
    }

    private static void shorten(int[] widths, int room) {
        while (total(widths) > room) {
            int widest = 0;
            for (int i = 1; i < widths.length; i++) {
                widest = widths[i] >= widths[widest] ? i : widest;
            }
            if (widths[widest] <= LEAST) {
                return;
            }
            widths[widest]--;
        }
    }

    /** How wide a line is; a column in which nothing stands takes no room. */
    private static int total(int[] widths) {
        return IntStream.of(widths)
                        .filter(width -> width > 0)
                        .map(width -> width + GAP.length())
                        .sum()
                - GAP.length();
    }

    private static List<String> entry(List<Cell> row, int[] widths, Wrapping wrapping) {
        StringBuilder first = new StringBuilder();
        int last = widths.length - 1;
        for (int i = 0; i < last; i++) {
            if (widths[i] > 0) {
                String shown = Widths.clipped(row.get(i).text(), widths[i]);
                first.append(row.get(i).style().apply(Widths.padded(shown, widths[i])))
                        .append(GAP);
            }
        }
        return wrapping.entry(first.toString(), row.get(last).text());
    }
}
