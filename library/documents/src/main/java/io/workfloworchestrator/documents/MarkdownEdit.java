package io.workfloworchestrator.documents;

import io.workfloworchestrator.json.Json;
import java.util.List;

/**
 * Changes of one document, all resolved against the document as it was when {@link Markdown#edit} was called. Everything that no
 * change names stays byte for byte; new lines end as the document's first line does. Not thread-safe.
 */
public final class MarkdownEdit {
    private final Markdown document;
    private final String text;
    private final Lines lines;
    private final SpanEdits edits;
    private final boolean isVerbatim;

    MarkdownEdit(Markdown document) {
        this(document, true);
    }

    MarkdownEdit(Markdown document, boolean isVerbatim) {
        this.document = document;
        this.text = document.text();
        this.lines = document.lines();
        this.edits = new SpanEdits(text, lines.ending());
        this.isVerbatim = isVerbatim;
    }

    /**
     * The changed document; the same one if nothing changed.
     *
     * @throws DocumentException E_DOCUMENT_EDIT if two changes touch the same characters
     */
    public Markdown apply() {
        return edits.isEmpty() ? document : document.with(edits.apply());
    }

    /** Makes the front matter have exactly these fields. Style, comments and order of unchanged fields stay. */
    public MarkdownEdit setFields(Json.Obj fields) {
        if (document.matter().isPresent()) {
            new FrontMatterEdit(text, lines, edits).set(document.matter().get(), fields);
        } else if (fields.size() > 0) {
            edits.insert(0, FrontMatterEdit.block(fields));
        }
        return this;
    }

    /** Sets the character in an item's box. */
    public MarkdownEdit mark(CheckItem item, char mark) {
        edits.replace(item.mark(), String.valueOf(mark));
        return this;
    }

    MarkdownEdit setContent(CheckItem item, String content) {
        edits.replace(item.content(), content.isEmpty() ? "" : " " + content);
        return this;
    }

    /** Replaces the lines below an item, to its first nested item with a box. Boxes in the text become text. */
    public MarkdownEdit setDetails(CheckItem item, String details) {
        List<String> wanted = detailLines(details, item.column());
        setLines(item.details(), wanted, false);
        return this;
    }

    private List<String> detailLines(String details, int column) {
        return BodyText.ofDetails().write(details, isVerbatim).stream()
                .map(line -> line.isEmpty() ? "" : " ".repeat(column) + line)
                .toList();
    }

    String itemLines(int indent, String bullet, char mark, String content, String details) {
        StringBuilder added = new StringBuilder(" ".repeat(indent) + bullet + " [" + mark + "]");
        added.append(content.isEmpty() ? "" : " " + content).append('\n');
        detailLines(details, indent + bullet.length() + 1)
                .forEach(line -> added.append(line).append('\n'));
        return added.toString();
    }

    /** Removes an item with everything that is nested in it. */
    public MarkdownEdit remove(CheckItem item) {
        edits.delete(item.block());
        return this;
    }

    /** Takes an item out, with everything that is nested in it, as lines that begin so many columns from the left. */
    String cut(CheckItem item, int indent) {
        StringBuilder moved = new StringBuilder();
        Lines own = Lines.of(item.block().of(text));
        for (int line = 0; line < own.count(); line++) {
            String content = own.line(line);
            boolean isBlank = Lines.isBlank(content);
            moved.append(isBlank ? content : " ".repeat(indent) + dedented(content, item.indent()))
                    .append('\n');
        }
        edits.delete(item.block());
        return moved.toString();
    }

    /** Inserts lines at the start of a line, apart from the text around them. */
    void insertList(int at, String added) {
        boolean isFollowed = at < text.length() && !lines.isBlank(lines.lineOf(at));
        insertLines(at, blankBefore(at) + added + (isFollowed ? "\n" : ""));
    }

    void insertTitle(String title) {
        int at = document.bodyStart();
        boolean isFollowed = at < text.length() && !lines.isBlank(lines.lineOf(at));
        insertLines(at, Headings.line(1, title) + (isFollowed ? "\n" : ""));
    }

    /** The start of the line behind the last line of a part that is not blank. */
    int endOfText(Span part) {
        int next = part.end() == part.start() ? 0 : lines.lineOf(part.end() - 1) + 1;
        int first = part.end() == part.start() ? 0 : lines.lineOf(part.start());
        while (next > first && lines.isBlank(next - 1)) {
            next--;
        }
        return part.end() == part.start() ? part.start() : lines.start(next);
    }

    /** A line without so many columns of blanks at its start. A tab that begins within them goes as a whole. */
    static String dedented(String line, int columns) {
        int column = 0;
        int at = 0;
        while (at < line.length() && column < columns && (line.charAt(at) == ' ' || line.charAt(at) == '\t')) {
            column = line.charAt(at) == '\t' ? (column / 4 + 1) * 4 : column + 1;
            at++;
        }
        return line.substring(at);
    }

