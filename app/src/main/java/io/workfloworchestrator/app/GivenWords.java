package io.workfloworchestrator.app;

/** Words of the command line as they arrived; apart from {@link Cli}, which a server has no need to load. */
final class GivenWords {
    private GivenWords() {}

    /** Whether a word of the command line came here as other bytes than UTF-8: it would be kept as another word. */
    static boolean isBroken(String argument) {
        return argument.indexOf('\uFFFD') >= 0;
    }

    static String notUtf8(String argument) {
        return "'" + argument
                + "' has characters that did not arrive as UTF-8, so nothing was done with it. Set the terminal,"
                + " or the program that calls this, to UTF-8, and try again.";
    }
}
