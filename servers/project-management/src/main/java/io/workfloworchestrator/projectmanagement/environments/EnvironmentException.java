package io.workfloworchestrator.projectmanagement.environments;

import io.workfloworchestrator.json.CodedException;

/** What is refused about servers, their releases and their issues. */
public final class EnvironmentException extends CodedException {
    private static final long serialVersionUID = 1L;

    public EnvironmentException(String code, String message) {
        super(code, message);
    }

    public EnvironmentException(String code, String message, Throwable cause) {
        super(code, message, cause);
    }
}
