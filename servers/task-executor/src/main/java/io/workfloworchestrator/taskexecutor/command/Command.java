package io.workfloworchestrator.taskexecutor.command;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * A command as it is run: words that go to the program as they are, since there is no shell between.
 *
 * @param timeout after this time it is ended, with everything that it started
 * @param environment names of variables that it gets besides those that every program needs
 */
public record Command(List<String> words, Path folder, Duration timeout, List<String> environment) {
    /** @throws IllegalArgumentException if there is no word, or the time is not above zero */
    public Command {
        words = List.copyOf(words);
        environment = List.copyOf(environment);
        if (words.isEmpty() || timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException("a command has at least one word, and time to run");
        }
    }
}
