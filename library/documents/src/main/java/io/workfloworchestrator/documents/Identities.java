package io.workfloworchestrator.documents;

import io.workfloworchestrator.files.Fingerprints;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Finds for each part of a file, an item or a section, which part of the last value it is.
 *
 * <p>An id in the text decides; if several lines have the same one, the most similar line keeps it. Otherwise, in this order:
 * the same place and text, the same text, the same letters, and a likeness of at least 0.7, with a bonus for the same place and
 * the same neighbour. In a file without ids, a part that is alone between two known neighbours is the one that was there alone;
 * this is a guess and is reported. Visible numbers do not say which item a line is: after an insertion they mean something else. But a
 * line with a number that no item has is not one of them reworded; only the same text makes it one.
 */
final class Identities {
    private static final long MOST_PAIRS = 400_000;
    private static final double SAME_PLACE = 0.05;
    private static final double SAME_NEIGHBOUR = 0.1;

    /**
     * A part as far as its identity goes.
     *
     * @param id null if the text has none
     * @param place the section of an item, the path of a section
     * @param text the text of an item, the title of a section
     * @param body what stands below a section's title; empty for an item
     * @param number the visible number of an item; empty if it has none
     */
    record Part(@Nullable String id, String place, String text, String body, String number) {
        String whole() {
            return body.isEmpty() ? text : text + " " + body;
        }
    }

    private final List<Part> parts;
    private final List<Part> known;
    private final @Nullable String[] ids;
    private final int[] match;
    private final boolean[] taken;
    private final Set<String> numbers;
    /** Places in the file of parts that were recognised by their neighbours alone. */
    final List<Integer> guessed = new ArrayList<>();
    /** Places in the file of parts whose id another part has too. */
    final List<Integer> copies = new ArrayList<>();

    private Identities(List<Part> parts, List<Part> known) {
        this.parts = parts;
        this.known = known;
        this.ids = new String[parts.size()];
        this.match = new int[parts.size()];
        this.taken = new boolean[known.size()];
        this.numbers = known.stream().map(Part::number).collect(Collectors.toSet());
        Arrays.fill(match, -1);
    }

    /** Whether a part may be one of the last value whose words were changed. */
    private boolean mayBeReworded(int part) {
        return ids[part] == null
                && (parts.get(part).number().isEmpty()
                        || numbers.contains(parts.get(part).number()));
    }

    /** Matches sections of a file with those of the last value: path and body, path, body, title, likeness. */
    static Identities ofSections(List<Part> parts, List<Part> known) {
        Identities identities = new Identities(parts, known);
        // An empty body tells nothing: of two empty sections with one title, the first is the first.
        identities.byKey(part -> part.body().isEmpty() ? "" : part.place() + "\n" + part.body());
        identities.byKey(part -> "\n" + part.place());
        identities.byKey(Part::body);
        identities.byKey(part -> "\n" + part.text());
        identities.byLikeness();
        return identities;
    }

    /** Matches items of a file, in its order, with those of the last value, in its order, which have ids. */
    static Identities ofItems(List<Part> parts, List<Part> known) {
        Identities identities = new Identities(parts, known);
        identities.byId();
        identities.byKey(part -> part.place() + "\n" + part.text());
        identities.byKey(part -> "\n" + part.text());
        identities.byKey(part -> Likeness.normal(part.text()));
        identities.byLikeness();
        if (parts.stream().allMatch(part -> part.id() == null)) {
            identities.byNeighbours();
        }
        return identities;
    }

    /** The id of a part; null if it is new. */
    @Nullable
    String id(int part) {
        return ids[part];
    }

    private void byId() {
        Map<String, Integer> wanted = new HashMap<>();
        for (int i = 0; i < known.size(); i++) {
            wanted.put(known.get(i).id(), i);
        }
        Map<String, List<Integer>> found = new HashMap<>();
        for (int i = 0; i < parts.size(); i++) {
            String id = parts.get(i).id();
            if (id != null) {
                found.computeIfAbsent(id, any -> new ArrayList<>()).add(i);
            }
        }
        found.forEach((id, places) -> {
            Integer last = wanted.get(id);
            int owner = last == null ? places.get(0) : mostSimilar(places, known.get(last));
            ids[owner] = id;
            if (last != null) {
                match[owner] = last;
                taken[last] = true;
            }
            places.stream().filter(place -> place != owner).forEach(copies::add);
        });
        copies.sort(Comparator.naturalOrder());
    }

    private int mostSimilar(List<Integer> places, Part last) {
        if (places.size() == 1) {
            return places.get(0);
        }
        Likeness text = new Likeness(last.text());
        Comparator<Integer> byText =
                Comparator.comparingDouble(place -> parts.get(place).text().equals(last.text())
                        ? 2
                        : text.to(new Likeness(parts.get(place).text())));
        // The first among equals: a copy is mostly pasted below.
        return places.stream()
                .max(byText.thenComparing(Comparator.reverseOrder()))
                .orElseThrow();
    }

