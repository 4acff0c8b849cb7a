package io.workfloworchestrator.app;

import io.workfloworchestrator.json.CodedException;

/** A command line that was understood word by word but makes no sense; the message says what to write. */
final class UsageException extends CodedException {
    private static final long serialVersionUID = 1L;

    UsageException(String message) {
        super("E_USAGE", message);
    }
}
