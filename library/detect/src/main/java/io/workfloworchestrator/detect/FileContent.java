package io.workfloworchestrator.detect;

import io.workfloworchestrator.detect.FactDeclaration.Part;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the facts asked for of one file's content; the text itself is not kept.
 *
 * @param wanted what was asked for when it was read
 * @param fingerprint SHA-256 of the bytes; empty when they were not read
 * @param values by the keys of {@link Wanted}
 * @param lines by the place of a value, such as {@code frontMatter.fields.status}
 */
record FileContent(
        Wanted wanted,
        String fingerprint,
        Map<String, Object> values,
        Map<String, Integer> lines,
        List<ScanFinding> findings) {

    static final String LINES = "lines";
    static final String TEXT_SIZE = "textSize";
    static final String FRONT_MATTER = "frontMatter";
    static final String CHECKBOXES = "checkboxes";
    static final String HEADINGS = "headings";

    private static final String[] FRONT_MATTER_KEYS = {"present", "fields"};

    /** What is to be taken from a file. Words are counted together; pointers lead to JSON values. */
    record Wanted(Set<Part> parts, Set<List<String>> words, Set<String> pointers) {

        static Wanted of(Set<Part> parts, List<String> words) {
            return new Wanted(parts, words.isEmpty() ? Set.of() : Set.of(words), Set.of());
        }

        static Wanted json(String pointer) {
            return new Wanted(Set.of(), Set.of(), Set.of(pointer));
        }

        boolean needsContent() {
            return !words.isEmpty() || !pointers.isEmpty() || parts.size() > (parts.contains(Part.ATTRIBUTES) ? 1 : 0);
        }

        boolean covers(Wanted other) {
            return parts.containsAll(other.parts)
                    && words.containsAll(other.words)
                    && pointers.containsAll(other.pointers);
        }

        Wanted plus(Wanted other) {
            return new Wanted(union(parts, other.parts), union(words, other.words), union(pointers, other.pointers));
        }

        private static <T> Set<T> union(Set<T> one, Set<T> other) {
            Set<T> all = new HashSet<>(one);
            all.addAll(other);
            return Set.copyOf(all);
        }
    }

    static String mentions(List<String> words) {
        return "mentions " + words;
    }

    static String json(String pointer) {
        return "json " + pointer;
    }

    /** Content that was not or could not be read: empty values, and why. */
    static FileContent unread(Wanted wanted, String fingerprint, List<ScanFinding> findings) {
        return take("", wanted, fingerprint, "", new ArrayList<>(findings));
    }

    static FileContent of(String path, Wanted wanted, byte[] bytes) {
        String fingerprint = Fingerprints.of(bytes);
        try {
            return take(path, wanted, fingerprint, Texts.decode(bytes), new ArrayList<>());
        } catch (CharacterCodingException e) {
            return unread(
                    wanted,
                    fingerprint,
                    List.of(ScanFinding.of(
                            "E_FILE_TEXT", path, "is not UTF-8 text, and was not read. Save it as UTF-8.")));
        }
    }

    private static FileContent take(
            String path, Wanted wanted, String fingerprint, String text, List<ScanFinding> findings) {
        Map<String, Object> values = new HashMap<>();
        Map<String, Integer> places = new TreeMap<>();
        List<String> lines = Texts.lines(text);
        FrontMatterText.Found front = wanted.parts().isEmpty()
                ? FrontMatterText.Found.NONE
                : FrontMatterText.read(
                        path, lines, wanted.parts().contains(Part.FRONT_MATTER) ? findings : new ArrayList<>());
        if (wanted.parts().contains(Part.TEXT)) {
            values.put(
                    LINES,
                    text.isEmpty()
                            ? 0L
                            : lines.size() - (lines.get(lines.size() - 1).isEmpty() ? 1L : 0L));
            values.put(TEXT_SIZE, MarkdownText.size(lines, front.body(), lines.size()));
        }
        if (wanted.parts().contains(Part.FRONT_MATTER)) {
            values.put(FRONT_MATTER, Row.of(FRONT_MATTER_KEYS, new Object[] {front.present(), front.fields()}));
            front.lines().forEach((field, line) -> places.put(FRONT_MATTER + ".fields." + field, line));
        }
        if (wanted.parts().contains(Part.CHECKBOXES)) {
            values.put(CHECKBOXES, MarkdownText.checkboxes(path, lines, findings));
        }
        if (wanted.parts().contains(Part.HEADINGS)) {
            values.put(HEADINGS, MarkdownText.headings(path, lines, front.body(), findings));
        }
        for (List<String> words : wanted.words()) {
            values.put(
                    mentions(words),
                    lines.stream()
                            .filter(line -> words.stream().anyMatch(line::contains))
                            .count());
        }
        for (String pointer : wanted.pointers()) {
            values.put(json(pointer), json(path, text, pointer, findings));
        }
        return new FileContent(wanted, fingerprint, values, places, List.copyOf(findings));
    }

    private static JsonText.Found json(String path, String text, String pointer, List<ScanFinding> findings) {
        JsonText.Found nothing = new JsonText.Found(false, null, 0);
        if (path.isEmpty()) {
            return nothing;
        }
        try {
            return JsonText.read(text, pointer);
        } catch (JsonText.Bad e) {
            findings.add(ScanFinding.of(
                    e.code(),
                    path,
                    e.line(),
                    "is no JSON that can be read: " + e.getMessage() + ". Correct the file."));
            return nothing;
        }
    }

    @Nullable
    Object value(String key) {
        return values.get(key);
    }
}
