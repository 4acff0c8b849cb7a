package io.workfloworchestrator.detect;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tells the lines of a Markdown text that are text from those that are code or HTML, as GitHub renders them.
 *
 * <p>The block structure of CommonMark 0.31.2 (spec.commonmark.org, appendix "A parsing strategy", phase 1), line by line
 * and without a tree: quotations and list items are containers that a line continues or ends; in the innermost stands one
 * leaf, a paragraph, fenced code, indented code, or HTML. Columns count tabs as stops of four. Left out is what does not
 * change where a task may stand: link definitions and tables. Deeper than {@value #DEEPEST} containers nothing opens, so that
 * a line costs its length and no more.
 *
 * <p>A fence or comment that is never closed is a finding: everything after it is read as code or comment, which is seldom
 * meant. One instance per text; not thread-safe.
 */
final class MarkdownBlocks {
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

    private final String path;
    private final List<ScanFinding> findings;
    /** For a list item the number of columns that its lines are indented by; else {@link #QUOTATION}. */
    private final int[] containers = new int[DEEPEST];

    private int depth;
    /** The depth of an item that began with an empty line and is still empty: a second empty line ends it. 0 if there is none. */
    private int emptyItem;

    private Leaf leaf = Leaf.NONE;
    private int leafLine;
    private char fence;
    private int fenceLength;
    private @Nullable HtmlBlock html;
    /** The line where an open comment inside of the paragraph begins; 0 if there is none. */
    private int commentLine;

    private final MarkdownLine line = new MarkdownLine();
    private int number;
    private Kind kind = Kind.TEXT;
    private boolean item;
    private int behind;

    MarkdownBlocks(String path, List<ScanFinding> findings) {
        this.path = path;
        this.findings = findings;
    }

    Kind kind() {
        return kind;
    }

    /** The start of the text in that line, after the marks of quotations and lists. */
    int from() {
        return line.next();
    }

    boolean isItem() {
        return item;
    }

    /** Where the text goes on after a comment that ends in this line; -1 if none does. */
    int behindComment() {
        return behind;
    }

    /** Reads the next line, of this number from 1. */
    Kind read(String text, int at) {
        line.begin(text);
        number = at;
        item = false;
        behind = -1;
        int going = continuing();
        emptyItem = 0;
        HtmlBlock block = html;
        if (going == depth && leaf == Leaf.FENCE) {
            kind = Kind.FENCED_CODE;
            leaf = line.endsFence(fence, fenceLength) ? Leaf.NONE : Leaf.FENCE;
        } else if (going == depth && leaf == Leaf.HTML && block != null && !block.endsBefore(line.isBlank())) {
            html(block, line.next());
        } else {
            open(going);
        }
        return kind;
    }

    /** Must be called after the last line. */
    void end() {
        endLeaf(true);
    }

    // ---- containers ----

    /** How many containers the line continues; takes their marks and indentation. */
    private int continuing() {
        for (int i = 0; i < depth; i++) {
            int width = containers[i];
            if (width == QUOTATION) {
                if (line.isIndentedAsCode() || !line.isAt('>')) {
                    return i;
                }
                takeQuotation();
            } else if (line.isBlank() && emptyItem == i + 1) {
                return i;
            } else if (line.indent() >= width) {
                line.takeIndent(width);
            } else if (!line.isBlank()) {
                return i;
            }
        }
        return depth;
    }

    /** Opens the containers and the leaf that begin in the line, after the containers that go on, then reads the text. */
    private void open(int going) {
        boolean opened = false;
        while (!line.isBlank() && !line.isIndentedAsCode()) {
            boolean inText = leaf == Leaf.PARAGRAPH && !opened;
            HtmlBlock block = HtmlBlock.at(line.text(), line.next(), inText);
            int marker = (opened ? depth : going) < DEEPEST ? line.marker(inText && going == depth) : 0;
            int run = line.fence();
            boolean rule = line.isRule();
            if (block == null
                    && run == 0
                    && !rule
                    && marker == 0
                    && MarkdownLine.heading(line.text(), line.next()) == 0) {
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
                html(block, line.next() + block.opening());
                return;
            } else if (run > 0) {
                leaf = Leaf.FENCE;
                leafLine = number;
                fence = line.text().charAt(line.next());
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
        if (line.isBlank()) {
            if (going < depth || leaf != Leaf.INDENTED) {
                endContainers(going < depth && !opened ? going : depth);
            }
        } else if (paragraph && going == depth && line.isUnderline()) {
            endLeaf(false);
        } else if (paragraph) {
            // A paragraph goes on even if the marks of its quotation or the indentation of its item are left out.
            commentsInText();
        } else {
            if (!opened) {
                endContainers(going);
            }
            if (line.isIndentedAsCode()) {
                leaf = Leaf.INDENTED;
                kind = Kind.INDENTED_CODE;
            } else {
                leaf = Leaf.PARAGRAPH;
                commentsInText();
            }
        }
    }

    private void takeQuotation() {
        line.take(1);
        if (line.indent() > 0) {
            line.takeIndent(1);
        }
    }

    private void takeMarker(int width) {
        if (line.isAt('>')) {
            item = false;
            containers[depth++] = QUOTATION;
            takeQuotation();
            return;
        }
        int offset = line.indent();
        line.take(width);
        int blanks = line.indent();
        int padding = line.isBlank() || blanks > MarkdownLine.CODE ? 1 : blanks;
        line.takeIndent(padding);
        containers[depth++] = offset + width + padding;
        item = true;
        emptyItem = line.isBlank() ? depth : 0;
    }

    /** Ends all but so many containers, and the leaf in the innermost. */
    private void endContainers(int kept) {
        endLeaf(false);
        depth = kept;
    }

    private void endLeaf(boolean atEnd) {
        String ends = atEnd ? "" : " before the list or quotation ends that it stands in";
        if (leaf == Leaf.FENCE) {
            String fences = String.valueOf(fence).repeat(Math.min(fenceLength, 20));
            report(
                    "E_MARKDOWN_FENCE",
                    leafLine,
                    "the code that begins here with " + fences + " is never closed" + ends
                            + ", so everything up to there is read as code. Add a line " + fences
                            + ", indented like this one, where the code ends.");
        } else if (leaf == Leaf.HTML && html == HtmlBlock.COMMENT) {
            report(
                    "E_MARKDOWN_COMMENT",
                    leafLine,
                    "the comment that begins here with <!-- is never closed" + ends
                            + ", so everything up to there is read as a comment. Add --> where it ends.");
        } else if (commentLine > 0) {
            report(
                    "E_MARKDOWN_COMMENT",
                    commentLine,
                    "the comment that begins here with <!-- behind other text is not closed before its paragraph ends,"
                            + " so Markdown takes it for text, and what follows counts. Put <!-- at the start of a line"
                            + " of its own, or add -->.");
        }
        leaf = Leaf.NONE;
        html = null;
        commentLine = 0;
    }

    private void report(String code, int at, String what) {
        findings.add(ScanFinding.of(code, path, at, what));
    }

    // ---- leaves ----

    private void html(HtmlBlock block, int from) {
        kind = block == HtmlBlock.COMMENT ? Kind.COMMENT : Kind.HTML;
        int end = block.end(line.text(), Math.min(from, line.text().length()));
        if (end >= 0) {
            behind = block == HtmlBlock.COMMENT ? end : -1;
            leaf = Leaf.NONE;
            html = null;
        }
    }

    /** Follows comments inside of text; in code there are none. */
    private void commentsInText() {
        String text = line.text();
        int from = line.next();
        if (commentLine > 0) {
            kind = Kind.COMMENT;
            int end = text.indexOf("-->", from);
            if (end < 0) {
                return;
            }
            commentLine = 0;
            from = end + 3;
            behind = from;
        }
        for (int start = comment(text, from); start >= 0; start = comment(text, from)) {
            int end = text.indexOf("-->", start + 2);
            if (end < 0) {
                commentLine = number;
                return;
            }
            from = end + 3;
        }
    }

    private static int comment(String line, int from) {
        int first = line.indexOf("<!--", from);
        if (first < 0 || first - from > 10_000) {
            return first; // a look for code in a line of a megabyte would take long
        }
        for (int i = from; i < line.length(); ) {
            char c = line.charAt(i);
            if (c == '`') {
                i = behindCode(line, i);
            } else if (line.startsWith("<!--", i)) {
                return i;
            } else {
                i += c == '\\' ? 2 : 1;
            }
        }
        return -1;
    }

    /** The place after the code that begins with this run of back quotes; after the run if nothing ends it. */
    private static int behindCode(String line, int run) {
        int length = MarkdownLine.endOfRun(line, run) - run;
        for (int i = line.indexOf('`', run + length); i >= 0; i = line.indexOf('`', i)) {
            int end = MarkdownLine.endOfRun(line, i);
            if (end - i == length) {
                return end;
            }
            i = end;
        }
        return run + length;
    }
}
