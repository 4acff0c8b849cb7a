package io.workfloworchestrator.rules;

/** The source line of a problem with a caret under the fault. */
final class Excerpt {
    private static final int WIDTH = 100;

    private Excerpt() {}

    /** Two lines, each after a line break; empty for an empty text. */
    static String of(String text, Problem problem) {
        if (text.isBlank()) {
            return "";
        }
        int offset = Math.min(problem.offset(), text.length());
        int begin = text.lastIndexOf('\n', offset - 1) + 1;
        int end = text.indexOf('\n', offset);
        end = end < 0 ? text.length() : end;
        int from = Math.max(begin, Math.min(offset - WIDTH / 2, end - WIDTH));
        int to = Math.min(end, from + WIDTH);
        StringBuilder out = new StringBuilder("\n    ");
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            out.append(Character.isISOControl(c) ? ' ' : c);
        }
        out.append("\n    ").append(" ".repeat(Math.max(0, offset - from))).append('^');
        return out.toString();
    }
}
