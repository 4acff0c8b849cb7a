package io.workfloworchestrator.projectmanagement.setup;

import io.workfloworchestrator.json.CodedException;

/** A refusal of the set-up; nothing was changed. */
final class SetupException extends CodedException {
    private static final long serialVersionUID = 1L;

    SetupException(String code, String message) {
        super(code, message);
    }
}
