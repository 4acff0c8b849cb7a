package io.workfloworchestrator.taskexecutor.verify;

import java.util.List;
import java.util.Optional;

/**
 * What somebody says about a task when it is verified.
 *
 * @param holds constraints that hold, by number or text
 * @param broken constraints that do not hold
 * @param review the judgement of a reviewer: a text that begins with {@code approved} or {@code rejected}
 * @param by who says all of this; empty for the agent
 * @param agent who calls; empty for the name of the client
 * @param tests tests that must be among those that ran
 */
public record Confirmations(
        List<String> holds,
        List<String> broken,
        Optional<String> review,
        Optional<String> by,
        Optional<String> agent,
        List<String> tests) {
    /** Nothing is said: only the checks run. */
    public static final Confirmations NOTHING =
            new Confirmations(List.of(), List.of(), Optional.empty(), Optional.empty(), Optional.empty(), List.of());

    public Confirmations {
        holds = List.copyOf(holds);
        broken = List.copyOf(broken);
        by = named(by);
        agent = named(agent);
        tests = List.copyOf(tests);
    }

    private static Optional<String> named(Optional<String> name) {
        return name.map(String::strip).filter(text -> !text.isEmpty());
    }

    /** Who says all of this; empty for the client that calls. */
    Optional<String> speaker() {
        return by.or(this::agent);
    }

    /** Whether only the checks run. */
    boolean isNothing() {
        return holds.isEmpty() && broken.isEmpty() && review.isEmpty() && tests.isEmpty();
    }
}
