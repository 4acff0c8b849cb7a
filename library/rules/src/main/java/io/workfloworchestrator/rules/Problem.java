package io.workfloworchestrator.rules;

/**
 * One mistake in a text: its place, and what to write instead.
 *
 * @param code stable, such as {@code E_RULE_EXPR}
 * @param where the text: {@code when/no-reports}, {@code suggest/params/path}; empty if there is only one text
 * @param offset of the fault in its text, in UTF-16 units from 0
 * @param line of the fault in its text, from 1
 * @param column of the fault in its line, from 1
 */
public record Problem(String code, String where, String message, int offset, int line, int column) {
    /** The most characters of a line that an excerpt has. */
    private static final int WIDTH = 100;

    static Problem at(String code, String message, String text, int offset) {
        int line = 1;
        int begin = 0;
        int end = Math.min(offset, text.length());
        for (int i = 0; i < end; i++) {
            if (text.charAt(i) == '\n') {
                line++;
                begin = i + 1;
            }
        }
        return new Problem(code, "", message, end, line, end - begin + 1);
    }

    Problem in(String outer) {
        return new Problem(code, where.isEmpty() ? outer : outer + "/" + where, message, offset, line, column);
    }

    /** The same problem, with its place in a text that contains this one at {@code start}. */
    Problem within(String outer, int start) {
        Problem moved = at(code, message, outer, start + offset);
        return where.isEmpty() ? moved : moved.in(where);
    }

    /** The line of the text with a caret under the fault: two lines, each after a line break; empty for an empty text. */
    String excerpt(String text) {
        if (text.isBlank()) {
            return "";
        }
        int at = Math.min(offset, text.length());
        int begin = text.lastIndexOf('\n', at - 1) + 1;
        int end = text.indexOf('\n', at);
        end = end < 0 ? text.length() : end;
        int from = Math.max(begin, Math.min(at - WIDTH / 2, end - WIDTH));
        StringBuilder out = new StringBuilder("\n    ");
        for (char c : text.substring(from, Math.min(end, from + WIDTH)).toCharArray()) {
            out.append(Character.isISOControl(c) ? ' ' : c);
        }
        return out.append("\n    ")
                .append(" ".repeat(Math.max(0, at - from)))
                .append('^')
                .toString();
    }

    @Override
    public String toString() {
        String place = "line " + line + ", column " + column;
        return (where.isEmpty() ? place : where + ", " + place) + ": " + message;
    }
}
