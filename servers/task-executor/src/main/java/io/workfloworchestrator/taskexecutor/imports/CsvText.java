package io.workfloworchestrator.taskexecutor.imports;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Tables in text, as in RFC 4180: cells between commas (or semicolons or tabs, whatever the first line has most of), in double quotes where
 * they have one of these, a quote or a line end. An apostrophe before a cell that begins with {@code = + - @} keeps a spreadsheet from
 * taking it for a formula. Pure functions.
 */
public final class CsvText {
    private static final Pattern FORMULA = Pattern.compile("'*[=+@-]");

    private CsvText() {}

    /**
     * @param line the line in which it begins, from 1
     * @param isOpen whether it ends in a quote that nobody closed, so that whatever follows is a part of its last cell
     */
    public record Row(int line, List<String> cells, boolean isOpen) {
        public Row {
            cells = List.copyOf(cells);
        }

        boolean isEmpty() {
            return cells.stream().allMatch(String::isBlank);
        }
    }

    /** The rows of a text; an unclosed quote ends with the text. */
    public static List<Row> rows(String text) {
        return new Reader(text.startsWith("\uFEFF") ? text.substring(1) : text).rows();
    }

    public static String row(List<String> cells) {
        List<String> quoted = new ArrayList<>();
        for (String given : cells) {
            String cell = FORMULA.matcher(given).lookingAt() ? "'" + given : given;
            boolean plain =
                    cell.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r' || c == ';' || c == '\t')
                            && cell.strip().equals(cell);
            quoted.add(plain ? cell : '"' + cell.replace("\"", "\"\"") + '"');
        }
        return String.join(",", quoted) + "\r\n";
    }

    private static final class Reader {
        private final String text;
        private final char between;
        private final List<Row> rows = new ArrayList<>();
        private List<String> cells = new ArrayList<>();
        private int at;
        private int line = 1;
        private int begin = 1;
        private boolean isOpen;

        Reader(String text) {
            this.text = text;
            String first = text.lines().findFirst().orElse("");
            this.between = count(first, '\t') > 0 && count(first, ',') == 0
                    ? '\t'
                    : count(first, ';') > count(first, ',') ? ';' : ',';
        }

        private static long count(String text, char wanted) {
            return text.chars().filter(c -> c == wanted).count();
        }

        List<Row> rows() {
            while (at < text.length()) {
                cells.add(bare(text.charAt(at) == '"' ? quoted() : plain()));
                if (at < text.length() && text.charAt(at) == between) {
                    at++;
                    if (at == text.length()) {
                        cells.add("");
                    }
                } else {
                    end();
                }
            }
            if (!cells.isEmpty()) {
                end();
            }
            return rows;
        }

        private static String bare(String cell) {
            return cell.startsWith("'") && FORMULA.matcher(cell).lookingAt() ? cell.substring(1) : cell;
        }

        private void end() {
            rows.add(new Row(begin, cells, isOpen));
            cells = new ArrayList<>();
            if (at < text.length() && text.charAt(at) == '\r') {
                at++;
            }
            if (at < text.length() && text.charAt(at) == '\n') {
                at++;
            }
            line++;
            begin = line;
        }

        private String plain() {
            int start = at;
            while (at < text.length()
                    && text.charAt(at) != between
                    && text.charAt(at) != '\n'
                    && text.charAt(at) != '\r') {
                at++;
            }
            return text.substring(start, at);
        }

        private String quoted() {
            StringBuilder cell = new StringBuilder();
            at++;
            isOpen = true;
            while (at < text.length()) {
                char c = text.charAt(at++);
                if (c == '"' && at < text.length() && text.charAt(at) == '"') {
                    at++;
                } else if (c == '"') {
                    isOpen = false;
                    break;
                }
                line += c == '\n' ? 1 : 0;
                cell.append(c);
            }
            return cell.append(plain()).toString();
        }
    }
}
