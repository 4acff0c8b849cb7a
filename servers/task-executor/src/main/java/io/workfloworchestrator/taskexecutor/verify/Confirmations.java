package io.workfloworchestrator.taskexecutor.verify;

import java.util.List;
import java.util.Optional;

/**
 * What somebody says about a task when it is verified.
 *
 * @param holds constraints that hold, by number or text
 * @param broken constraints that do not hold
 * @param review the judgement of a reviewer: a text that begins with {@code approved} or {@code rejected}
 * @param by who says all of this; empty for whoever calls
 * @param tests tests that must be among those that ran
 */
public record Confirmations(
        List<String> holds, List<String> broken, Optional<String> review, Optional<String> by, List<String> tests) {
    /** Nothing is said: only the checks run. */
    public static final Confirmations NOTHING =
            new Confirmations(List.of(), List.of(), Optional.empty(), Optional.empty(), List.of());

    public Confirmations {
        holds = List.copyOf(holds);
        broken = List.copyOf(broken);
        tests = List.copyOf(tests);
    }
}
