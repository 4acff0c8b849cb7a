package io.workfloworchestrator.app;

/** A command line that was understood word by word but makes no sense; the message says what to write. */
final class UsageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UsageException(String message) {
        super(message);
    }
}
