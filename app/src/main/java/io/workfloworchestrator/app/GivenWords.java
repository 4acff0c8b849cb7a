package io.workfloworchestrator.app;

/** Checks words of the command line. It is apart from {@link Cli}, which a server does not load. */
final class GivenWords {
    private GivenWords() {}

    /** Whether a word arrived in another encoding than UTF-8: Java has replaced its bytes, so it is another word now. */
    static boolean isBroken(String argument) {
        return argument.indexOf('\uFFFD') >= 0;
    }

    static String notUtf8(String argument) {
        return "'" + argument
                + "' has characters that did not arrive as UTF-8, so nothing was done with it. Set the terminal,"
                + " or the program that calls this, to UTF-8, and try again.";
    }
}
