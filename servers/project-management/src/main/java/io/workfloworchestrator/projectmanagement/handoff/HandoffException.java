package io.workfloworchestrator.projectmanagement.handoff;

import io.workfloworchestrator.json.CodedException;

/** A hand-off that cannot be made or read. The message says what is so and what to do next. */
public final class HandoffException extends CodedException {
    private static final long serialVersionUID = 1L;

    HandoffException(String code, String message) {
        super(code, message);
    }
}
