package io.workfloworchestrator.taskexecutor.workflows;

import io.workfloworchestrator.json.Words;
import java.util.Locale;
import java.util.regex.Pattern;

/** The name of a workflow of tasks: a word that can be a folder and an id, and can lead nowhere else. Pure functions. */
final class WorkflowName {
    static final int MOST = 64;

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9](?:[A-Za-z0-9._-]{0,62}[A-Za-z0-9_])?");

    private static final Pattern RESERVED = Pattern.compile("(?i)(?:con|prn|aux|nul|(?:com|lpt)[0-9])(?:\\..*)?");

    private WorkflowName() {}

    /** The name, without blanks around it. Throws {@code E_WORKFLOW_NAME} if it cannot name a folder; it says which similar name can. */
    static String require(String given) {
        String name = given.strip();
        if (RESERVED.matcher(name).matches()) {
            throw new TaskException(
                    "E_WORKFLOW_NAME",
                    "\"" + shown(name)
                            + "\" cannot name a workflow: its folder would have a name that Windows keeps for itself."
                            + " \"" + fitting(name) + "-work\" would do. Nothing was changed.");
        }
        if (!isName(name)) {
            String other = fitting(name);
            throw new TaskException(
                    "E_WORKFLOW_NAME",
                    "\"" + shown(given) + "\" cannot name a workflow: 1 to " + MOST
                            + " of the letters a to z, digits and"
                            + " - . _ make a name, which begins and ends with a letter or a digit."
                            + (other.isEmpty() ? "" : " \"" + other + "\" would do.") + " Nothing was changed.");
        }
        return name;
    }

    static boolean isName(String name) {
        return NAME.matcher(name).matches() && !name.contains("..");
    }

    /** The name that is nearest to a text; empty if the text has no letter and no digit. */
    static String fitting(String text) {
        String slug =
                text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_]+", "-").replaceAll("^[-_]+", "");
        return Words.clip(slug, MOST - 1).replaceAll("[^a-z0-9]+$", "");
    }

    /** A name for a message, in which nobody can hide anything. */
    static String shown(String text) {
        return Words.clip(text.replaceAll("\\p{C}", "?"), 80);
    }
}
