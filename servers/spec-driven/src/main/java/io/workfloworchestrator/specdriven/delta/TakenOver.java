package io.workfloworchestrator.specdriven.delta;

import io.workfloworchestrator.documents.TextMerge;
import java.util.ArrayList;
import java.util.Collections;
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
        Set<String> came = only(conflict.ours(), conflict.base());
        Set<String> went = only(conflict.base(), conflict.ours());
        Set<String> wanted = words(conflict.theirs());
        boolean isOther = !came.isEmpty() || !went.isEmpty();
        return isOther && wanted.containsAll(came) && Collections.disjoint(wanted, went);
    }

    /** What is still to be written, such as {@code have the words "10", "times" and not "5"}. */
    static String todo(TextMerge.Conflict conflict) {
        Set<String> missing = only(conflict.ours(), conflict.base());
        missing.removeAll(words(conflict.theirs()));
        Set<String> old = only(conflict.base(), conflict.ours());
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

    private static Set<String> only(String one, String other) {
        Set<String> words = words(one);
        words.removeAll(words(other));
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
