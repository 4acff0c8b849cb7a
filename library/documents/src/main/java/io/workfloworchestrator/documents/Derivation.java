package io.workfloworchestrator.documents;

import io.workfloworchestrator.files.Fingerprints;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a section was derived from: a link of the chain from a constitution to its tasks.
 *
 * <pre>{@code
 * Derivation plan = Derivation.of(Map.of("spec.md#goal", goal), derivedText);
 * Derivation.affected(Map.of("plan.md#approach", plan), textsNow);      // stale if the goal changed since
 * plan.again(textNow, newlyDerivedText);                                 // keeps what a person changed by hand
 * }</pre>
 *
 * @param sources names and fingerprints of the texts, sorted by name
 * @param derived the section's text as it was derived, the base for keeping a person's changes
 */
public record Derivation(List<Source> sources, String derived) {
    public Derivation {
        sources = sources.stream().sorted(Comparator.comparing(Source::name)).toList();
    }

    /**
     * A text that something was derived from.
     *
     * @param name such as {@code spec.md#goal}, unique in a project
     * @param fingerprint as {@link Derivation#fingerprint} gives it
     */
    public record Source(String name, String fingerprint) {}

    /**
     * A section that is stale.
     *
     * @param reasons at least one, sorted by source
     */
    public record Affected(String section, List<Reason> reasons) {
        public Affected {
            reasons = List.copyOf(reasons);
        }
    }

    /** Why a section is stale: a source, and what became of it. */
    public record Reason(String source, Change change) {}

    /** What became of a source. */
    public enum Change {
        /** Its text is another than the section was derived from. */
        CHANGED,
        MISSING,
        /** Its text is the same, but it is itself a section that is stale. */
        STALE
    }

    /** A section derived from these texts, by their names. */
    public static Derivation of(Map<String, String> sources, String derived) {
        List<Source> all = new ArrayList<>();
        sources.forEach((name, text) -> all.add(new Source(name, fingerprint(text))));
        return new Derivation(all, derived);
    }

    /**
     * SHA-256, as 64 hexadecimal digits, of a text in normal form: composed characters (NFC), lines that end with LF, no blanks at
     * the ends of lines, no empty lines at both ends. What an editor changes when it saves makes nothing stale.
     */
    public static String fingerprint(String text) {
        String normal = Normalizer.normalize(text, Normalizer.Form.NFC)
                .replaceAll("\\r\\n|\\r", "\n")
                .replaceAll("[ \\t]++(?=\\n|\\z)", "")
                .replaceAll("\\A\\n+|\\n+\\z", "");
        return Fingerprints.of(normal.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * The sections that are stale, sorted by name, and no others.
     *
     * @param sections what each section was derived from
     * @param texts the texts as they are now, by name; a source that is not among them is missing
     */
    public static List<Affected> affected(Map<String, Derivation> sections, Map<String, String> texts) {
        Map<String, List<Reason>> reasons = reasons(sections, texts);
        spread(sections, reasons);
        return affected(reasons);
    }

    /** As {@link #affected(Map, Map)}, where each section is judged by its own sources alone: what is stale makes nothing else stale. */
    public static List<Affected> affectedAlone(Map<String, Derivation> sections, Map<String, String> texts) {
        return affected(reasons(sections, texts));
    }

    private static Map<String, List<Reason>> reasons(Map<String, Derivation> sections, Map<String, String> texts) {
        Map<String, String> fingerprints = new HashMap<>();
        Map<String, List<Reason>> reasons = new TreeMap<>();
        sections.forEach((section, derivation) -> {
            for (Source source : derivation.sources) {
                String text = texts.get(source.name());
                if (text == null) {
                    add(reasons, section, new Reason(source.name(), Change.MISSING));
                } else if (!fingerprints
                        .computeIfAbsent(source.name(), any -> fingerprint(text))
                        .equals(source.fingerprint())) {
                    add(reasons, section, new Reason(source.name(), Change.CHANGED));
                }
            }
        });
        return reasons;
    }

    private static List<Affected> affected(Map<String, List<Reason>> reasons) {
        List<Affected> affected = new ArrayList<>();
        reasons.forEach((section, why) -> {
            why.sort(Comparator.comparing(Reason::source));
            affected.add(new Affected(section, why));
        });
        return affected;
    }

    private static void add(Map<String, List<Reason>> reasons, String section, Reason reason) {
        reasons.computeIfAbsent(section, any -> new ArrayList<>()).add(reason);
    }

    /** Marks what was derived from stale sections, until nothing is new; a circle of sections ends too. */
    private static void spread(Map<String, Derivation> sections, Map<String, List<Reason>> reasons) {
        Set<String> fresh = new HashSet<>(reasons.keySet());
        while (!fresh.isEmpty()) {
            Set<String> next = new HashSet<>();
            for (Map.Entry<String, Derivation> section : new TreeMap<>(sections).entrySet()) {
                for (Source source : section.getValue().sources) {
                    boolean isNamed = reasons.getOrDefault(section.getKey(), List.of()).stream()
                            .anyMatch(reason -> reason.source().equals(source.name()));
                    if (fresh.contains(source.name()) && !isNamed) {
                        if (!reasons.containsKey(section.getKey())) {
                            next.add(section.getKey());
                        }
                        add(reasons, section.getKey(), new Reason(source.name(), Change.STALE));
                    }
                }
            }
            fresh = next;
        }
    }

    /**
     * Derives again: what a person changed in the section since is kept; where the new text differs in the same lines, the
     * person's lines stay and the conflict is named.
     *
     * @param now the section's text as it is
     * @param derivedAgain what would be derived today
     */
    public TextMerge again(String now, String derivedAgain) {
        return TextMerge.of(derived, now, derivedAgain);
    }
}
