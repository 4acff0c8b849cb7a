package io.workfloworchestrator.definition;

import io.workfloworchestrator.rules.Expression;
import io.workfloworchestrator.rules.Invisible;
import java.util.Collection;
import java.util.Set;
import java.util.regex.Pattern;

/** Proves ids, and names that expressions use. What is wrong is added to the problems. Not thread-safe, since they are not. */
final class NameChecks {
    private static final int LONGEST = 64;
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9]+([._-][A-Za-z0-9]+)*");
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private final Problems problems;

    NameChecks(Problems problems) {
        this.problems = problems;
    }

    void names(String path, Collection<String> names) {
        for (String name : names) {
            if (!NAME.matcher(name).matches() || Expression.isReserved(name) || name.length() > LONGEST) {
                problems.add(
                        "E_RULE_NAME",
                        path + "/" + name,
                        cannotBe(name, "be used as a name in conditions")
                                + " Use letters, digits and '_', beginning with a letter, and no reserved word.");
            }
        }
    }

    /** An id where it is the field {@code id} of what stands at the path. */
    void id(String path, String what, String id, Set<String> seen) {
        if (id.isEmpty()) {
            if (problems.origin.at(path).line() == 0) {
                problems.add("E_RULE_ID", path, "A " + what + " has no id.");
            }
        } else {
            word(path + "/id", what, id, seen);
        }
    }

    /** An id, at its own path. */
    void word(String path, String what, String id, Set<String> seen) {
        if (!ID.matcher(id).matches() || id.length() > LONGEST) {
            problems.add(
                    "E_RULE_ID",
                    path,
                    cannotBe(id, "be the id of a " + what)
                            + " Use letters and digits, parted by single '-', '_' or '.', at most 64 characters.");
        } else if (!seen.add(id)) {
            problems.add(
                    "E_RULE_ID",
                    path,
                    "There are two " + what + (what.endsWith("s") ? "es" : "s") + " \"" + id + "\". Rename one.");
        }
    }

    /** Says what a text cannot be, and names a character in it that nobody sees. */
    static String cannotBe(String text, String what) {
        String shown = "\"" + Invisible.shown(text) + "\"";
        String unseen = Invisible.told(text)
                .map(told -> " It" + told.substring(shown.length()))
                .orElse("");
        return shown + " cannot " + what + "." + unseen;
    }

    void most(String path, String what, int count, int most) {
        if (count > most) {
            problems.add(
                    "E_RULE_COUNT", path, "There are " + count + " " + what + "; at most " + most + " are allowed.");
        }
    }
}
