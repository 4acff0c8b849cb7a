package io.workfloworchestrator.documents;

import java.util.Arrays;
import java.util.stream.IntStream;

/** Where the lines of a text begin and end: LF, CRLF and CR end a line, as in Markdown. Immutable. */
final class Lines {
    private final String text;
    private final int[] starts;
    private final int[] ends;

    private Lines(String text, int[] starts, int[] ends) {
        this.text = text;
        this.starts = starts;
        this.ends = ends;
    }

    static Lines of(String text) {
        IntStream.Builder starts = IntStream.builder();
        IntStream.Builder ends = IntStream.builder();
        for (int at = 0; at < text.length(); ) {
            int end = at;
            while (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
                end++;
            }
            starts.add(at);
            ends.add(end);
            at = end;
            if (at < text.length()) {
                at += text.startsWith("\r\n", at) ? 2 : 1;
            }
        }
        return new Lines(text, starts.build().toArray(), ends.build().toArray());
    }

    /** Number of lines. An empty text has no line; what follows the last line feed is a line only if it is not empty. */
    int count() {
        return starts.length;
    }

    int start(int line) {
        return line < starts.length ? starts[line] : text.length();
    }

    /** Index behind the last character of the line, before the characters that end it. */
    int end(int line) {
        return ends[line];
    }

    String line(int line) {
        return text.substring(starts[line], ends[line]);
    }

    boolean isBlank(int line) {
        return isBlank(text, starts[line], ends[line]);
    }

    /** Whether a text has only spaces and tabs, as Markdown understands a blank line. */
    static boolean isBlank(String text) {
        return isBlank(text, 0, text.length());
    }

    private static boolean isBlank(String text, int start, int end) {
        for (int i = start; i < end; i++) {
            if (text.charAt(i) != ' ' && text.charAt(i) != '\t') {
                return false;
            }
        }
        return true;
    }

    /** The line, from 0, in which a character stands. */
    int lineOf(int index) {
        int found = Arrays.binarySearch(starts, index);
        return found >= 0 ? found : Math.max(0, -found - 2);
    }

    /** The column of a character in its line, from 1, in code points. */
    int column(int index) {
        int start = start(lineOf(index));
        return text.codePointCount(Math.min(start, index), index) + 1;
    }

    /** What ends the first line; a line feed if there is only one line. */
    String ending() {
        if (count() == 0 || ends[0] == text.length()) {
            return "\n";
        }
        return text.substring(ends[0], start(1));
    }
}