    /** Matches parts with the same key, those of one key in their order. An empty key matches nothing. */
    private void byKey(Function<Part, String> key) {
        if (Arrays.stream(ids).noneMatch(Objects::isNull)) {
            return;
        }
        Map<String, Deque<Integer>> open = new HashMap<>();
        for (int i = 0; i < known.size(); i++) {
            if (!taken[i]) {
                open.computeIfAbsent(key.apply(known.get(i)), any -> new ArrayDeque<>())
                        .add(i);
            }
        }
        open.remove("");
        for (int i = 0; i < parts.size(); i++) {
            Deque<Integer> same = ids[i] == null ? open.get(key.apply(parts.get(i))) : null;
            if (same != null && !same.isEmpty()) {
                match(i, same.remove());
            }
        }
    }

    private void match(int part, int last) {
        match[part] = last;
        taken[last] = true;
        ids[part] = known.get(last).id();
    }

    private record Pair(int part, int last, double score) {}

    private void byLikeness() {
        List<Integer> left = open(ids.length, this::mayBeReworded);
        List<Integer> right = open(known.size(), i -> !taken[i]);
        if (left.isEmpty() || (long) left.size() * right.size() > MOST_PAIRS) {
            return;
        }
        Map<Integer, Likeness> texts = new HashMap<>();
        right.forEach(last -> texts.put(last, new Likeness(known.get(last).whole())));
        List<Pair> pairs = new ArrayList<>();
        for (int part : left) {
            Likeness text = new Likeness(parts.get(part).whole());
            for (int last : right) {
                double likeness = Math.max(text.to(Objects.requireNonNull(texts.get(last))), titles(part, last));
                if (likeness >= Likeness.ENOUGH - SAME_NEIGHBOUR) {
                    double score = likeness + bonus(part, last);
                    if (score >= Likeness.ENOUGH) {
                        pairs.add(new Pair(part, last, score));
                    }
                }
            }
        }
        pairs.sort(Comparator.comparingDouble(Pair::score).reversed());
        for (Pair pair : pairs) {
            if (ids[pair.part()] == null && !taken[pair.last()]) {
                match(pair.part(), pair.last());
            }
        }
    }

    /** A section whose title was only made longer is the same, whatever became of its body. */
    private double titles(int part, int last) {
        boolean isItem =
                parts.get(part).body().isEmpty() && known.get(last).body().isEmpty();
        return isItem
                ? 0
                : new Likeness(parts.get(part).text())
                        .to(new Likeness(known.get(last).text()));
    }

    private double bonus(int part, int last) {
        double place = parts.get(part).place().equals(known.get(last).place()) ? SAME_PLACE : 0;
        boolean isNeighbour = part == 0 ? last == 0 : last > 0 && match[part - 1] == last - 1;
        return place + (isNeighbour ? SAME_NEIGHBOUR : 0);
    }

    private void byNeighbours() {
        for (int i = 0; i < parts.size(); i++) {
            int before = i == 0 ? -1 : match[i - 1];
            int after = i + 1 == parts.size() ? known.size() : match[i + 1];
            boolean isAlone = mayBeReworded(i) && (i == 0 || before >= 0) && after - before == 2 && !taken[before + 1];
            if (isAlone) {
                match(i, before + 1);
                guessed.add(i);
            }
        }
    }

    private static List<Integer> open(int size, IntPredicate isOpen) {
        return IntStream.range(0, size).filter(isOpen).boxed().toList();
    }

    /** An id for a new item: the same for the same text, so that two clones that read the same file agree. */
    static String hashed(String prefix, String text, Set<String> used, Map<String, Integer> tries) {
        while (true) {
            int attempt = tries.merge(text, 1, Integer::sum);
            String hash = Fingerprints.of((attempt + "\n" + text).getBytes(StandardCharsets.UTF_8));
            String id = prefix + "-" + hash.substring(0, 6);
            if (!used.contains(id)) {
                return id;
            }
        }
    }

    /** An id for a new section, made of its title. */
    static String slug(String title, Set<String> used, Map<String, Integer> tries) {
        String ascii = Normalizer.normalize(title, Normalizer.Form.NFKD)
                .replaceAll("\\p{M}+", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-|-$", "");
        String base = ascii.isEmpty() || ascii.equals("constructor") || ascii.equals("prototype") ? "section" : ascii;
        String name = base.length() > 48 ? base.substring(0, 48) : base;
        String id = name;
        while (used.contains(id)) {
            id = name + "-" + (tries.merge(name, 1, Integer::sum) + 1);
        }
        return id;
    }
}
