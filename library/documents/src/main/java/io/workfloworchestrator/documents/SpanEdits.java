package io.workfloworchestrator.documents;

import java.util.ArrayList;
import java.util.List;

/** Replacements in one text as it was; insertions at the same place keep their order. Not thread-safe. */
final class SpanEdits {
    private record Edit(int start, int end, String text) {}

    private final String text;
    private final String ending;
    private final List<Edit> edits = new ArrayList<>();

    SpanEdits(String text, String ending) {
        this.text = text;
        this.ending = ending;
    }

    boolean isEmpty() {
        return edits.isEmpty();
    }

    /** Replaces a part; line feeds in the new text become the document's own. */
    void replace(Span span, String by) {
        String written = ending.equals("\n") ? by : by.replace("\n", ending);
        if (!span.of(text).equals(written)) {
            edits.add(new Edit(span.start(), span.end(), written));
        }
    }

    void insert(int at, String added) {
        replace(new Span(at, at), added);
    }

    /** Inserts whole lines at the start of a line or at the end of the text, which may have no final line feed. */
    void insertLines(int at, String added) {
        boolean open = at > 0 && at == text.length() && !isEnding(text.charAt(at - 1));
        if (open) {
            insert(at, "\n" + (added.endsWith("\n") ? added.substring(0, added.length() - 1) : added));
        } else {
            insert(at, added);
        }
    }

    void delete(Span span) {
        if (span.end() > span.start()) {
            edits.add(new Edit(span.start(), span.end(), ""));
        }
    }

    private static boolean isEnding(char c) {
        return c == '\n' || c == '\r';
    }

    /**
     * The text with all edits.
     *
     * @throws DocumentException E_DOCUMENT_EDIT if two edits touch the same characters
     */
    String apply() {
        edits.sort((a, b) -> a.start() != b.start() ? Integer.compare(a.start(), b.start()) : insertsFirst(a, b));
        StringBuilder out = new StringBuilder(text.length() + 64);
        int at = 0;
        for (Edit edit : edits) {
            if (edit.start() < at) {
                throw new DocumentException(
                        "E_DOCUMENT_EDIT",
                        "Two changes touch the same characters of the document. Make them one after the other.");
            }
            out.append(text, at, edit.start()).append(edit.text());
            at = edit.end();
        }
        return out.append(text, at, text.length()).toString();
    }

    private static int insertsFirst(Edit a, Edit b) {
        return Boolean.compare(a.end() > a.start(), b.end() > b.start());
    }
}
