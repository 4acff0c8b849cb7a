package io.workfloworchestrator.specdriven.analysis;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Which open features touch the same. Requirements are compared by their words: two say the same from a likeness of {@value #ALIKE} on
 * (Jaccard). Only those are compared that share one of their rarest words, which every pair of that likeness does (prefix filtering,
 * Chaudhuri, Ganti and Kaushik, "A primitive operator for similarity joins", 2006). Immutable.
 */
final class Overlaps {
    static final double ALIKE = 0.7;
    private static final int FEWEST_WORDS = 3;

    private final Map<String, FeatureFiles> features = new TreeMap<>();
    private final Map<String, Integer> frequency = new HashMap<>();
    private final Map<String, List<Said>> byWord = new HashMap<>();
    private final Map<String, Set<String>> byFile = new HashMap<>();
    private final Map<String, Set<String>> byName = new HashMap<>();
    private final Map<String, List<Said>> said = new TreeMap<>();

    private record Said(String feature, ReadSpec.Statement requirement, String path, TextWords words) {}

    /** @param open the documents of all features that are not finished */
    Overlaps(Collection<FeatureFiles> open) {
        for (FeatureFiles files : open) {
            features.put(files.id(), files);
            List<Said> own = files.spec().living().stream()
                    .filter(Overlaps::isOwn)
                    .map(each -> new Said(files.id(), each, files.specPath(), TextWords.of(each.text())))
                    .filter(each -> each.words().words().size() >= FEWEST_WORDS)
                    .toList();
            said.put(files.id(), own);
            own.forEach(each -> each.words().words().forEach(word -> frequency.merge(word, 1, Integer::sum)));
            NamedCode named = named(files);
            named.files()
                    .forEach(file ->
                            byFile.computeIfAbsent(file, any -> new TreeSet<>()).add(files.id()));
            named.names()
                    .forEach(name ->
                            byName.computeIfAbsent(name, any -> new TreeSet<>()).add(files.id()));
        }
        said.values()
                .forEach(all -> all.forEach(each -> rarest(each.words())
                        .forEach(word -> byWord.computeIfAbsent(word, any -> new ArrayList<>())
                                .add(each))));
    }

    /** What the constitution asks of every feature is in every feature. */
    private static boolean isOwn(ReadSpec.Statement requirement) {
        String source = requirement.fields().find("source").orElse("Q-");
        return source.startsWith("Q-");
    }

    private static NamedCode named(FeatureFiles files) {
        List<NamedCode> all = Stream.concat(
                        files.spec().living().stream().map(each -> NamedCode.of(each.text(), each.fields())),
                        files.work().living().stream().map(task -> NamedCode.of(task.all(), task.fields())))
                .toList();
        Set<String> paths = new HashSet<>();
        Set<String> names = new HashSet<>();
        all.forEach(one -> {
            one.files().stream().filter(file -> file.contains("/")).forEach(paths::add);
            names.addAll(one.names());
        });
        return new NamedCode(paths, names, Set.of());
    }

    /** So many of the rarest words that two sentences which are alike enough have one of them in common. */
    private List<String> rarest(TextWords words) {
        int size = words.words().size();
        int enough = size - (int) Math.ceil(ALIKE * size) + 1;
        return words.words().stream()
                .sorted(Comparator.comparing((String word) -> frequency.getOrDefault(word, 0))
                        .thenComparing(word -> word))
                .limit(enough)
                .toList();
    }

    /** What a feature has in common with others, those that share most first. */
    List<Overlap> of(String feature) {
        Map<String, List<Overlap.SameRequirement>> same = new TreeMap<>();
        said.getOrDefault(feature, List.of()).forEach(each -> same(each, same));
        FeatureFiles files = features.get(feature);
        Map<String, List<String>> paths = new TreeMap<>();
        Map<String, List<String>> names = new TreeMap<>();
        if (files != null) {
            NamedCode named = named(files);
            common(feature, named.files(), byFile, paths);
            common(feature, named.names(), byName, names);
        }
        Set<String> others = new TreeSet<>(same.keySet());
        others.addAll(paths.keySet());
        others.addAll(names.keySet());
        return others.stream()
                .map(other -> new Overlap(
                        feature,
                        other,
                        same.getOrDefault(other, List.of()),
                        paths.getOrDefault(other, List.of()),
                        names.getOrDefault(other, List.of())))
                .sorted(Comparator.comparing(
                                (Overlap one) -> -one.requirements().size())
                        .thenComparing(one -> -one.files().size())
                        .thenComparing(Overlap::other))
                .toList();
    }

    private void same(Said each, Map<String, List<Overlap.SameRequirement>> same) {
        Set<Said> compared = new HashSet<>();
        for (String word : rarest(each.words())) {
            for (Said other : byWord.getOrDefault(word, List.of())) {
                boolean isNew = !other.feature().equals(each.feature()) && compared.add(other);
                double alike = isNew ? each.words().alike(other.words()) : 0;
                if (alike >= ALIKE) {
                    same.computeIfAbsent(other.feature(), any -> new ArrayList<>())
                            .add(pair(each, other, alike));
                }
            }
        }
    }

    private static Overlap.SameRequirement pair(Said each, Said other, double alike) {
        return new Overlap.SameRequirement(
                each.requirement().id(),
                each.path(),
                each.requirement().line(),
                other.requirement().id(),
                other.path(),
                other.requirement().line(),
                Math.round(alike * 100) / 100.0,
                each.requirement().text());
    }

    private static void common(
            String feature, Set<String> own, Map<String, Set<String>> known, Map<String, List<String>> common) {
        own.stream()
                .sorted()
                .forEach(one -> known.getOrDefault(one, Set.of()).stream()
                        .filter(other -> !other.equals(feature))
                        .forEach(other -> common.computeIfAbsent(other, any -> new ArrayList<>())
                                .add(one)));
    }

    /** The same as findings of the feature's own file. */
    List<Finding> findings(String feature) {
        List<Finding> all = new ArrayList<>();
        for (Overlap overlap : of(feature)) {
            boolean isAlike = !overlap.requirements().isEmpty();
            FeatureFiles files = features.get(feature);
            String path = files == null ? feature : files.specPath();
            int line = isAlike ? overlap.requirements().get(0).line() : 0;
            String about = isAlike ? overlap.requirements().get(0).id() : overlap.other();
            all.add(Finding.warning(
                    "overlap",
                    path,
                    line,
                    about,
                    overlap.sentence(),
                    "Look at " + overlap.other() + " before you go on."));
        }
        return all;
    }
}
