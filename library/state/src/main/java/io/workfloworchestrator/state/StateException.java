package io.workfloworchestrator.state;

import io.workfloworchestrator.json.CodedException;
import org.jspecify.annotations.Nullable;

/** The root of all errors about state; its codes are documented in docs/state.md. */
public class StateException extends CodedException {
    private static final long serialVersionUID = 1L;

    public StateException(String code, String message) {
        super(code, message);
    }

    public StateException(String code, String message, @Nullable Throwable cause) {
        super(code, message, cause);
    }
}
