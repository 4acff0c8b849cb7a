package io.workfloworchestrator.documents;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a Markdown format owns of a file, and how it writes items.
 *
 * @param hasTexts whether the texts of sections are part of the value
 * @param lists the sections whose items are part of the value; only if {@code hasTexts}, else all sections
 * @param deepest the deepest level of a heading that begins a section
 * @param open the status of an empty box without a word
 * @param words further statuses, written as {@code (word)}
 * @param ticked those of them that mean done, too: their box is ticked
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
        Set<String> ticked,
        Set<String> hidden,
        boolean hasNeeds) {
    FormatOptions {
        lists = Set.copyOf(lists);
        words = List.copyOf(words);
        ticked = Set.copyOf(ticked);
        hidden = Set.copyOf(hidden);
    }

    boolean isTicked(String status) {
        return status.equals(done) || ticked.contains(status);
    }

    boolean hasItems(String section) {
        return !hasTexts || lists.contains(section);
    }

    String marks() {
        List<String> marks = new ArrayList<>(List.of("[ ] for " + open));
        if (!done.isEmpty()) {
            marks.add("[x] for " + done);
        }
        for (String word : words) {
            String mark = word.equals("doing")
                    ? "[/]"
                    : word.equals("dropped") ? "[-]" : (isTicked(word) ? "[x]" : "[ ]") + " and (" + word + ")";
            marks.add(mark + " for " + word);
        }
        String last = marks.remove(marks.size() - 1);
        return marks.isEmpty() ? last : String.join(", ", marks) + " or " + last;
    }
}
