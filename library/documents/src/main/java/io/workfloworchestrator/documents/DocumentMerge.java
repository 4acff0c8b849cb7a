package io.workfloworchestrator.documents;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.json.JsonMerge;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Merges values of documents: field by field, and a text that both sides changed by its lines. */
public final class DocumentMerge {
    private DocumentMerge() {}

    /**
     * Merges the values that two sides made of {@code base}. As {@link JsonMerge#of}, but two changes of one text in different
     * lines are no conflict: of a section, of an item's details, of the text before the first section.
     */
    public static JsonMerge of(Json base, Json ours, Json theirs) {
        JsonMerge merge = JsonMerge.of(base, ours, theirs);
        Optional<Json> merged = merge.merged();
        List<String> conflicts = new ArrayList<>();
        for (String pointer : merge.conflicts()) {
            List<String> path = path(pointer);
            Optional<String> text = isText(path) ? text(path, base, ours, theirs) : Optional.empty();
            if (text.isPresent() && merged.isPresent()) {
                merged = Optional.of(merged.get().asObject().withAt(path, Json.of(text.get())));
            } else {
                conflicts.add(pointer);
            }
        }
        return new JsonMerge(merged, conflicts);
    }

    private static List<String> path(String pointer) {
        return Arrays.stream(pointer.substring(1).split("/", -1))
                .map(segment -> segment.replace("~1", "/").replace("~0", "~"))
                .toList();
    }

    private static boolean isText(List<String> path) {
        String last = path.get(path.size() - 1);
        return path.size() == 1 && last.equals(DocumentParts.TEXT)
                || path.size() == 3 && path.get(0).equals(DocumentParts.SECTIONS) && last.equals(DocumentParts.TEXT)
                || path.size() == 3 && path.get(0).equals(DocumentParts.ITEMS) && last.equals("details");
    }

    private static Optional<String> text(List<String> path, Json base, Json ours, Json theirs) {
        String[] place = path.toArray(new String[0]);
        Optional<String> mine = ours.at(place).flatMap(Json::asText);
        Optional<String> other = theirs.at(place).flatMap(Json::asText);
        if (mine.isEmpty() || other.isEmpty()) {
            return Optional.empty(); // one side removed it
        }
        TextMerge merge = TextMerge.of(base.at(place).flatMap(Json::asText).orElse(""), mine.get(), other.get());
        return merge.isClean() ? Optional.of(merge.merged()) : Optional.empty();
    }
}
