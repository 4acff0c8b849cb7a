package io.workfloworchestrator.workflow;

/**
 * The names of a caller's tools for what every workflow has. An empty name means that there is no such tool.
 *
 * @param begin begins the workflow
 * @param next looks again, after something was done by hand
 * @param complete completes a step; takes {@code step}
 * @param advance leaves the phase; takes {@code targetPhase}
 * @param setData sets fields of the workflow's data
 */
public record StandardTools(String begin, String next, String complete, String advance, String setData) {
    /** A caller without such tools. */
    public static final StandardTools NONE = new StandardTools("", "", "", "", "");
}
