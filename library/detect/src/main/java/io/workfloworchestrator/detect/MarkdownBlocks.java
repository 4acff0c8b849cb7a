package io.workfloworchestrator.detect;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which lines of a Markdown text are text, and which are code or HTML, as GitHub renders them.
 *
 * <p>The block structure of CommonMark 0.31.2 (spec.commonmark.org, appendix "A parsing strategy", phase 1), line by line
 * and without a tree: quotations and list items are containers that a line continues or ends; in the innermost stands one
 * leaf, a paragraph, fenced code, indented code, or HTML. Columns count tabs as stops of four. Left out is what does not
 * change where a task may stand: link definitions, tables, and that an item which begins with an empty line ends at a
 * second one. Deeper than {@value #DEEPEST} containers nothing opens, so that a line costs its length and no more.
 *
 * <p>A fence or comment that is never closed is a finding: everything behind it is read as code or comment, which is
 * seldom what was meant. One instance per text; not thread-safe.
 */
final class MarkdownBlocks {

    /** What a line belongs to. */
    enum Kind {
        TEXT,
        FENCED_CODE,
        INDENTED_CODE,
        COMMENT,
        HTML
    }

    private enum Leaf {
        NONE,
        PARAGRAPH,
        FENCE,
        INDENTED,
        HTML
    }

    private static final int DEEPEST = 100;
    private static final int QUOTATION = 0;
    private static final int TAB = 4;
    /** So much indentation makes code, where no paragraph goes on. */
    private static final int CODE = 4;

    private final String path;
    private final List<ScanFinding> findings;
    /** For a list item the columns that its lines are indented by; else {@link #QUOTATION}. */
    private final int[] containers = new int[DEEPEST];

    private int depth;
    private Leaf leaf = Leaf.NONE;
    private int leafLine;
    private char fence;
    private int fenceLength;
    private @Nullable HtmlBlock html;
    /** Where a comment begins inside of the paragraph, and is not closed yet; 0 where there is none. */
    private int commentLine;

    private String line = "";
    private int number;
    /** The first character behind what was taken, and behind blanks. */
    private int next;

    private int nextColumn;
    /** How far the line was taken, in columns. */
    private int column;

    private Kind kind = Kind.TEXT;
    private boolean item;
    private boolean continued;
    private int behind;

    MarkdownBlocks(String path, List<ScanFinding> findings) {
        this.path = path;
        this.findings = findings;
    }

    /** What the line belongs to that was read last. */
    Kind kind() {
        return kind;
    }

    /** Where its own text begins, behind the marks of quotations and lists. */
    int from() {
        return next;
    }

    /** Whether that text is the first of a list item. */
    boolean isItem() {
        return item;
    }

    /** Whether it goes on with the paragraph of the line before. */
    boolean isContinued() {
        return continued;
    }

    /** Where the text goes on behind a comment that ends in this line; -1 where none does. */
    int behindComment() {
        return behind;
    }

    /** Reads the next line, of this number from 1. */
    Kind read(String text, int at) {
        line = text;
        number = at;
        next = 0;
        nextColumn = 0;
        column = 0;
        item = false;
        continued = false;
        behind = -1;
        skipBlanks();
        int going = continuing();
        HtmlBlock block = html;
        if (going == depth && leaf == Leaf.FENCE) {
            kind = Kind.FENCED_CODE;
            endFence();
        } else if (going == depth && leaf == Leaf.HTML && block != null && !block.endsBefore(isBlankFromHere())) {
            html(block, next);
        } else {
            open(going);
        }
        return kind;
    }

    /** To be called behind the last line. */
    void end() {
        endLeaf(true);
    }

    // ---- containers ----

    /** How many containers the line continues; takes their marks and indentation. */
    private int continuing() {
        for (int i = 0; i < depth; i++) {
            int width = containers[i];
            if (width == QUOTATION) {
                if (indent() >= CODE || !isAt('>')) {
                    return i;
                }
                takeQuotation();
            } else if (indent() >= width) {
                column += width;
            } else if (!isBlankFromHere()) {
                return i;
            }
        }
        return depth;
    }

    /** Opens what begins in the line behind the containers that go on, then reads the text behind it. */
    private void open(int going) {
        boolean opened = false;
        while (!isBlankFromHere() && indent() < CODE) {
            boolean interrupts = leaf == Leaf.PARAGRAPH && !opened && going == depth;
            int marker = (opened ? depth : going) < DEEPEST ? marker(interrupts) : 0;
            HtmlBlock block = HtmlBlock.at(line, next, interrupts);
            int run = fenceAt();
            boolean rule = isRule();
            if (block == null && run == 0 && !rule && marker == 0 && heading(line, next) == 0) {
                break;
            }
            if (!opened) {
                endContainers(going);
            }
            opened = true;
            if (block != null) {
                leaf = Leaf.HTML;
                leafLine = number;
                html = block;
                html(block, next + block.opening());
                return;
            } else if (run > 0) {
                leaf = Leaf.FENCE;
                leafLine = number;
                fence = line.charAt(next);
                fenceLength = run;
                kind = Kind.FENCED_CODE;
                return;
            } else if (rule || marker == 0) {
                kind = Kind.TEXT;
                commentsInText();
                endLeaf(false);
                return;
            }
            takeMarker(marker);
        }
        text(going, opened);
    }

    private void text(int going, boolean opened) {
        kind = Kind.TEXT;
        boolean paragraph = leaf == Leaf.PARAGRAPH && !opened;
        if (isBlankFromHere()) {
            if (going < depth || leaf != Leaf.INDENTED) {
                endContainers(going < depth && !opened ? going : depth);
            }
        } else if (paragraph && going == depth && isUnderline()) {
            endLeaf(false);
        } else if (paragraph) {
            // A paragraph goes on also where the marks of its quotation or the indentation of its item are left out.
            continued = true;
            commentsInText();
        } else {
            if (!opened) {
                endContainers(going);
            }
            if (indent() >= CODE) {
                leaf = Leaf.INDENTED;
                kind = Kind.INDENTED_CODE;
            } else {
                leaf = Leaf.PARAGRAPH;
                commentsInText();
            }
        }
    }

    private void takeQuotation() {
        next++;
        nextColumn++;
        column = nextColumn;
        skipBlanks();
        if (indent() > 0) {
            column++;
        }
    }

    private void takeMarker(int width) {
        if (isAt('>')) {
            item = false;
            containers[depth++] = QUOTATION;
            takeQuotation();
            return;
        }
        int offset = indent();
        next += width;
        nextColumn += width;
        column = nextColumn;
        skipBlanks();
        int blanks = indent();
        int padding = isBlankFromHere() || blanks > CODE ? 1 : blanks;
        column += padding;
        containers[depth++] = offset + width + padding;
        item = true;
    }

    /** Ends all but so many containers, and the leaf that stands in the innermost. */
    private void endContainers(int kept) {
        endLeaf(false);
        depth = kept;
    }

    private void endLeaf(boolean atEnd) {
        String ends = atEnd ? "" : " before the list or quotation ends that it stands in";
        HtmlBlock block = html;
        if (leaf == Leaf.FENCE) {
            String fences = String.valueOf(fence).repeat(Math.min(fenceLength, 20));
            findings.add(ScanFinding.of(
                    "E_MARKDOWN_FENCE",
                    path,
                    leafLine,
                    "the code that begins here with " + fences + " is never closed" + ends
                            + ", so everything up to there is read as code. Add a line " + fences
                            + ", indented like this one, where the code ends."));
        } else if (leaf == Leaf.HTML && block == HtmlBlock.COMMENT) {
            findings.add(ScanFinding.of(
                    "E_MARKDOWN_COMMENT",
                    path,
                    leafLine,
                    "the comment that begins here with <!-- is never closed" + ends
                            + ", so everything up to there is read as a comment. Add --> where it ends."));
        } else if (commentLine > 0) {
            findings.add(ScanFinding.of(
                    "E_MARKDOWN_COMMENT",
                    path,
                    commentLine,
                    "the comment that begins here with <!-- behind other text is not closed before its paragraph ends,"
                            + " so Markdown takes it for text, and what follows counts. Put <!-- at the start of a line"
                            + " of its own, or add -->."));
        }
        leaf = Leaf.NONE;
        html = null;
        commentLine = 0;
    }

    // ---- leaves ----

    private void html(HtmlBlock block, int from) {
        kind = block == HtmlBlock.COMMENT ? Kind.COMMENT : Kind.HTML;
        int end = block.end(line, Math.min(from, line.length()));
        if (end >= 0) {
            behind = block == HtmlBlock.COMMENT ? end : -1;
            leaf = Leaf.NONE;
            html = null;
        }
    }

    private int fenceAt() {
        char mark = line.charAt(next);
        if (mark != '`' && mark != '~') {
            return 0;
        }
        int end = endOfRun(next);
        boolean opens = end - next >= 3 && (mark == '~' || line.indexOf('`', end) < 0);
        return opens ? end - next : 0;
    }

    private void endFence() {
        if (indent() < CODE && isAt(fence)) {
            int end = endOfRun(next);
            if (end - next >= fenceLength && blanks(end) == line.length()) {
                leaf = Leaf.NONE;
            }
        }
    }

    /** Three or more of {@code * - _}, which is a line across the page and no list. */
    private boolean isRule() {
        char mark = line.charAt(next);
        if (mark != '*' && mark != '-' && mark != '_') {
            return false;
        }
        int marks = 0;
        for (int i = next; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == mark) {
                marks++;
            } else if (!isBlank(c)) {
                return false;
            }
        }
        return marks >= 3;
    }

    /** A line of = below a paragraph, which makes it a heading. One of - is a rule or an item, and ends it as well. */
    private boolean isUnderline() {
        return isAt('=') && indent() < CODE && blanks(endOfRun(next)) == line.length();
    }

    /** The width of the mark of a quotation or list item; 0 where none is. */
    private int marker(boolean interrupts) {
        char c = line.charAt(next);
        if (c == '>') {
            return 1;
        }
        int end = next;
        boolean first = true;
        if (c == '-' || c == '*' || c == '+') {
            end++;
        } else {
            int value = 0;
            while (end < line.length() && end - next < 9 && isDigit(line.charAt(end))) {
                value = value * 10 + line.charAt(end++) - '0';
            }
            if (end == next || end >= line.length() || ".)".indexOf(line.charAt(end)) < 0) {
                return 0;
            }
            end++;
            first = value == 1;
        }
        if (end < line.length() && !isBlank(line.charAt(end))) {
            return 0;
        }
        // Inside of a paragraph a number is more often the end of a sentence than an item.
        return interrupts && (!first || blanks(end) == line.length()) ? 0 : end - next;
    }

    /** Follows comments inside of text; what stands in code there is none. */
    private void commentsInText() {
        int from = next;
        if (commentLine > 0) {
            kind = Kind.COMMENT;
            int end = line.indexOf("-->", from);
            if (end < 0) {
                return;
            }
            commentLine = 0;
            from = end + 3;
            behind = from;
        }
        for (int start = comment(from); start >= 0; start = comment(from)) {
            int end = line.indexOf("-->", start + 2);
            if (end < 0) {
                commentLine = number;
                return;
            }
            from = end + 3;
        }
    }

    private int comment(int from) {
        int first = line.indexOf("<!--", from);
        if (first < 0 || first - from > 10_000) {
            return first; // a look for code in a line of a megabyte would take long
        }
        for (int i = from; i < line.length(); ) {
            char c = line.charAt(i);
            if (c == '`') {
                i = behindCode(i);
            } else if (line.startsWith("<!--", i)) {
                return i;
            } else {
                i += c == '\\' ? 2 : 1;
            }
        }
        return -1;
    }

    /** Behind the code that begins with this run of back quotes, or behind the run where none ends it. */
    private int behindCode(int run) {
        int length = endOfRun(run) - run;
        for (int i = line.indexOf('`', run + length); i >= 0; i = line.indexOf('`', i)) {
            int end = endOfRun(i);
            if (end - i == length) {
                return end;
            }
            i = end;
        }
        return run + length;
    }

    // ---- characters ----

    /** 1 to 6 where a heading begins, else 0. */
    static int heading(String line, int from) {
        int i = from;
        while (i < line.length() && line.charAt(i) == '#') {
            i++;
        }
        int level = i - from;
        return level >= 1 && level <= 6 && (i == line.length() || isBlank(line.charAt(i))) ? level : 0;
    }

    private int indent() {
        return nextColumn - column;
    }

    private boolean isBlankFromHere() {
        return next >= line.length();
    }

    private boolean isAt(char c) {
        return next < line.length() && line.charAt(next) == c;
    }

    private void skipBlanks() {
        while (next < line.length() && isBlank(line.charAt(next))) {
            nextColumn += line.charAt(next) == '\t' ? TAB - nextColumn % TAB : 1;
            next++;
        }
    }

    private int blanks(int from) {
        int i = from;
        while (i < line.length() && isBlank(line.charAt(i))) {
            i++;
        }
        return i;
    }

    private int endOfRun(int from) {
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
