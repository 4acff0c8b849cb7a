package io.workfloworchestrator.documents;

import java.util.List;

/**
 * A part of a document under a heading.
 *
 * @param title the heading's text as it stands in the file, without marks
 * @param path the titles of the headings above, the outermost first, and this one's
 * @param heading the heading's lines, with their ends
 * @param titleSpan where the title stands in the heading; for a title of several lines all of them
 * @param body what follows, to the next heading, with the ends of its lines
 */
public record Section(int level, String title, List<String> path, Span heading, Span titleSpan, Span body) {
    public Section {
        path = List.copyOf(path);
    }
}
