package io.workfloworchestrator.specdriven.tasks;

import io.workfloworchestrator.json.CodedException;

/** A refusal about the tasks of a feature. The message says what is so and what to do. */
public final class TaskException extends CodedException {
    private static final long serialVersionUID = 1L;

    TaskException(String code, String message) {
        super(code, message);
    }

    TaskException(String code, String message, CodedException cause) {
        super(code, message, cause);
    }
}
