package io.workfloworchestrator.detect;

/**
 * A line of Markdown, and how far it was taken: the place and column of the next character that is no blank. Tabs are stops
 * of four columns (CommonMark 0.31.2, section 2.2), so indentation may be taken in the middle of a tab. Used for one line
 * after another; not thread-safe.
 */
final class MarkdownLine {
    /** So much indentation makes code, unless a paragraph goes on. */
    static final int CODE = 4;

    private static final int TAB = 4;

    private String text = "";
    private int next;
    private int nextColumn;
    private int column;

    void begin(String line) {
        text = line;
        next = 0;
        nextColumn = 0;
        column = 0;
        skipBlanks();
    }

    String text() {
        return text;
    }

    /** The place of the next character that is no blank; the length of the text if there is none. */
    int next() {
        return next;
    }

    /** The number of columns before that character that are not taken yet. */
    int indent() {
        return nextColumn - column;
    }

    boolean isIndentedAsCode() {
        return indent() >= CODE;
    }

    boolean isBlank() {
        return next >= text.length();
    }

    boolean isAt(char c) {
        return next < text.length() && text.charAt(next) == c;
    }

    void takeIndent(int columns) {
        column += columns;
    }

    /** Takes a mark, and the indentation before it. */
    void take(int characters) {
        next += characters;
        nextColumn += characters;
        column = nextColumn;
        skipBlanks();
    }

    private void skipBlanks() {
        while (next < text.length() && isBlank(text.charAt(next))) {
            nextColumn += text.charAt(next) == '\t' ? TAB - nextColumn % TAB : 1;
            next++;
        }
    }

    /** The length of a fence that begins code; 0 if none does. */
    int fence() {
        char mark = text.charAt(next);
        if (mark != '`' && mark != '~') {
            return 0;
        }
        int end = endOfRun(text, next);
        boolean opens = end - next >= 3 && (mark == '~' || text.indexOf('`', end) < 0);
        return opens ? end - next : 0;
    }

    /** Whether a fence ends the code that one of this mark and length began. */
    boolean endsFence(char mark, int length) {
        if (isIndentedAsCode() || !isAt(mark)) {
            return false;
        }
        int end = endOfRun(text, next);
        return end - next >= length && blanks(text, end) == text.length();
    }

    /** Three or more of {@code * - _}, which is a line across the page and no list. */
    boolean isRule() {
        char mark = text.charAt(next);
        if (mark != '*' && mark != '-' && mark != '_') {
            return false;
        }
        int marks = 0;
        for (int i = next; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == mark) {
                marks++;
            } else if (!isBlank(c)) {
                return false;
            }
        }
        return marks >= 3;
    }

    /** A line of = or - below a paragraph, which makes it a heading. */
    boolean isUnderline() {
        return (isAt('=') || isAt('-')) && !isIndentedAsCode() && blanks(text, endOfRun(text, next)) == text.length();
    }

    /** The width of the mark of a quotation or list item; 0 if there is none. */
    int marker(boolean interrupts) {
        char c = text.charAt(next);
        if (c == '>') {
            return 1;
        }
        int end = next;
        boolean first = true;
        if (c == '-' || c == '*' || c == '+') {
            end++;
        } else {
            int value = 0;
            while (end < text.length() && end - next < 9 && isDigit(text.charAt(end))) {
                value = value * 10 + text.charAt(end++) - '0';
            }
            if (end == next || end >= text.length() || ".)".indexOf(text.charAt(end)) < 0) {
                return 0;
            }
            end++;
            first = value == 1;
        }
        if (end < text.length() && !isBlank(text.charAt(end))) {
            return 0;
        }
        // Inside of a paragraph a number is more often the end of a sentence than a list item.
        return interrupts && (!first || blanks(text, end) == text.length()) ? 0 : end - next;
    }

    /** The level (1 to 6) of the heading that begins there; 0 if none does. */
    static int heading(String line, int from) {
        int i = from;
        while (i < line.length() && line.charAt(i) == '#') {
            i++;
        }
        int level = i - from;
        return level >= 1 && level <= 6 && (i == line.length() || isBlank(line.charAt(i))) ? level : 0;
    }

    static int blanks(String line, int from) {
        int i = from;
        while (i < line.length() && isBlank(line.charAt(i))) {
            i++;
        }
        return i;
    }

    static int endOfRun(String line, int from) {
        int i = from;
        while (i < line.length() && line.charAt(i) == line.charAt(from)) {
            i++;
        }
        return i;
    }

    static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
