package io.workfloworchestrator.projectmanagement.handoff.protocol;

import io.workfloworchestrator.json.CodedException;

/** A message that is not taken. {@link #failure} is what the response says. */
public final class HandoffRefusedException extends CodedException {
    private static final long serialVersionUID = 1L;

    private final transient HandoffResponse.Failure failure;

    HandoffRefusedException(HandoffErrorCode code, String message, String suggestedFix) {
        super("E_HANDOFF_" + code.name(), message + " " + suggestedFix);
        this.failure = HandoffResponse.Failure.of(code, message, suggestedFix);
    }

    public HandoffResponse.Failure failure() {
        return failure;
    }
}
