package io.workfloworchestrator.documents;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.json.JsonDiff;
import io.workfloworchestrator.json.JsonMerge;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Markdown as a format of a value: {@code checklist} for a file of many items, {@code document} for a file of texts.
 *
 * <pre>{@code
 * DocumentFormat plan = MarkdownFormat.checklist().prefix("t").build();
 * byte[] file = plan.render(value, Optional.of(bytes));
 * }</pre>
 *
 * <p>The value, in which everything but the items' text and status and the sections' title and level may be absent:
 *
 * <pre>
 * {
 *   "fields": {"id": "G-07", "status": "active"},         the front matter
 *   "title": "Invoices as PDF",                           the first heading, if it has level 1
 *   "text": "…",                                          document only: what stands before the first section
 *   "sections": {"why": {"title": "Why", "level": 2, "order": 1, "text": "…"}},     text: document only
 *   "items": {"t-7f3a9c": {"text": "Choose the library", "status": "done", "number": "T001", "needs": ["t-11c0de"],
 *              "owner": "ana", "due": "2026-08-20", "doneOn": "2026-08-01", "details": "…",
 *              "section": "phase-1", "parent": "t-22b1ef", "order": 1, …}}
 * }
 * </pre>
 *
 * <p>{@code checklist} owns the items of the whole file; texts between them are a person's. {@code document} owns the text of each
 * section, in which deeper headings and boxes are text; sections that {@link Builder#list} names are lists of items instead. An
 * empty text or object is the same as an absent one. Ids of new sections are made of their titles, and those of new items of their
 * texts, so that two clones that read the same file agree; ids of sections stay in the value and are never written. {@code order}
 * is a decimal number: siblings stand in its order, and an insertion changes no other number.
 *
 * <p>An item's id stands at the end of its line, unless the file has items and none of them an id: then it gets none, and items
 * are recognised by likeness. A line that nobody changes is never rewritten, not even to add an id.
 *
 * <p>Immutable and thread-safe.
 */
public final class MarkdownFormat implements DocumentFormat {
    private final FormatOptions options;

    private MarkdownFormat(FormatOptions options) {
        this.options = options;
    }

    /** A format for a file with many items, such as {@code tasks.md}, {@code ideas.md} or {@code ROADMAP.md}. */
    public static Builder checklist() {
        return new Builder("checklist", false, 6);
    }

    /** A format for a file with texts under headings, such as {@code goal.md} or {@code spec.md}. */
    public static Builder document() {
        return new Builder("document", true, 2);
    }

    /** Builds a format. Not thread-safe. */
    public static final class Builder {
        private final String name;
        private final boolean hasTexts;
        private final Set<String> lists = new LinkedHashSet<>();
        private int deepest;
        private String prefix = "i";
        private Pattern number = ItemLine.DEFAULT_NUMBER;
        private String open = "open";
        private String done = "done";
        private List<String> words = List.of("doing", "failed", "dropped");
        private Set<String> ticked = Set.of();
        private final Set<String> hidden = new LinkedHashSet<>();
        private boolean hasNeeds = true;

        private Builder(String name, boolean hasTexts, int deepest) {
            this.name = name;
            this.hasTexts = hasTexts;
            this.deepest = deepest;
        }

        /** The deepest level of headings that begin a section, 1 to 6; for a checklist 6 unless set, for a document 2. */
        public Builder deepest(int level) {
            if (level < 1 || level > 6) {
                throw new IllegalArgumentException("a heading has level 1 to 6, not " + level);
            }
            this.deepest = level;
            return this;
        }

        /** In a document, a section whose value is its items; what else stands in it is a person's. */
        public Builder list(String section) {
            lists.add(section);
            return this;
        }

        /** What the ids of new items begin with: lower-case letters, such as {@code t}. */
        public Builder prefix(String prefix) {
            if (!prefix.matches("[a-z]{1,16}")) {
                throw new IllegalArgumentException("a prefix has 1 to 16 lower-case letters, not \"" + prefix + "\"");
            }
            this.prefix = prefix;
            return this;
        }

        /**
         * What a number in front of an item's text looks like. Anything else stays part of the text.
         *
         * @param number a pattern without groups that ends at the end of a word, such as {@code T\d{3}}
         */
        public Builder number(Pattern number) {
            this.number = number;
            return this;
        }

        /**
         * The statuses. The box says the first two; the others are words such as {@code (failed)}. A person's mark {@code /} is
         * {@code doing} and {@code -} is {@code dropped}, if these are among the words.
         */
        public Builder statuses(String open, String done, List<String> words) {
            for (String word : words) {
                if (!word.matches("[\\p{L}][\\p{L}\\p{N}_-]{0,40}")) {
                    throw new IllegalArgumentException("a status is one word, not \"" + word + "\"");
                }
            }
            this.open = open;
            this.done = done;
            this.words = List.copyOf(words);
            return this;
        }

        /** Which of the words mean done, too, such as one for what was proved: their box is ticked, and read with either box. */
        public Builder ticked(Set<String> statuses) {
            this.ticked = Set.copyOf(statuses);
            return this;
        }

        /** A field of items that stays in the value and is never written, such as their evidence. */
        public Builder hidden(String field) {
            hidden.add(field);
            return this;
        }

        /** Items need nothing: what a line says of needs stays there, and is named as a finding. */
        public Builder withoutNeeds() {
            hasNeeds = false;
            return this;
        }

        public MarkdownFormat build() {
            return new MarkdownFormat(new FormatOptions(
                    name, hasTexts, lists, deepest, prefix, number, open, done, words, ticked, hidden, hasNeeds));
        }
    }

    @Override
    public String name() {
        return options.name();
    }

    @Override
    public String extension() {
        return ".md";
    }

    String open() {
        return options.open();
    }

    /** Two changes of one text in different lines are both taken; see {@link DocumentMerge}. */
    @Override
    public JsonMerge merge(Json base, Json ours, Json theirs) {
        return DocumentMerge.of(base, ours, theirs);
    }

    /** The ids of the items of a value, in the order of their lines. */
    public static List<String> itemsInOrder(Json.Obj value) {
        return DocumentParts.itemsInOrder(value).stream().map(Map.Entry::getKey).toList();
    }

    @Override
    public Content read(byte[] bytes, Optional<Json> last) {
        DocumentParts.Parts parts = DocumentReader.read(options, Markdown.read(bytes), last.orElse(Json.Obj.EMPTY));
        return new Content(parts.value(), parts.findings());
    }

    /**
     * {@inheritDoc}
     *
     * @throws DocumentException E_DOCUMENT_VALUE if the value has another shape than this class describes; E_MARKDOWN_OPEN if
     *     an unclosed fence or comment would hide what is added; E_DOCUMENT_WRITE if the file would not say the value, in which
     *     case nothing may be written; as {@link Markdown#read} if the existing file cannot be read
     */
    @Override
    public byte[] render(Json value, Optional<byte[]> existing) {
        return rendered(value, existing).bytes();
    }

    /** As {@link #render}, for whoever writes the next value over this one. Throws as {@link #render}. */
    public RenderedDocument rendered(Json value, Optional<byte[]> existing) {
        DocumentWriter.check(value, options);
        Json.Obj wanted = plain(value.asObject());
        Markdown document = Markdown.read(existing.orElse(new byte[0]));
        DocumentParts.Parts parts = DocumentReader.read(options, document, wanted);
        if (existing.isPresent() && parts.value().equals(wanted)) {
            return RenderedDocument.of(this, value.asObject(), parts);
        }
        boolean hasIds = parts.items().isEmpty()
                || parts.items().stream().anyMatch(item -> item.line().hasId());
        DocumentParts.Parts said = DocumentWriter.write(options, wanted, parts, true, hasIds);
        if (!said.value().equals(wanted)) {
            // A text forges structure in a way that the first try did not see: now nothing in texts stays verbatim.
            said = DocumentWriter.write(options, wanted, parts, false, true);
        }
        if (!said.value().equals(wanted)) {
            throw unwritable(wanted, said.value());
        }
        return RenderedDocument.of(this, value.asObject(), said);
    }

    private static DocumentException unwritable(Json wanted, Json said) {
        JsonDiff first =
                JsonDiff.between(Optional.of(wanted), Optional.of(said)).get(0);
        return new DocumentException(
                "E_DOCUMENT_WRITE",
                "The file cannot be changed so that it says " + first.path()
                        + " exactly, since what a person wrote around it takes it for something else. Nothing was written."
                        + " Move or mend the part of the file, or change the value.");
    }

    /** The value without empty texts and objects. */
    private static Json.Obj plain(Json.Obj value) {
        Json.Obj plain = value;
        for (String part : List.of(DocumentParts.FIELDS, DocumentParts.SECTIONS, DocumentParts.ITEMS)) {
            Json.Obj object = DocumentParts.part(value, part);
            if (object.size() == 0) {
                plain = plain.without(part);
            } else if (!part.equals(DocumentParts.FIELDS)) {
                Map<String, Json> cleaned = new TreeMap<>();
                object.forEach((id, below) -> cleaned.put(id, withoutEmpty(below.asObject(), part)));
                plain = plain.with(part, Json.object(cleaned));
            }
        }
        return value.text(DocumentParts.TEXT).filter(String::isEmpty).isPresent()
                ? plain.without(DocumentParts.TEXT)
                : plain;
    }

    private static Json.Obj withoutEmpty(Json.Obj part, String kind) {
        List<String> texts = kind.equals(DocumentParts.SECTIONS)
                ? List.of(DocumentParts.TEXT)
                : List.of("section", "parent", "details");
        Json.Obj plain = part;
        for (String text : texts) {
            plain = part.text(text).filter(String::isEmpty).isPresent() ? plain.without(text) : plain;
        }
        return plain;
    }
}
