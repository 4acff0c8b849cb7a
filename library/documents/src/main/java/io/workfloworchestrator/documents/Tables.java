package io.workfloworchestrator.documents;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Reads tables out of paragraphs: a line with bars, a line of dashes, rows. A table of more than 200 columns is text. */
final class Tables {
    private static final int MOST_COLUMNS = 200;
    private static final Pattern CELL = Pattern.compile(":?-+:?");

    private Tables() {}

    static List<Table> of(Lines lines, List<int[]> paragraphs) {
        List<Table> tables = new ArrayList<>();
        for (int[] paragraph : paragraphs) {
            for (int line = paragraph[0]; line + 1 < paragraph[1]; line++) {
                List<String> header = cells(lines.line(line));
                List<String> rule = header.isEmpty() ? List.of() : cells(lines.line(line + 1));
                boolean isTable = !header.isEmpty()
                        && rule.size() == header.size()
                        && rule.stream().allMatch(cell -> CELL.matcher(cell).matches());
                if (isTable) {
                    tables.add(table(lines, line, paragraph[1], header));
                    break;
                }
            }
        }
        return List.copyOf(tables);
    }

    private static Table table(Lines lines, int line, int next, List<String> header) {
        List<List<String>> rows = new ArrayList<>();
        for (int row = line + 2; row < next; row++) {
            List<String> cells = new ArrayList<>(cells(lines.line(row)));
            while (cells.size() < header.size()) {
                cells.add("");
            }
            rows.add(cells.subList(0, header.size()));
        }
        return new Table(line + 1, header, rows);
    }

    /** The cells of a line; empty if it has no bar or too many. */
    private static List<String> cells(String line) {
        if (line.indexOf('|') < 0) {
            return List.of();
        }
        String inner = line.strip();
        inner = inner.startsWith("|") ? inner.substring(1) : inner;
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        for (int i = 0; i < inner.length(); i++) {
            char c = inner.charAt(i);
            if (c == '\\' && i + 1 < inner.length() && inner.charAt(i + 1) == '|') {
                cell.append('|');
                i++;
            } else if (c == '|') {
                cells.add(cell.toString().strip());
                cell.setLength(0);
                if (cells.size() > MOST_COLUMNS) {
                    return List.of();
                }
            } else {
                cell.append(c);
            }
        }
        if (!cell.toString().isBlank() || !inner.endsWith("|")) {
            cells.add(cell.toString().strip());
        }
        return cells;
    }
}
