package io.workfloworchestrator.documents;

import io.workfloworchestrator.files.Texts;
import io.workfloworchestrator.json.Json;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A Markdown document as it stands, with the place of everything that a program may change in it.
 *
 * <pre>{@code
 * Markdown plan = Markdown.read(bytes);
 * MarkdownEdit edit = plan.edit();
 * edit.mark(plan.items().get(0), 'x');
 * edit.setFields(plan.fields().with("status", Json.of("done")));
 * byte[] changed = edit.apply().bytes();
 * }</pre>
 *
 * <p>Blocks are those of CommonMark 0.31: headings and check boxes in fences, quotes, comments and HTML are text. A heading
 * counts at the top level only. What an edit does not name stays byte for byte: byte order mark, line ends (LF, CRLF, CR, mixed),
 * tabs, a missing final line feed. Immutable and thread-safe.
 */
public final class Markdown {
    /** The largest document that is read, in bytes. */
    public static final int MAX_BYTES = 4 << 20;

    private static final Pattern KIRO_FILE =
            Pattern.compile("^[ \\t]*[-*+][ \\t]+_Requirements?:[^\\r\\n]*_[ \\t]*$", Pattern.MULTILINE);
    private static final Pattern KIRO_TASK = Pattern.compile("[ \\t]*\\d{1,6}(?:\\.\\d{1,6})*[.)]?[ \\t]+\\S");

    private final boolean hasMark;
    private final String text;
    private final Lines lines;
    private final Optional<FrontMatter> matter;
    private final Blocks blocks;
    private final boolean isOfKiro;

    private Markdown(boolean hasMark, String text) {
        this.hasMark = hasMark;
        this.text = text;
        this.lines = Lines.of(text);
        this.matter = FrontMatter.of(text, lines);
        this.blocks = Blocks.of(text, lines, lines.count() == 0 ? 0 : bodyLine());
        this.isOfKiro = text.contains("_Requirement") && KIRO_FILE.matcher(text).find();
    }

    private int bodyLine() {
        int start = bodyStart();
        return start == text.length() ? lines.count() : lines.lineOf(start);
    }

    /**
     * Reads a document.
     *
     * @throws DocumentException E_DOCUMENT_SIZE beyond {@link #MAX_BYTES}; E_DOCUMENT_ENCODING if the bytes are no UTF-8;
     *     E_MARKDOWN_CONFLICT if git left its conflict marks; E_YAML_… if there is a front matter that cannot be read
     */
    public static Markdown read(byte[] bytes) {
        if (bytes.length > MAX_BYTES) {
            throw new DocumentException(
                    "E_DOCUMENT_SIZE",
                    "The document has " + bytes.length + " bytes; at most " + MAX_BYTES + " are read. Split it.");
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            boolean hasMark = text.startsWith("\uFEFF");
            return new Markdown(hasMark, hasMark ? text.substring(1) : text);
        } catch (CharacterCodingException e) {
            throw new DocumentException(
                    "E_DOCUMENT_ENCODING",
                    "The document is no UTF-8 text"
                            + Texts.fault(bytes).map(why -> ": " + why).orElse("") + ". Save it as UTF-8.");
        }
    }

    /** A document of this text. Throws as {@link #read}. */
    public static Markdown of(String text) {
        return read(text.getBytes(StandardCharsets.UTF_8));
    }

    Markdown with(String changed) {
        return new Markdown(hasMark, changed);
    }

    /** The text without a byte order mark. */
    public String text() {
        return text;
    }

    /** The document as a file's content. */
    public byte[] bytes() {
        return (hasMark ? "\uFEFF" + text : text).getBytes(StandardCharsets.UTF_8);
    }

    /** The fields of the front matter; empty if there is none. */
    public Json.Obj fields() {
        return matter.map(FrontMatter::value).orElse(Json.Obj.EMPTY);
    }

    Optional<FrontMatter> matter() {
        return matter;
    }

    int bodyStart() {
        return matter.map(found -> found.block().end()).orElse(0);
    }

    public List<Section> sections() {
        return sections(6);
    }

    /**
     * The sections whose heading has at most this level, in the order of the file; deeper headings are part of their bodies.
     *
     * @param deepest 1 to 6
     */
    public List<Section> sections(int deepest) {
        List<Blocks.HeadingLines> chosen =
                blocks.headings.stream().filter(h -> h.level() <= deepest).toList();
        List<Section> sections = new ArrayList<>();
        List<Section> above = new ArrayList<>();
        for (int i = 0; i < chosen.size(); i++) {
            int end = i + 1 < chosen.size() ? lines.start(chosen.get(i + 1).first()) : text.length();
            Headings.Title title = Headings.title(text, lines, chosen.get(i));
            while (!above.isEmpty()
                    && above.get(above.size() - 1).level() >= chosen.get(i).level()) {
                above.remove(above.size() - 1);
            }
            List<String> path =
                    new ArrayList<>(above.stream().map(Section::title).toList());
            path.add(title.text());
            int start = lines.start(chosen.get(i).first());
            int next = lines.start(chosen.get(i).next());
            Section section = new Section(
                    chosen.get(i).level(),
                    title.text(),
                    path,
                    new Span(start, next),
                    title.span(),
                    new Span(next, end));
            sections.add(section);
            above.add(section);
        }
        return sections;
    }

    Span preamble(int deepest) {
        List<Section> sections = sections(deepest);
        return new Span(
                bodyStart(),
                sections.isEmpty() ? text.length() : sections.get(0).heading().start());
    }

    /** All list items with a box that stand in lists of the top level, nested ones too, in the order of the file. */
    public List<CheckItem> items() {
        return List.copyOf(blocks.items);
    }

    /**
     * Whether somebody works on an item by the marks of Kiro, in whose files {@code [-]} says so: one that names requirements below its
     * tasks, as {@code - _Requirements: 1.2_}. A line with a number that Kiro does not write, such as T001, is not such a line.
     */
    public boolean isBegunInKiro(CheckItem item) {
        return isOfKiro
                && item.mark().of(text).equals("-")
                && KIRO_TASK.matcher(item.content().of(text)).lookingAt();
    }

    /** What was probably meant otherwise: unclosed fences and comments, headings hidden by HTML, near misses of boxes. */
    public List<DocumentFinding> findings() {
        return List.copyOf(blocks.findings);
    }

    /** Index from which on nothing can be inserted, since an unclosed fence or comment hides it; -1 if there is none. */
    int unclosed() {
        return blocks.unclosed;
    }

    Lines lines() {
        return lines;
    }

    public MarkdownEdit edit() {
        return new MarkdownEdit(this);
    }
}
