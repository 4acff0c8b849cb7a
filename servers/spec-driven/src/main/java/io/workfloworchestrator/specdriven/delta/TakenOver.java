package io.workfloworchestrator.specdriven.delta;

import io.workfloworchestrator.documents.TextMerge;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Whether a change has taken over what others changed in the same lines: it has every word that came into the specification, and no word
 * that went out of it. Pure functions.
 */
final class TakenOver {
    private static final Pattern WORD = Pattern.compile("(?u)[\\p{L}\\p{N}]+(?:[.,'’:-][\\p{L}\\p{N}]+)*");

    private TakenOver() {}

    /** @param conflict with the specification of now as ours, and the change as theirs */
    static boolean is(TextMerge.Conflict conflict) {
        Set<String> wanted = words(conflict.theirs());
        boolean hasNew = wanted.containsAll(came(conflict));
        wanted.retainAll(went(conflict));
        boolean isOther = !came(conflict).isEmpty() || !went(conflict).isEmpty();
        return isOther && hasNew && wanted.isEmpty();
    }

    /** What is still to be written, such as {@code have the words "10", "times" and not "5"}. */
    static String todo(TextMerge.Conflict conflict) {
        Set<String> missing = came(conflict);
        missing.removeAll(words(conflict.theirs()));
        Set<String> old = went(conflict);
        old.retainAll(words(conflict.theirs()));
        List<String> todo = new ArrayList<>();
        if (!missing.isEmpty()) {
            todo.add("say " + quoted(missing) + " too");
        }
        if (!old.isEmpty()) {
            todo.add("say " + quoted(old) + " no more");
        }
        return todo.isEmpty() ? "say what it says now" : String.join(", and ", todo);
    }

    private static String quoted(Set<String> words) {
        return "\"" + String.join("\", \"", words) + "\"";
    }

    private static Set<String> came(TextMerge.Conflict conflict) {
        Set<String> words = words(conflict.ours());
        words.removeAll(words(conflict.base()));
        return words;
    }

    private static Set<String> went(TextMerge.Conflict conflict) {
        Set<String> words = words(conflict.base());
        words.removeAll(words(conflict.ours()));
        return words;
    }

    private static Set<String> words(String text) {
        Set<String> words = new LinkedHashSet<>();
        WORD.matcher(text.toLowerCase(Locale.ROOT))
                .results()
                .map(MatchResult::group)
                .forEach(words::add);
        return words;
    }
}
