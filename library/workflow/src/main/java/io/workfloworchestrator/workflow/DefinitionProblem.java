package io.workfloworchestrator.workflow;

import java.util.Comparator;

/**
 * One fault of a definition, with its place: what is wrong, where, and what to write instead.
 *
 * <p>Immutable, and so thread-safe.
 *
 * @param code a stable code such as {@code E_RULE_FIELD}
 * @param file the file's name as it was given, or the definition's type when it was built in Java
 * @param line from 1, or 0 when the place is not known
 * @param column from 1, or 0 when the place is not known
 * @param message one sentence or two
 * @param sourceLine the line's text, or empty when the place is not known
 */
public record DefinitionProblem(String code, String file, int line, int column, String message, String sourceLine) {
    private static final int LONGEST_LINE = 160;

    static final Comparator<DefinitionProblem> BY_PLACE = Comparator.comparing(DefinitionProblem::file)
            .thenComparingInt(DefinitionProblem::line)
            .thenComparingInt(DefinitionProblem::column)
            .thenComparing(DefinitionProblem::code)
            .thenComparing(DefinitionProblem::message);

    /** The problem as {@code file:line:col: E_CODE message}, without the source line. */
    public String headline() {
        return line == 0
                ? file + ": " + code + " " + message
                : file + ":" + line + ":" + column + ": " + code + " " + message;
    }

    /** The headline, the source line, and a caret below the place; several lines without a final line break. */
    public String render() {
        if (line == 0 || sourceLine.isBlank()) {
            return headline();
        }
        int from = Math.max(0, Math.min(column - 1, sourceLine.length()) - LONGEST_LINE / 2);
        int to = Math.min(sourceLine.length(), from + LONGEST_LINE);
        int caret = Math.min(Math.max(0, column - 1 - from), to - from);
        String shown = sourceLine.substring(from, to).replace('\t', ' ');
        return headline() + "\n    " + shown + "\n    " + " ".repeat(caret) + "^";
    }

    @Override
    public String toString() {
        return render();
    }
}
