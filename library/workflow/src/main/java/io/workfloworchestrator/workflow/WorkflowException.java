package io.workfloworchestrator.workflow;

/**
 * A workflow question or change that cannot be answered or made as asked; the message says what is so, why, and what to
 * do next.
 */
public class WorkflowException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String code;

    WorkflowException(String code, String message) {
        super(message);
        this.code = code;
    }

    /** A stable code such as {@code E_WORKFLOW_STEP}. */
    public final String code() {
        return code;
    }
}
