package io.workfloworchestrator.app;

import java.util.regex.Pattern;

/** What a terminal obeys and does not show, such as colours. Pure functions. */
final class EscapeSequences {
    /** Each as a whole (CSI, OSC and other strings, two-character escapes). */
    private static final Pattern ALL = Pattern.compile("(?:\\x1b\\[|\\x9b)[0-?]*[ -/]*[@-~]?"
            + "|(?:\\x1b[\\]PX^_]|[\\x9d\\x90\\x98\\x9e\\x9f])[^\\x07\\x1b\\x9c]*(?:\\x07|\\x1b\\\\|\\x9c)?"
            + "|\\x1b.?");

    private EscapeSequences() {}

    /** The text as a terminal shows it. */
    static String without(String text) {
        return ALL.matcher(text).replaceAll("");
    }
}
