package io.workfloworchestrator.diagram;

import io.workfloworchestrator.diagram.Columns.Column;
import java.util.ArrayList;
import java.util.List;

/** Writes columns of nodes side by side as text; where they are too many for the width, in several rows of columns. */
final class TextColumns {
    /** A column that is narrower holds no title. */
    private static final int NARROWEST = 14;

    private static final int WIDEST = 60;
    private static final int GAP = 2;
    private static final String INDENT = "  ";
    private static final int LONGEST_BAR = 20;
    private static final int FOR_PERCENT = 6;

    private TextColumns() {}

    static List<String> lines(Diagram diagram, int limit, int width) {
        List<Column> columns = Columns.of(diagram, limit);
        List<String> lines = new ArrayList<>();
        int fit = Math.max(1, (width + GAP) / (NARROWEST + GAP));
        int bands = (columns.size() + fit - 1) / fit;
        int next = 0;
        for (int band = 0; band < bands; band++) {
            int end = columns.size() * (band + 1) / bands;
            if (band > 0) {
                lines.add("");
            }
            lines.addAll(sideBySide(columns.subList(next, end), width));
            next = end;
        }
        return lines;
    }

    private static List<String> sideBySide(List<Column> columns, int width) {
        int each = Math.min(WIDEST, (width + GAP) / columns.size() - GAP);
        List<List<String>> cells =
                columns.stream().map(column -> cells(column, each)).toList();
        int rows = cells.stream().mapToInt(List::size).max().orElse(0);
        List<String> lines = new ArrayList<>();
        for (int row = 0; row < rows; row++) {
            StringBuilder line = new StringBuilder();
            for (List<String> column : cells) {
                line.append(Widths.padded(row < column.size() ? column.get(row) : "", each));
                line.append(" ".repeat(GAP));
            }
            lines.add(line.toString().stripTrailing());
        }
        return lines;
    }

    private static List<String> cells(Column column, int width) {
        List<String> cells = new ArrayList<>();
        cells.add(Labels.fitted(column.header(), width));
        cells.add("─".repeat(width));
        for (Node node : column.nodes()) {
            cells.add(Labels.fitted(Labels.title(node.title()), width));
            NodeText.details(node)
                    .forEach(detail -> cells.add(INDENT + Labels.fitted(detail, width - INDENT.length())));
            if (node.progress() != null) {
                cells.add(INDENT + bar(node.progress(), width - INDENT.length()));
            }
        }
        if (column.more() > 0) {
            cells.add(Labels.fitted("… " + column.more() + " more", width));
        }
        return cells;
    }

    /** A bar with its percentage behind it, in at most so many columns; the percentage alone where there is no room. */
    private static String bar(int percent, int columns) {
        int length = Math.min(LONGEST_BAR, columns - FOR_PERCENT);
        String number = percent + " %";
        if (length < 4) {
            return number;
        }
        int done = Math.round(length * percent / 100f);
        return "█".repeat(done) + "░".repeat(length - done) + " " + number;
    }
}
