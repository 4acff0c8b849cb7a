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
public record StandardTools(
        String begin, String next, String complete, String advance, String setData, ForItems items) {
    /** A caller without such tools. */
    public static final StandardTools NONE = new StandardTools("", "", "", "", "");

    /**
     * The names of a caller's tools for items of any kind. An empty name means that there is no such tool.
     *
     * @param claim claims an item; takes {@code id}
     * @param move moves an item; takes {@code id} and {@code move}
     */
    public record ForItems(String claim, String move) {
        /** A caller without such tools. */
        public static final ForItems NONE = new ForItems("", "");
    }

    /** A caller without tools for items of any kind. */
    public StandardTools(String begin, String next, String complete, String advance, String setData) {
        this(begin, next, complete, advance, setData, ForItems.NONE);
    }
}
