package io.workfloworchestrator.app.environments;

/**
 * The best of several starts of one release: what else the machine does only adds to a figure. Immutable.
 *
 * @param millis from the start of the process to its first answer
 * @param memoryKb resident memory then, in KiB; 0 while the system has not said it
 */
record StartFigures(long millis, long memoryKb) {
    static final StartFigures NOTHING = new StartFigures(Long.MAX_VALUE, 0);

    /** A release may take twice what the live one takes, and this much more, since single starts differ. */
    private static final int FACTOR = 2;

    private static final long SLACK_MILLIS = 250;
    private static final long SLACK_KB = 32 << 10;

    /** The same after one more start. */
    StartFigures and(Surface start) {
        return new StartFigures(Math.min(millis, start.startMillis()), known(start.memoryKb()));
    }

    /** A process that ended at once, or that nobody may look at, has no figure that could be the best one. */
    private long known(long kb) {
        return kb == 0 || memoryKb == 0 ? Math.max(kb, memoryKb) : Math.min(kb, memoryKb);
    }

    /** Whether these are not much more than those of the live release; memory that is not known is not compared. */
    boolean isLike(StartFigures live) {
        boolean isSmall = memoryKb == 0 || live.memoryKb == 0 || memoryKb <= FACTOR * live.memoryKb + SLACK_KB;
        return isSmall && millis <= FACTOR * live.millis + SLACK_MILLIS;
    }

    /** Both in words, such as {@code start 80 ms, memory 41 MB; the live release 75 ms, 40 MB}. */
    String words(StartFigures live) {
        return "start " + millis + " ms, memory " + megabytes() + "; the live release " + live.millis + " ms, "
                + live.megabytes();
    }

    private String megabytes() {
        return memoryKb == 0 ? "unknown" : (memoryKb >> 10) + " MB";
    }
}
