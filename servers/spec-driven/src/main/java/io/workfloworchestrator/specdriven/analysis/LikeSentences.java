package io.workfloworchestrator.specdriven.analysis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * An index of sentences by their rarest words, which finds those that are alike (Jaccard, at least {@value #ALIKE}). Two sentences of that
 * likeness share one of their rarest words, so only sentences with such a word in common are compared (prefix filtering, Chaudhuri,
 * Ganti and Kaushik, "A primitive operator for similarity joins", 2006). Of these, most are of too different a length, or differ in so
 * many rare words that the rest need not be looked at. Words are numbers here, the rarest first, so that comparing is counting.
 * Immutable.
 */
final class LikeSentences {
    static final double ALIKE = 0.7;

    private static final int[] NOWHERE = {};

    /** For each sentence its words in ascending order: the rarest has the lowest number. */
    private final int[][] words;
    /** For each word the sentences that have it among their rarest ones, in ascending order. */
    private final int[][] found;

    /** Another sentence, by its place, and how alike it is: common words by all words, 0 to 1. */
    record Like(int sentence, double alike) {}

    /** @param sentences each by the words that count */
    LikeSentences(List<TextWords> sentences) {
        Map<String, Integer> frequency = new HashMap<>();
        sentences.forEach(each -> each.words().forEach(word -> frequency.merge(word, 1, Integer::sum)));
        List<String> rarestFirst = frequency.keySet().stream()
                .sorted(Comparator.comparing((String word) -> frequency.getOrDefault(word, 0))
                        .thenComparing(word -> word))
                .toList();
        Map<String, Integer> ranks = new HashMap<>();
        rarestFirst.forEach(word -> ranks.put(word, ranks.size()));
        this.words = sentences.stream()
                .map(each -> each.words().stream()
                        .mapToInt(word -> ranks.getOrDefault(word, 0))
                        .sorted()
                        .toArray())
                .toArray(int[][]::new);
        this.found = new int[rarestFirst.size()][];
        Arrays.fill(found, NOWHERE);
        int[] counts = new int[found.length];
        for (int sentence = 0; sentence < words.length; sentence++) {
            for (int i = 0; i < rarest(words[sentence].length); i++) {
                int word = words[sentence][i];
                if (counts[word] == found[word].length) {
                    found[word] = Arrays.copyOf(found[word], Math.max(4, 2 * counts[word]));
                }
                found[word][counts[word]++] = sentence;
            }
        }
        for (int word = 0; word < found.length; word++) {
            found[word] = Arrays.copyOf(found[word], counts[word]);
        }
    }

    /** So many of the rarest of its words that a sentence which is alike has one of them among its own rarest. */
    private static int rarest(int size) {
        return Math.min(size, size - (int) Math.ceil(ALIKE * size) + 1);
    }

    /** All others that are like a sentence, those that share its rarest word first. */
    List<Like> like(int sentence) {
        List<Like> all = new ArrayList<>();
        BitSet compared = new BitSet(words.length);
        compared.set(sentence);
        int[] own = words[sentence];
        for (int i = 0; i < rarest(own.length); i++) {
            for (int other : found[own[i]]) {
                if (!compared.get(other)) {
                    compared.set(other);
                    double alike = alike(own, words[other]);
                    if (alike >= ALIKE) {
                        all.add(new Like(other, alike));
                    }
                }
            }
        }
        return all;
    }

    private static double alike(int[] one, int[] other) {
        int fewer = Math.min(one.length, other.length);
        if ((double) fewer / Math.max(one.length, other.length) < ALIKE) {
            return 0;
        }
        int together = one.length + other.length;
        int different = 0;
        int mostDifferent = together - 2 * (int) Math.floor(ALIKE / (1 + ALIKE) * together);
        int i = 0;
        int j = 0;
        while (i < one.length && j < other.length) {
            if (one[i] == other[j]) {
                i++;
                j++;
            } else {
                different++;
                if (different > mostDifferent) {
                    return 0;
                }
                if (one[i] < other[j]) {
                    i++;
                } else {
                    j++;
                }
            }
        }
        int common = (together - different - (one.length - i) - (other.length - j)) / 2;
        return (double) common / (together - common);
    }
}
