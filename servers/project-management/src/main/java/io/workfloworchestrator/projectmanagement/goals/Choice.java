package io.workfloworchestrator.projectmanagement.goals;

import io.workfloworchestrator.json.Words;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** One of a few words that somebody may write in any case, with spaces, dashes or underscores. Pure functions. */
final class Choice {
    private Choice() {}

    /** @throws GoalException {@code E_ARG_VALUE} if no word is meant; it names the nearest one */
    static <T> T of(String name, String text, T[] values, Function<T, String> word) {
        for (T value : values) {
            if (plain(word.apply(value)).equals(plain(text))) {
                return value;
            }
        }
        List<String> words = Arrays.stream(values).map(word).toList();
        throw unknown(name, text, words);
    }

    static <E extends Enum<E>> Optional<E> find(String text, E[] values) {
        return Arrays.stream(values)
                .filter(value -> value.name().equalsIgnoreCase(text.strip()))
                .findFirst();
    }

    /** A word as it is compared: {@code Not Started} and {@code not-started} are the same. */
    static String plain(String text) {
        return text.strip().toLowerCase(Locale.ROOT).replaceAll("[\\s_-]+", "-");
    }

    static GoalException unknown(String name, String text, List<String> words) {
        String near = Words.nearest(text, words, Math.max(1, Math.min(3, text.length() / 2)))
                .map(word -> " Did you mean \"" + word + "\"?")
                .orElse("");
        return new GoalException(
                "E_ARG_VALUE",
                "\"" + name + "\" must be one of " + String.join(", ", words) + ", but it is \"" + shown(text) + "\"."
                        + near);
    }

    static String shown(String text) {
        return Words.clip(text.replaceAll("\\p{Cntrl}", "?"), 80);
    }
}
