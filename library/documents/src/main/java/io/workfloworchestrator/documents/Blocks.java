package io.workfloworchestrator.documents;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.node.Block;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.ListBlock;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.SourceSpan;
import org.commonmark.node.ThematicBreak;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;

/** The blocks of a Markdown text as commonmark sees them; leaving inline marks out saves a third of the time. */
final class Blocks {
    /** Deeper nesting becomes text; 20,000 marks of a quote would overflow the stack. */
    private static final int DEEPEST = 100;

    /** With more blanks behind a bullet, what follows is code. */
    private static final int MOST_BLANKS = 4;

    static final Pattern BOX = Pattern.compile("([ \\t]*)([-+*]|\\d{1,9}[.)])([ \\t]+)\\[(.)](?=[ \\t]|$)");
    private static final Pattern NEAR_BOX = Pattern.compile(
            "[ \\t]*(?:[-+*][ \\t]*\\[(?:[ xX]|[ \\t]*)](?![(\\[: \\t]).*|\\d+(?:\\.\\d+)*[.)]?[ \\t]+\\[[ xX]].*)");
    /** What Kiro writes for an optional task; it is meant so, and no slip of somebody who is still writing. */
    private static final Pattern OPTIONAL_BOX = Pattern.compile("[ \\t]*[-+*][ \\t]+\\[[ xX]]\\*(?:[ \\t].*)?");

    private static final Pattern ATX = Pattern.compile(" {0,3}#{1,6}(?:[ \\t].*)?");

    private static final Parser PARSER = Parser.builder()
            .includeSourceSpans(IncludeSourceSpans.BLOCKS)
            .inlineParserFactory(context -> (lines, node) -> {})
            .maxOpenBlockParsers(DEEPEST)
            .enabledBlockTypes(Set.of(
                    Heading.class,
                    HtmlBlock.class,
                    ThematicBreak.class,
                    FencedCodeBlock.class,
                    IndentedCodeBlock.class,
                    BlockQuote.class,
                    ListBlock.class))
            .build();

    private final String text;
    private final Lines lines;
    private final int firstLine;
    private final boolean[] verbatim;
    final List<HeadingLines> headings = new ArrayList<>();
    final List<CheckItem> items = new ArrayList<>();
    final List<DocumentFinding> findings = new ArrayList<>();
    /** Where an unclosed fence or comment begins, behind which nothing can be inserted; -1 if there is none. */
    int unclosed = -1;

    /** A heading at the top level: its first line and the line behind its last. */
    record HeadingLines(int level, int first, int next) {}

    private Blocks(String text, Lines lines, int firstLine) {
        this.text = text;
        this.lines = lines;
        this.firstLine = firstLine;
        this.verbatim = new boolean[lines.count()];
    }

    static Blocks of(String text, Lines lines, int firstLine) {
        Blocks blocks = new Blocks(text, lines, firstLine);
        Node document = PARSER.parse(text.substring(lines.start(firstLine)));
        blocks.children(document, -1, true);
        blocks.nearBoxes();
        blocks.refuseConflict();
        return blocks;
    }

    private void children(Node node, int parent, boolean top) {
        for (Node child = node.getFirstChild(); child != null; child = child.getNext()) {
            if (child instanceof Block block && !block.getSourceSpans().isEmpty()) {
                visit(block, parent, top);
            }
        }
    }

    private void visit(Block block, int parent, boolean top) {
        int first = line(block.getSourceSpans().get(0));
        int next = line(block.getSourceSpans().get(block.getSourceSpans().size() - 1)) + 1;
        if (block instanceof ListItem item) {
            int own = item(item, first, next, parent);
            children(item, own, false);
        } else if (block instanceof ListBlock) {
            children(block, parent, false);
        } else if (block instanceof FencedCodeBlock fence) {
            fence(fence, first, next, top);
        } else if (block instanceof HtmlBlock html) {
            html(html, first, next, top);
        } else if (block instanceof IndentedCodeBlock) {
            verbatim(first, next);
        } else if (top && block instanceof Heading heading) {
            headings.add(new HeadingLines(heading.getLevel(), first, next));
        }
    }

    private int line(SourceSpan span) {
        return span.getLineIndex() + firstLine;
    }

    private void verbatim(int first, int next) {
        for (int line = first; line < next; line++) {
            verbatim[line] = true;
        }
    }

    /** Adds an item with a box; answers the place of the item that is the parent of what is nested in it. */
    private int item(ListItem item, int first, int next, int parent) {
        Matcher box = BOX.matcher(text).region(lines.start(first), lines.end(first));
        SourceSpan span = item.getSourceSpans().get(0);
        boolean isFirst = Lines.isBlank(text.substring(
                lines.start(first), Math.min(lines.start(first) + span.getColumnIndex(), lines.end(first))));
        if (!isFirst || !box.lookingAt() || width(box) > MOST_BLANKS) {
            return parent;
        }
        int last = next;
        while (last > first + 1 && lines.isBlank(last - 1)) {
            last--;
        }
        int firstNested = firstNested(item, last);
        int indent = columns(box.group(1), 0);
        int column = columns(box.group(3), indent + box.group(2).length());
        items.add(new CheckItem(
                first,
                parent,
                new Span(box.start(4), box.end(4)),
                new Span(box.end(), lines.end(first)),
                new Span(lines.start(first + 1), Math.max(lines.start(first + 1), lines.start(firstNested))),
                new Span(lines.start(first), lines.start(last)),
                indent,
                column));
        return items.size() - 1;
    }

