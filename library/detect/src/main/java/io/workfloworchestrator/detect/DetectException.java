package io.workfloworchestrator.detect;

/**
 * The root of what this package throws: a stable {@link #code()} and a message that says what is so, where, and what to
 * do next. Trouble with a single entry found while scanning is a {@link ScanFinding}, never an exception.
 */
public sealed class DetectException extends RuntimeException permits PathException {

    private static final long serialVersionUID = 1L;

    private final String code;

    DetectException(String code, String message) {
        super(message);
        this.code = code;
    }

    DetectException(String code, String message, Throwable reason) {
        super(message, reason);
        this.code = code;
    }

    /** The stable code, such as {@code E_RULE_GLOB}; whoever shows the message puts it beside. */
    public final String code() {
        return code;
    }
}
