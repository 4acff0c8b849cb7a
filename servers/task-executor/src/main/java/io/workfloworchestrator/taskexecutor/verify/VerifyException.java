package io.workfloworchestrator.taskexecutor.verify;

import io.workfloworchestrator.json.CodedException;

/** A refusal of the verification of tasks. The message says what is so, why, and what to do. */
public final class VerifyException extends CodedException {
    private static final long serialVersionUID = 1L;

    VerifyException(String code, String message) {
        super(code, message);
    }
}
