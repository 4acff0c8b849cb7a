package io.workfloworchestrator.taskexecutor.schedule;

import io.workfloworchestrator.json.CodedException;

/** Tasks that have no order, or a question about them that cannot be answered. The message says what is so and what to do next. */
public final class ScheduleException extends CodedException {
    private static final long serialVersionUID = 1L;

    ScheduleException(String code, String message) {
        super(code, message);
    }
}