    public MarkdownEdit rename(Section section, String title) {
        return rename(section, section.level(), title);
    }

    MarkdownEdit rename(Section section, int level, String title) {
        Span heading = section.heading();
        boolean isSetext = lines.lineOf(heading.end() - 1) > lines.lineOf(heading.start());
        boolean fits = level == section.level() && (!isSetext || Headings.fitsSetext(title));
        if (fits && section.titleSpan().end() > section.titleSpan().start() && !title.isEmpty()) {
            edits.replace(section.titleSpan(), isSetext ? title : Headings.write(title));
        } else {
            replaceLines(heading, Headings.line(level, title));
        }
        return this;
    }

    /** Removes a section's heading and body. */
    public MarkdownEdit remove(Section section) {
        edits.delete(new Span(section.heading().start(), section.body().end()));
        return this;
    }

    void removeHeading(Section section) {
        edits.delete(section.heading());
    }

    void move(Section section, int at) {
        Span whole = new Span(section.heading().start(), section.body().end());
        String moved = whole.of(text);
        edits.delete(whole);
        Lines own = Lines.of(moved);
        StringBuilder block = new StringBuilder();
        for (int line = 0; line < own.count(); line++) {
            block.append(own.line(line)).append('\n');
        }
        boolean isEnded = moved.endsWith("\n") || moved.endsWith("\r");
        boolean isParted = own.count() > 0 && own.isBlank(own.count() - 1) && isEnded;
        insertLines(at, blankBefore(at) + block + (isParted || at == text.length() ? "" : "\n"));
    }

    void insertSection(int at, int level, String title) {
        insertLines(at, blankBefore(at) + Headings.line(level, title) + (at == text.length() ? "" : "\n"));
    }

    /** A line feed if the line before a place is not empty, so that text there does not become a heading or part of a list. */
    private String blankBefore(int at) {
        if (at <= document.bodyStart()) {
            return "";
        }
        int line = lines.lineOf(at - 1);
        return lines.isBlank(line) ? "" : "\n";
    }

    void insertLines(int at, String added) {
        if (document.unclosed() >= 0 && at > document.unclosed()) {
            int line = lines.lineOf(document.unclosed()) + 1;
            throw new DocumentException(
                    "E_MARKDOWN_OPEN",
                    line,
                    1,
                    "A code fence or comment begins here and never ends, so that nothing can be added below. Close it first.");
        }
        edits.insertLines(at, added);
    }

    /** Makes the lines of a part be these, with blank lines around, and the same lines at both ends, as they are. */
    void setBody(Span part, List<String> body) {
        setLines(part, body, true);
    }

    private void setLines(Span part, List<String> wanted, boolean isParted) {
        int first = part.end() == part.start() ? 0 : lines.lineOf(part.start());
        int next = part.end() == part.start() ? 0 : lines.lineOf(part.end() - 1) + 1;
        int last = next;
        while (first < last && lines.isBlank(first)) {
            first++;
        }
        while (last > first && lines.isBlank(last - 1)) {
            last--;
        }
        if (first == last) {
            insertBody(part, wanted, isParted);
            return;
        }
        if (isParted && wanted.isEmpty() && first > lines.lineOf(part.start()) && last < next) {
            last = next; // else two blank lines would meet
        }
        int same = 0;
        while (same < wanted.size() && first < last && lines.line(first).equals(wanted.get(same))) {
            first++;
            same++;
        }
        int end = wanted.size();
        int kept = last;
        while (end > same && first < kept && lines.line(kept - 1).equals(wanted.get(end - 1))) {
            kept--;
            end--;
        }
        // Without an empty line, a heading of a person below could become part of the new text.
        boolean isTight = isParted && kept == last && last == next && part.end() < text.length() && end > same;
        String by = String.join("\n", wanted.subList(same, end)) + (end > same ? "\n" : "") + (isTight ? "\n" : "");
        if (first == kept) {
            insertLines(lines.start(first), by);
        } else {
            replaceLines(new Span(lines.start(first), lines.start(kept)), by);
        }
    }

    /** Replaces whole lines; a last line without an end stays without one. */
    private void replaceLines(Span span, String by) {
        boolean isOpen = span.end() == text.length()
                && !span.of(text).endsWith("\n")
                && !span.of(text).endsWith("\r");
        edits.replace(span, isOpen && by.endsWith("\n") ? by.substring(0, by.length() - 1) : by);
    }

    private void insertBody(Span part, List<String> wanted, boolean isParted) {
        if (wanted.isEmpty()) {
            return;
        }
        int at = part.start();
        boolean isFollowed = part.end() == at && at < text.length();
        String body = String.join("\n", wanted) + "\n";
        insertLines(at, isParted ? blankBefore(at) + body + (isFollowed ? "\n" : "") : body);
    }
}
