package io.workfloworchestrator.documents;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a Markdown format owns of a file, and how it writes items.
 *
 * @param hasTexts whether the texts of sections are part of the value
 * @param lists the sections whose items are part of the value; only if {@code hasTexts}, else all sections
 * @param deepest the deepest level of a heading that begins a section
 * @param prefix of the ids of new items
 * @param open the status of an empty box without a word
 * @param done the status of a ticked box
 * @param words further statuses, written as {@code (word)}
 * @param hidden fields of items that are kept in the value and are never written
 */
record FormatOptions(
        String name,
        boolean hasTexts,
        Set<String> lists,
        int deepest,
        String prefix,
        Pattern number,
        String open,
        String done,
        List<String> words,
        Set<String> hidden) {
    FormatOptions {
        lists = Set.copyOf(lists);
        words = List.copyOf(words);
        hidden = Set.copyOf(hidden);
    }

    /** Whether items of this section are part of the value. */
    boolean hasItems(String section) {
        return !hasTexts || lists.contains(section);
    }
}
