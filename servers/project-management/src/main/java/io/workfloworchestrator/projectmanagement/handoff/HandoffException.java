package io.workfloworchestrator.projectmanagement.handoff;

import io.workfloworchestrator.json.CodedException;

public final class HandoffException extends CodedException {
    private static final long serialVersionUID = 1L;

    HandoffException(String code, String message) {
        super(code, message);
    }
}
