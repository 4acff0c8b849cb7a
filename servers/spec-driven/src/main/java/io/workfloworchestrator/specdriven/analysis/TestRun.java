package io.workfloworchestrator.specdriven.analysis;

import java.time.Instant;

/**
 * One test case of a report. Immutable.
 *
 * @param suite the class or file, as the report names it; may be empty
 * @param report the report's path
 * @param at when the report was written
 */
record TestRun(String suite, String name, Outcome outcome, String report, Instant at) {
    enum Outcome {
        PASSED,
        FAILED,
        SKIPPED
    }

    /**
     * Whether somebody means this case.
     *
     * @param named a file such as {@code src/test/java/LoginTest.java}, a class, or a case such as {@code LoginTest.locks}
     */
    boolean isCalled(String named) {
        String plain = named.replace('#', '.').replaceAll("\\(\\)$", "");
        String file = plain.substring(plain.lastIndexOf('/') + 1);
        String bare = file.replaceFirst("\\.(?:java|kt|groovy|scala|jsx?|tsx?|mjs|py|rb|go|rs|cs|php|bats|t)$", "");
        String path = suite.replace('\\', '/');
        String last = path.substring(path.lastIndexOf('/') + 1);
        return path.endsWith(plain)
                || last.equals(bare)
                || last.endsWith("." + bare)
                || last.startsWith(bare + ".")
                || bare.equals(lastClass(last) + "." + name)
                || bare.equals(name);
    }

    private static String lastClass(String suite) {
        return suite.substring(suite.lastIndexOf('.') + 1);
    }
}
