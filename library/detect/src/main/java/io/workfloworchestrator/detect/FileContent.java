package io.workfloworchestrator.detect;

import io.workfloworchestrator.detect.FactDeclaration.Part;
import io.workfloworchestrator.files.Fingerprints;
import io.workfloworchestrator.files.Texts;
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
 * The parts of one file's content that facts asked for; the text itself is not kept.
 *
 * @param fingerprint SHA-256 of the bytes; empty if they were not read
 * @param values by the keys of {@link Wanted}
 * @param findings by the same keys; under "" those of the file as a whole
 * @param lines by the place of a value, such as {@code frontMatter.fields.status}
 */
record FileContent(
        Wanted wanted,
        String fingerprint,
        Map<String, Object> values,
        Map<String, Integer> lines,
        Map<String, List<ScanFinding>> findings) {
    static final String LINES = "lines";
    static final String TEXT_SIZE = "textSize";
    static final String FRONT_MATTER = "frontMatter";
    static final String CHECKBOXES = "checkboxes";
    static final String HEADINGS = "headings";

    private static final String[] FRONT_MATTER_KEYS = {"present", "fields"};

    /** The parts that a fact wants of a file. Words of one list are counted together; pointers lead to JSON values. */
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

        List<String> keys() {
            List<String> keys = new ArrayList<>();
            for (Part part : List.of(Part.FRONT_MATTER, Part.CHECKBOXES, Part.HEADINGS)) {
                if (parts.contains(part)) {
                    keys.addAll(part.keys);
                }
            }
            pointers.forEach(pointer -> keys.add(FileContent.json(pointer)));
            return keys;
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

    List<ScanFinding> findings(Wanted asked) {
        List<ScanFinding> all = new ArrayList<>(findings.getOrDefault("", List.of()));
        asked.keys().forEach(key -> all.addAll(findings.getOrDefault(key, List.of())));
        return all;
    }

    /** Content that was not read: empty values, and the reasons. */
    static FileContent unread(Wanted wanted, String fingerprint, List<ScanFinding> findings) {
        FileContent empty = take("", wanted, fingerprint, "");
        return new FileContent(wanted, fingerprint, empty.values(), empty.lines(), Map.of("", findings));
    }

    static FileContent of(String path, Wanted wanted, byte[] bytes) {
        String fingerprint = Fingerprints.of(bytes);
        try {
            return take(path, wanted, fingerprint, Texts.decode(bytes));
        } catch (CharacterCodingException e) {
            String what = "is not UTF-8 text, and was not read. Save it as UTF-8.";
            return unread(wanted, fingerprint, List.of(ScanFinding.of("E_FILE_TEXT", path, what)));
        }
    }

    private static FileContent take(String path, Wanted wanted, String fingerprint, String text) {
        Map<String, Object> values = new HashMap<>();
        Map<String, Integer> places = new TreeMap<>();
        Map<String, List<ScanFinding>> findings = new HashMap<>();
        List<String> lines = Texts.lines(text);
        List<ScanFinding> ofFront = new ArrayList<>();
        FrontMatterText.Found front =
                wanted.parts().isEmpty() ? FrontMatterText.Found.NONE : FrontMatterText.read(path, lines, ofFront);
        if (wanted.parts().contains(Part.TEXT)) {
            int last = lines.size() - 1;
            values.put(LINES, (long) (lines.get(last).isEmpty() ? last : lines.size()));
            values.put(TEXT_SIZE, MarkdownText.size(lines, front.body(), lines.size()));
        }
        if (wanted.parts().contains(Part.FRONT_MATTER)) {
            values.put(FRONT_MATTER, Row.of(FRONT_MATTER_KEYS, new Object[] {front.present(), front.fields()}));
            front.lines().forEach((field, line) -> places.put(FRONT_MATTER + ".fields." + field, line));
            findings.put(FRONT_MATTER, List.copyOf(ofFront));
        }
        if (wanted.parts().contains(Part.CHECKBOXES)) {
            List<ScanFinding> odd = new ArrayList<>();
            values.put(CHECKBOXES, MarkdownText.checkboxes(path, lines, front.body(), odd));
            findings.put(CHECKBOXES, odd);
        }
        if (wanted.parts().contains(Part.HEADINGS)) {
            List<ScanFinding> odd = new ArrayList<>();
            values.put(HEADINGS, MarkdownText.headings(path, lines, front.body(), odd));
            findings.put(HEADINGS, odd);
        }
        for (List<String> words : wanted.words()) {
            long mentions = lines.stream()
                    .filter(line -> words.stream().anyMatch(line::contains))
                    .count();
            values.put(mentions(words), mentions);
        }
        for (String pointer : wanted.pointers()) {
            List<ScanFinding> odd = new ArrayList<>();
            values.put(json(pointer), json(path, text, pointer, odd));
            findings.put(json(pointer), odd);
        }
        return new FileContent(wanted, fingerprint, values, places, findings);
    }

    /** An estimate of the bytes of memory that it takes. */
    long weight() {
        long weight = 500; // the maps, and the fingerprint
        for (Object value : values.values()) {
            weight += weight(value);
        }
        for (String place : lines.keySet()) {
            weight += 64 + weight(place);
        }
        for (List<ScanFinding> some : findings.values()) {
            for (ScanFinding finding : some) {
                weight += 64 + weight(finding.path()) + weight(finding.message());
            }
        }
        return weight;
    }

    private static long weight(@Nullable Object value) {
        long weight = value == null || value instanceof Boolean ? 0 : 32;
        if (value instanceof String text) {
            weight = 48 + 2L * text.length();
        } else if (value instanceof List<?> list) {
            for (Object element : list) {
                weight += 8 + weight(element);
            }
        } else if (value instanceof Map<?, ?> map) {
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                weight += 100 + weight(entry.getValue()); // a key may be a text of its own
            }
        } else if (value instanceof JsonText.Found found) {
            weight += weight(found.value());
        }
        return weight;
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
