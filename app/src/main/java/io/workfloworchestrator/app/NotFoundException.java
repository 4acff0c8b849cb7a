package io.workfloworchestrator.app;

import io.workfloworchestrator.json.CodedException;

/** The thing that was named does not exist; the message says what does exist. */
final class NotFoundException extends CodedException {
    private static final long serialVersionUID = 1L;

    NotFoundException(String message) {
        super("E_NOT_FOUND", message);
    }
}
