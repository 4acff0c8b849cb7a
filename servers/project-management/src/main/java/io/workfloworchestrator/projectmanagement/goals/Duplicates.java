package io.workfloworchestrator.projectmanagement.goals;

import io.workfloworchestrator.json.Words;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Names that say nearly the same: fewer than three letters apart, and no more than a quarter of the shorter one, or made of the same
 * words. Names with other numbers in them are meant to differ. Pure functions.
 */
final class Duplicates {
    private static final int MOST_EDITS = 2;
    private static final int SHARE = 4;
    private static final int MOST_LETTERS = 2 * MOST_EDITS;

    private Duplicates() {}

    record Pair<T>(T one, T other) {}

    private record Name<T>(T of, String text, String digits, String words, long letters) {
        static <T> Name<T> of(T of, String title) {
            String text = title.toLowerCase(Locale.ROOT).strip().replaceAll("\\s+", " ");
            long letters = 0;
            for (int i = 0; i < text.length(); i++) {
                letters |= 1L << (text.charAt(i) % Long.SIZE);
            }
            String words =
                    Arrays.stream(text.split("[^\\p{L}\\p{N}]+")).sorted().collect(Collectors.joining(" "));
            return new Name<>(of, text, text.replaceAll("\\D+", " ").strip(), words, letters);
        }

        boolean isNear(Name<?> other) {
            if (!digits.equals(other.digits)) {
                return false;
            }
            if (words.equals(other.words)) {
                return true;
            }
            int shorter = Math.min(text.length(), other.text.length());
            int most = Math.min(MOST_EDITS, shorter / SHARE);
            // An edit changes the set of letters by two at most: most pairs are told apart without counting edits.
            return most > 0
                    && Math.abs(text.length() - other.text.length()) <= most
                    && Long.bitCount(letters ^ other.letters) <= MOST_LETTERS
                    && Words.edits(text, other.text) <= most;
        }
    }

    /** The pairs among these, at most so many, in the order of the list. */
    static <T> List<Pair<T>> among(List<T> all, Function<T, String> title, int most) {
        List<Name<T>> names =
                all.stream().map(one -> Name.of(one, title.apply(one))).toList();
        // The pairs are many, so that numbers side by side tell most of them apart before any text is looked at.
        long[] letters = names.stream().mapToLong(Name::letters).toArray();
        int[] words = names.stream().mapToInt(name -> name.words().hashCode()).toArray();
        List<Pair<T>> pairs = new ArrayList<>();
        for (int i = 0; i < letters.length; i++) {
            for (int before = 0; before < i && pairs.size() < most; before++) {
                boolean maybe =
                        words[i] == words[before] || Long.bitCount(letters[i] ^ letters[before]) <= MOST_LETTERS;
                if (maybe && names.get(i).isNear(names.get(before))) {
                    pairs.add(new Pair<>(names.get(before).of(), names.get(i).of()));
                }
            }
        }
        return pairs;
    }

    /** Those whose names are near this one, the nearest first. */
    static <T> List<T> of(String name, List<T> all, Function<T, String> title) {
        Name<String> wanted = Name.of(name, name);
        return all.stream()
                .filter(one -> Name.of(one, title.apply(one)).isNear(wanted))
                .sorted(Comparator.comparingInt(one -> Words.edits(title.apply(one), name)))
                .toList();
    }
}
