package io.workfloworchestrator.detect;

import io.workfloworchestrator.files.Texts;
import org.jspecify.annotations.Nullable;

/**
 * The box of a task: a bracket, one character, a bracket, and then a blank or the end. GitHub knows an empty box and
 * {@code x}; people also write {@code -}, {@code /}, {@code ~} and others, which all mean that the task is not done.
 *
 * @param mark the character, with the variation selector that an emoji may have; a blank for every kind of blank
 * @param end the place after the closing bracket
 */
record TaskBox(String mark, int end) {
    private static final int TEXT_STYLE = 0xFE0E;
    private static final int EMOJI_STYLE = 0xFE0F;

    /** The box that begins there; null if none does. */
    static @Nullable TaskBox at(String line, int from) {
        int close = close(line, from);
        boolean ends = close > 0 && (close + 1 == line.length() || MarkdownLine.isBlank(line.charAt(close + 1)));
        return ends ? new TaskBox(mark(line, from), close + 1) : null;
    }

    /** The closing bracket of a box with one character, whatever follows it; -1 if there is no box. */
    static int close(String line, int open) {
        if (open + 2 >= line.length() || line.charAt(open) != '[') {
            return -1;
        }
        int at = open + 1;
        int mark = line.codePointAt(at);
        at += Character.charCount(mark);
        if (at < line.length() && (line.charAt(at) == EMOJI_STYLE || line.charAt(at) == TEXT_STYLE)) {
            at++;
        }
        return mark != '[' && mark != ']' && at < line.length() && line.charAt(at) == ']' ? at : -1;
    }

    static String mark(String line, int open) {
        int mark = line.codePointAt(open + 1);
        boolean blank = Character.isWhitespace(mark) || Character.isSpaceChar(mark);
        String shown = blank ? " " : Texts.value(line.substring(open + 1, close(line, open)));
        return shown.isEmpty() ? Texts.code(mark) : shown;
    }

    boolean isDone() {
        return mark.equals("x") || mark.equals("X");
    }
}
