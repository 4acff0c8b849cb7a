package io.workfloworchestrator.documents;

/**
 * A part of a document's text.
 *
 * @param start index of the first {@code char}
 * @param end index behind the last {@code char}
 */
public record Span(int start, int end) {
    public Span {
        if (start < 0 || end < start) {
            throw new IllegalArgumentException("no span: " + start + " to " + end);
        }
    }

    /** The characters of this part. */
    public String of(String text) {
        return text.substring(start, end);
    }
}
