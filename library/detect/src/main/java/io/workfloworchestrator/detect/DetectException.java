package io.workfloworchestrator.detect;

/**
 * The root of what this package throws: a stable {@link #code()} and a message that says what is so, where, and what to
 * do next. Trouble with a single entry found while scanning is a {@link ScanFinding}, never an exception.
 */
public sealed class DetectException extends RuntimeException permits PathException {

    private static final long serialVersionUID = 1L;

    private final String code;

    DetectException(String code, String message) {
        super(code + ": " + message);
        this.code = code;
    }

    DetectException(String code, String message, Throwable reason) {
        super(code + ": " + message, reason);
        this.code = code;
    }

    /** The stable code, such as {@code E_RULE_GLOB}; the message begins with it. */
    public final String code() {
        return code;
    }
}
