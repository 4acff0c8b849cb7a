package io.workfloworchestrator.state;

import org.jspecify.annotations.Nullable;

/** The root of all errors about state: a stable code, what is so, where, why, and what to do next. */
public class StateException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String code;

    /** An error with a stable code such as {@code E_READ_ONLY}. */
    public StateException(String code, String message) {
        this(code, message, null);
    }

    /** An error with a stable code and what caused it. */
    public StateException(String code, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    /** The stable code, such as {@code E_NO_SPACE}; documented in docs/state.md. */
    public final String code() {
        return code;
    }
}
