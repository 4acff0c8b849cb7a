package io.workfloworchestrator.definition;

import java.util.Comparator;
import java.util.List;

/**
 * One fault of a definition, with its place: what is wrong, where, and what to write instead.
 *
 * @param code a stable code such as {@code E_RULE_FIELD}
 * @param file the file's name as it was given, or the definition's type when it was built in Java
 * @param line from 1, or 0 when the place is not known
 * @param column from 1, in characters (code points), or 0 when the place is not known
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
        StringBuilder text = new StringBuilder(headline());
        excerpt(LONGEST_LINE).forEach(line -> text.append("\n    ").append(line));
        return text.toString();
    }

    /**
     * The part of the source line around the place and a caret below it, as a terminal shows them: East Asian characters
     * take two cells, combining ones no cell, and tabs and controls are shown as one space each. Two lines of at most {@code
     * width} cells, or no line when the place is not known.
     *
     * @param width from 10
     */
    public List<String> excerpt(int width) {
        if (line == 0 || sourceLine.isBlank()) {
            return List.of();
        }
        int[] characters = sourceLine.codePoints().toArray();
        int at = Math.max(0, Math.min(column - 1, characters.length));
        int after = 0;
        for (int i = at; i < characters.length; i++) {
            after += Cells.of(characters[i]);
        }
        int room = Math.max(width / 2, width - Math.max(1, after));
        int before = Cells.of(sourceLine) - after;
        int from = 0;
        while (before > room) {
            before -= Cells.of(characters[from++]);
        }
        StringBuilder shown = new StringBuilder();
        int cells = 0;
        for (int i = from; i < characters.length && cells + Cells.of(characters[i]) <= width; i++) {
            shown.appendCodePoint(Cells.isShown(characters[i]) ? characters[i] : ' ');
            cells += Cells.of(characters[i]);
        }
        return List.of(shown.toString().stripTrailing(), " ".repeat(before) + "^");
    }

    @Override
    public String toString() {
        return render();
    }
}
