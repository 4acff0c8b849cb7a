package io.workfloworchestrator.specdriven.documents;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Whether a requirement is worded so that it can be tested, by the patterns of EARS (Mavin and others, "Easy Approach to Requirements
 * Syntax", 2009): "The … shall …", "When …, the … shall …", "While …", "If …, then …", "Where …". It advises and refuses nothing: a
 * sentence of one's own stays as it is. Pure functions.
 */
public final class Ears {
    private static final Pattern OBLIGES = Pattern.compile("(?iu)\\b(?:shall|must|may not|cannot|is refused|never)\\b");
    private static final Pattern GIVEN = Pattern.compile("(?iu)\\bgiven\\b.*\\bwhen\\b.*\\bthen\\b");
    private static final Pattern CONDITION = Pattern.compile("(?iu)^(?:when|while|where|if)\\b(?!.*(?:,|\\bthen\\b))");

    /** The questions whose hints ask for sentences; the others ask for things, numbers and roles. */
    private static final Pattern SENTENCES =
            Pattern.compile("Q-(?:acceptance_criteria|proposed_solution|expected_behavior|expected|want)\\b.*");

    private Ears() {}

    /**
     * Whether a requirement should be a sentence: not if it answers a question that asks for something else, such as for fields.
     *
     * @param source the id of the answer that it came from, such as {@code Q-want.1}; anything else, or empty, if a person wrote it
     */
    public static boolean isSentence(String source) {
        return !source.startsWith("Q-") || SENTENCES.matcher(source).matches();
    }

    /** What to change in the wording of one requirement; empty if it follows a pattern. */
    public static Optional<String> lint(String requirement) {
        String text = requirement.strip();
        if (GIVEN.matcher(text).find()) {
            return Optional.empty();
        }
        if (CONDITION.matcher(text).find()) {
            return Optional.of("Say after the condition what follows: \"When …, the system shall …\".");
        }
        return OBLIGES.matcher(text).find()
                ? Optional.empty()
                : Optional.of(
                        "Say who must do what, such as \"When …, the system shall …\", so that a test can tell whether it holds.");
    }
}
