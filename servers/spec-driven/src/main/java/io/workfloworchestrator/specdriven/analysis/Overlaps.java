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
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Which open features touch the same: requirements that say nearly the same, files, and names of code. Immutable. */
final class Overlaps {
    static final double ALIKE = LikeSentences.ALIKE;
    private static final int FEWEST_WORDS = 3;
    /** A document in a feature's own folder: two features that name it mean two files. */
    private static final Pattern OWN_DOCUMENT = Pattern.compile("(?:contracts|checklists)/[^/]+\\.md");

    private final Map<String, FeatureFiles> features = new TreeMap<>();
    private final Map<String, NamedCode> named = new HashMap<>();
    private final Map<String, Set<String>> byFile = new HashMap<>();
    private final Map<String, Set<String>> byName = new HashMap<>();
    private final List<Said> said = new ArrayList<>();
    private final Map<String, List<Integer>> saidBy = new HashMap<>();
    private final LikeSentences sentences;

    private record Said(String feature, ReadSpec.Statement requirement, String path) {}

    /** @param open the documents of all features that are not finished */
    Overlaps(Collection<FeatureFiles> open) {
        open.forEach(files -> features.put(files.id(), files));
        List<TextWords> words = new ArrayList<>();
        features.forEach((id, files) -> {
            files.spec().living().forEach(each -> {
                TextWords own = TextWords.of(each.text());
                // What the constitution asks of every feature is in every feature.
                boolean isOwn = each.fields().find("source").orElse("Q-").startsWith("Q-");
                if (isOwn && own.words().size() >= FEWEST_WORDS) {
                    saidBy.computeIfAbsent(id, any -> new ArrayList<>()).add(said.size());
                    said.add(new Said(id, each, files.specPath()));
                    words.add(own);
                }
            });
            NamedCode code = named(files);
            named.put(id, code);
            code.files()
                    .forEach(file ->
                            byFile.computeIfAbsent(file, any -> new TreeSet<>()).add(id));
            code.names()
                    .forEach(name ->
                            byName.computeIfAbsent(name, any -> new TreeSet<>()).add(id));
        });
        this.sentences = new LikeSentences(words);
    }

    private static NamedCode named(FeatureFiles files) {
        List<NamedCode> all = Stream.concat(
                        files.spec().living().stream().map(each -> NamedCode.of(each.text(), each.fields())),
                        files.work().living().stream().map(task -> NamedCode.of(task.all(), task.fields())))
                .toList();
        Set<String> paths = new HashSet<>();
        Set<String> names = new HashSet<>();
        all.forEach(one -> {
            one.files().stream()
                    .filter(file -> file.contains("/"))
                    .map(file -> OWN_DOCUMENT.matcher(file).matches() ? files.folder() + "/" + file : file)
                    .forEach(paths::add);
            names.addAll(one.names());
        });
        return new NamedCode(paths, names, Set.of());
    }

    /** What a feature has in common with others, those that share most first. */
    List<Overlap> of(String feature) {
        Map<String, List<Overlap.SameRequirement>> same = new TreeMap<>();
        saidBy.getOrDefault(feature, List.of()).forEach(each -> same(each, same));
        NamedCode code = named.get(feature);
        Map<String, List<String>> paths = new TreeMap<>();
        Map<String, List<String>> names = new TreeMap<>();
        if (code != null) {
            common(feature, code.files(), byFile, paths);
            common(feature, code.names(), byName, names);
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

    private void same(int place, Map<String, List<Overlap.SameRequirement>> same) {
        Said each = said.get(place);
        for (LikeSentences.Like like : sentences.like(place)) {
            Said other = said.get(like.sentence());
            if (!other.feature().equals(each.feature())) {
                same.computeIfAbsent(other.feature(), any -> new ArrayList<>()).add(pair(each, other, like.alike()));
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
            all.add(Finding.at(path, line, about)
                    .warning("overlap", overlap.sentence(), "Look at " + overlap.other() + " before you go on."));
        }
        return all;
    }
}
