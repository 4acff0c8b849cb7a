package io.workfloworchestrator.documents;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.json.JsonMerge;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A three-way merge of a Markdown file that needs no definition: by lines, and where both sides changed the same lines, by
 * structure. Two fields of the front matter that stand below each other, or two new lines at the end of a list, are no conflict.
 *
 * <p>What the structure does not own, such as a remark between items, is never decided by it: if a clash of lines leaves more
 * than one text for it, that is a conflict too.
 *
 * @param merged the file; ours stays where both changed the same place
 * @param conflicts where they did, as JSON pointers into a {@link MarkdownFormat}'s value, or "the text between" for what stands
 *     between; empty if the merge is clean
 * @param other the {@code uid} in the front matter of theirs, if the two sides are different documents; then {@code merged} is
 *     ours as it is
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
public record MarkdownMerge(byte[] merged, List<String> conflicts, Optional<String> other) {
    private static final String TEXT = "the text between";

    private static final String UID = "uid";
    private static final MarkdownFormat DOCUMENT = MarkdownFormat.document().build();
    private static final MarkdownFormat CHECKLIST = MarkdownFormat.checklist().build();

    public MarkdownMerge {
        conflicts = List.copyOf(conflicts);
    }

    public boolean isClean() {
        return conflicts.isEmpty();
    }

    /**
     * Merges what two sides made of {@code base}, which is empty if both added the file.
     *
     * @throws DocumentException if a side cannot be read, or the merged file cannot be written
     */
    public static MarkdownMerge of(byte[] base, byte[] ours, byte[] theirs) {
        for (byte[] one : List.of(base, ours, theirs)) {
            Markdown unused = Markdown.read(one);
        }
        TextMerge lines = TextMerge.of(text(base), text(ours), text(theirs));
        if (lines.isClean()) {
            return new MarkdownMerge(bytes(lines.merged()), List.of(), Optional.empty());
        }
        Optional<String> mine = uid(ours);
        Optional<String> other = uid(theirs);
        if (mine.isPresent() && other.isPresent() && !mine.equals(other)) {
            return new MarkdownMerge(ours, List.of(), other);
        }
        String withTheirs = TextMerge.of(text(base), text(theirs), text(ours)).merged();
        return byStructure(base, ours, theirs, bytes(lines.merged()), bytes(withTheirs));
    }

    /** Both texts have everything of both sides but the lines that clash, of which each has those of one side. */
    private static MarkdownMerge byStructure(
            byte[] base, byte[] ours, byte[] theirs, byte[] withOurs, byte[] withTheirs) {
        MarkdownFormat format = isList(ours) && isList(theirs) ? CHECKLIST : DOCUMENT;
        Json before = format.read(base, Optional.empty()).value();
        Json mine = format.read(ours, Optional.of(before)).value();
        Json other = format.read(theirs, Optional.of(before)).value();
        JsonMerge merge = format.merge(before, mine, other);
        Json both = merge.merged().orElse(mine);
        byte[] merged = format.render(both, Optional.of(withOurs));
        if (!merge.isClean()) {
            return new MarkdownMerge(merged, merge.conflicts(), Optional.empty());
        }
        boolean isAll = Arrays.equals(merged, format.render(both, Optional.of(withTheirs)));
        return new MarkdownMerge(merged, isAll ? List.of() : List.of(TEXT), Optional.empty());
    }

    private static Optional<String> uid(byte[] file) {
        return DOCUMENT.read(file, Optional.empty())
                .value()
                .at(DocumentParts.FIELDS, UID)
                .flatMap(Json::asText);
    }

    private static boolean isList(byte[] file) {
        return uid(file).isEmpty()
                && CHECKLIST
                        .read(file, Optional.empty())
                        .value()
                        .at(DocumentParts.ITEMS)
                        .isPresent();
    }

    private static String text(byte[] file) {
        return new String(file, StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
