package io.workfloworchestrator.workflow;

import io.workfloworchestrator.json.CodedException;

/** A workflow question or change that cannot be answered or made as asked, such as {@code E_WORKFLOW_STEP}. */
public class WorkflowException extends CodedException {
    private static final long serialVersionUID = 1L;

    WorkflowException(String code, String message) {
        super(code, message);
    }
}
