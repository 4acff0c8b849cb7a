package io.workfloworchestrator.projectmanagement.setup;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Finds words in a text: whole ones, in the singular or the plural, in any case. "cto" is not found in "doctor". Pure functions. */
final class WholeWords {
    private WholeWords() {}

    /** The first of these words in the text, as the list writes it; empty if there is none. */
    static Optional<String> first(Collection<String> words, String text) {
        Matcher found = pattern(words).matcher(text);
        return words.isEmpty() || !found.find() ? Optional.empty() : Optional.of(listed(words, found.group()));
    }

    static boolean any(Collection<String> words, String text) {
        return !words.isEmpty() && pattern(words).matcher(text).find();
    }

    /** A pattern that finds each of the words; longer ones first. */
    static Pattern pattern(Collection<String> words) {
        return Pattern.compile(alternatives(words), Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    }

    static String alternatives(Collection<String> words) {
        return words.stream()
                .sorted(Comparator.comparingInt((String word) -> -word.length()).thenComparing(word -> word))
                .map(WholeWords::one)
                .collect(Collectors.joining("|", "(?:", ")"));
    }

    private static String one(String word) {
        if (!Character.isLetterOrDigit(word.codePointAt(0))) {
            return Pattern.quote(word); // a sign of money stands right before its number
        }
        boolean isY = word.matches(".*[^aeiou]y");
        String stem = isY ? Pattern.quote(word.substring(0, word.length() - 1)) + "(?:y|ies)" : plural(word);
        return "(?<![\\p{L}\\p{N}])" + stem + "(?![\\p{L}\\p{N}])";
    }

    private static String plural(String word) {
        return Pattern.quote(word) + (word.endsWith("s") ? "" : "(?:e?s)?");
    }

    private static String listed(Collection<String> words, String found) {
        String lower = found.toLowerCase(Locale.ROOT);
        return words.stream()
                .filter(word -> pattern(List.of(word)).matcher(found).matches())
                .max(Comparator.comparingInt(String::length))
                .orElse(lower);
    }
}
