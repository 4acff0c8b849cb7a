package io.workfloworchestrator.json;

import org.jspecify.annotations.Nullable;

/**
 * The root of all refusals of this library. It has a stable code for programs; its message tells people what is so, where,
 * why, and what to do next.
 */
public class CodedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String code;

    /** A refusal with a stable code such as {@code E_READ_ONLY}. */
    public CodedException(String code, String message) {
        this(code, message, null);
    }

    /** A refusal with a stable code and its cause. */
    public CodedException(String code, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    /** The stable code, such as {@code E_NO_SPACE}. */
    public final String code() {
        return code;
    }
}
