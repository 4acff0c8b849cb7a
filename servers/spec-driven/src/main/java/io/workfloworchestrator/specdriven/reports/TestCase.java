package io.workfloworchestrator.specdriven.reports;

/**
 * One test, or one finding of an analysis, as a report has it.
 *
 * @param group the class, suite or rule that it belongs to; may be empty
 * @param message what the report says of a failure, its first lines; may be empty
 */
public record TestCase(String group, String name, String file, Outcome outcome, String message) {
    static final int MOST_NAME = 500;
    private static final int MOST_MESSAGE = 1_000;

    public TestCase {
        group = clipped(group, MOST_NAME);
        name = clipped(name, MOST_NAME);
        file = clipped(file, MOST_NAME);
        message = clipped(message, MOST_MESSAGE);
    }

    /** How a test ended. */
    public enum Outcome {
        /** It ran, and all was as expected. */
        PASSED,
        /** It passed with a warning: a finding below an error, or a test that passed only when it was repeated. */
        WARNED,
        FAILED,
        /** It is there, and did not run. */
        SKIPPED
    }

    public String fullName() {
        return group.isEmpty() ? name : group + "." + name;
    }

    private static String clipped(String text, int most) {
        String line = text.replaceAll("\\p{Cntrl}+", " ").strip();
        return line.length() <= most ? line : line.substring(0, most);
    }
}
