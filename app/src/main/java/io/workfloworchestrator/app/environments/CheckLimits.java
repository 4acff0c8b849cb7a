package io.workfloworchestrator.app.environments;

import java.time.Duration;

/**
 * What a check may take.
 *
 * @param command until each command of a build or of tests must have ended
 * @param answer until a started server must have answered each question
 * @param bytes of output of each command
 */
public record CheckLimits(Duration command, Duration answer, long bytes) {
    /** A quarter of an hour for each command, half a minute for each answer, and 64 MB of output. */
    public static final CheckLimits USUAL = new CheckLimits(Duration.ofMinutes(15), Duration.ofSeconds(30), 64L << 20);

    public CheckLimits command(Duration time) {
        return new CheckLimits(time, answer, bytes);
    }
}
