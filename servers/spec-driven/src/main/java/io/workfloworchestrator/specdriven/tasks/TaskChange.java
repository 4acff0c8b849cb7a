package io.workfloworchestrator.specdriven.tasks;

import io.workfloworchestrator.state.Revision;
import java.util.Optional;

/**
 * What is to become of a task. Immutable.
 *
 * @param notes in place of those that it has; an empty text takes them away, and without a text they stay
 * @param blockedReason why it is blocked; needed for {@link TaskStatus#BLOCKED} unless the task has a reason already, and for no
 *     other status
 * @param token of the writer's claim; {@link Revision#NONE} without one
 */
public record TaskChange(TaskStatus status, Optional<String> notes, Optional<String> blockedReason, Revision token) {
    /** A change of the status alone, by somebody who holds no claim. */
    public static TaskChange to(TaskStatus status) {
        return new TaskChange(status, Optional.empty(), Optional.empty(), Revision.NONE);
    }

    public TaskChange noting(String text) {
        return new TaskChange(status, Optional.of(text), blockedReason, token);
    }

    public TaskChange because(String reason) {
        return new TaskChange(status, notes, Optional.of(reason), token);
    }
}
