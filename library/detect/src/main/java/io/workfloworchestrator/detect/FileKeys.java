package io.workfloworchestrator.detect;

import io.workfloworchestrator.detect.FactDeclaration.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The keys of the map that says what is known of a file, in their order. */
final class FileKeys {
    private FileKeys() {}

    /** @param single whether it is the file of {@code OneFile}, which may be absent, or one of many that match */
    static String[] of(Set<Part> parts, List<String> words, boolean single) {
        List<String> keys = new ArrayList<>(List.of("path", "name", single ? "exists" : "match"));
        if (parts.contains(Part.ATTRIBUTES)) {
            keys.addAll(List.of("size", "modified"));
        }
        if (parts.contains(Part.TEXT)) {
            keys.addAll(List.of("fingerprint", "lines", "textSize"));
        }
        if (!words.isEmpty()) {
            keys.add("mentions");
        }
        if (parts.contains(Part.FRONT_MATTER)) {
            keys.add("frontMatter");
        }
        if (parts.contains(Part.CHECKBOXES)) {
            keys.add("checkboxes");
        }
        if (parts.contains(Part.HEADINGS)) {
            keys.add("headings");
        }
        return keys.toArray(new String[0]);
    }
}