    /** The line of the first nested item with a box, or the line behind the item. */
    private int firstNested(Node node, int last) {
        for (Node child = node.getFirstChild(); child != null; child = child.getNext()) {
            if (child instanceof ListItem nested && !nested.getSourceSpans().isEmpty()) {
                int line = line(nested.getSourceSpans().get(0));
                if (BOX.matcher(text).region(lines.start(line), lines.end(line)).lookingAt()) {
                    return Math.min(line, last);
                }
            }
            if (child instanceof ListItem || child instanceof ListBlock) {
                int found = firstNested(child, last);
                if (found < last) {
                    return found;
                }
            }
        }
        return last;
    }

    /** Columns between bullet and box. */
    private static int width(Matcher box) {
        int behind = columns(box.group(1), 0) + box.group(2).length();
        return columns(box.group(3), behind) - behind;
    }

    static int columns(String blanks, int from) {
        int column = from;
        for (int i = 0; i < blanks.length(); i++) {
            column = blanks.charAt(i) == '\t' ? (column / 4 + 1) * 4 : column + 1;
        }
        return column;
    }

    private void fence(FencedCodeBlock fence, int first, int next, boolean top) {
        verbatim(first, next);
        if (top && fence.getClosingFenceLength() == null) {
            unclosed = lines.start(first);
            find(
                    "E_MARKDOWN_FENCE",
                    first,
                    "The code fence that begins here never ends, so that all below is code. Close it.");
        }
    }

    private void html(HtmlBlock html, int first, int next, boolean top) {
        verbatim(first, next);
        String literal = html.getLiteral().stripLeading();
        String end = rawEnd(literal.toLowerCase(Locale.ROOT));
        if (top && !end.isEmpty() && !literal.toLowerCase(Locale.ROOT).contains(end)) {
            unclosed = lines.start(first);
            find(
                    "E_MARKDOWN_COMMENT",
                    first,
                    "The comment or raw HTML that begins here never ends, so that all below is hidden. Close it with "
                            + end + ".");
        } else if (end.isEmpty()) {
            for (int line = first + 1; line < next; line++) {
                if (ATX.matcher(lines.line(line)).matches()) {
                    find(
                            "E_MARKDOWN_HTML",
                            line,
                            "This heading belongs to the HTML above it and is no heading. Leave an empty line before it.");
                    return;
                }
            }
        }
    }

    /** What ends a block of raw HTML (CommonMark, kinds 1 to 5); empty for those that an empty line ends. */
    private static String rawEnd(String literal) {
        for (String tag : List.of("script", "pre", "style", "textarea")) {
            if (literal.startsWith("<" + tag)) {
                return "</" + tag + ">";
            }
        }
        if (literal.startsWith("<!--")) {
            return "-->";
        }
        if (literal.startsWith("<?")) {
            return "?>";
        }
        return literal.startsWith("<![cdata[") ? "]]>" : literal.startsWith("<!") ? ">" : "";
    }

    private void nearBoxes() {
        for (int line = firstLine; line < lines.count(); line++) {
            if (!verbatim[line] && OPTIONAL_BOX.matcher(lines.line(line)).matches()) {
                find(
                        "W_MARKDOWN_BOX",
                        line,
                        "\"[ ]*\" is no check box, so this line is no item and stays as it is. Write \"- [ ] text\" for one.");
            } else if (!verbatim[line] && NEAR_BOX.matcher(lines.line(line)).matches()) {
                find("E_MARKDOWN_BOX", line, "This looks like a check box and is not one. Write it as \"- [ ] text\".");
            }
        }
        findings.sort((a, b) -> Integer.compare(a.line(), b.line()));
    }

    /** Refuses a text in which git left the two sides of a conflict: each side would be taken for a part of the document. */
    private void refuseConflict() {
        int begun = -1;
        boolean isParted = false;
        for (int line = firstLine; line < lines.count(); line++) {
            String said = verbatim[line] ? "" : lines.line(line);
            if (said.startsWith("<<<<<<< ")) {
                begun = line;
                isParted = false;
            } else if (begun >= 0 && said.equals("=======")) {
                isParted = true;
            } else if (isParted && said.startsWith(">>>>>>> ")) {
                throw new DocumentException(
                        "E_MARKDOWN_CONFLICT",
                        begun + 1,
                        1,
                        "Git left a conflict here that nobody resolved. Keep one side, and remove the lines of marks.");
            }
        }
    }

    private void find(String code, int line, String message) {
        findings.add(new DocumentFinding(code, line + 1, 1, message));
    }
}
