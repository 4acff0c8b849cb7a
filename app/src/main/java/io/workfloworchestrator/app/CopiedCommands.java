package io.workfloworchestrator.app;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The commands in a text that a person may copy: in quotes; behind a colon, behind a label, or at the begin of a text, up to where
 * its sentence goes on; and where a sentence names one. Pure functions.
 */
final class CopiedCommands {
    /** In quotes, with the name of a program in front. */
    private static final String QUOTED = "(?<![^\\s(])'(?:workflow|git|npm|npx|java|claude) [^']*'";

    /** What may stand before a command without quotes: a colon, a label, or only what makes it dim or bold. */
    private static final String BEFORE = "(?<=^|: |  |\\x1b\\[\\d{1,2}m)";

    /** A word of a command line, which may be quoted, up to the mark with which its sentence goes on. */
    private static final String WORD = " (?:\"[^\"]*\"|'[^']*'|\\S*[^\\s.,;:)])(?=\\s|$)";

    /** A command that a sentence names goes on to its last option or word in capitals. */
    private static final String NAMED =
            "(?<=\\b(?:by|[Rr]un|or|line,|with) )workflow [a-z]+(?: [a-z-]+)?(?=[\\s.,;:)]|$)"
                    + "(?: (?:--[a-z-]+|[A-Z]+(?:-\\d+)?)(?=[\\s.,;:)]|$))*";

    private static final Pattern COMMAND =
            Pattern.compile(QUOTED + "|" + BEFORE + "workflow [a-z]+(?:" + WORD + ")*(?: \\S+[.,;:)])?" + "|" + NAMED);

    /** Stands for a space within a command; no text has it, since {@link Console#plain} takes it out. */
    private static final char KEPT_SPACE = '\0';

    private CopiedCommands() {}

    /** The text, with each command as one word. */
    static String joined(String text) {
        return COMMAND.matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(found.group().replace(' ', KEPT_SPACE)));
    }

    /** The text again as it was before {@link #joined}. */
    static String parted(String joined) {
        return joined.replace(KEPT_SPACE, ' ');
    }
}
