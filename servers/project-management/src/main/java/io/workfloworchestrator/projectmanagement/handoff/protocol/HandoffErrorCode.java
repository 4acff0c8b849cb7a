package io.workfloworchestrator.projectmanagement.handoff.protocol;

/** Why a message is not taken. */
public enum HandoffErrorCode {
    /** A value is out of its range. */
    VALIDATION_FAILED(false),
    /** A field is missing, unknown or of another type. */
    SCHEMA_INVALID(false),
    /** It is about another project, or goes to another server. */
    CONTEXT_MISMATCH(false),
    PERMISSION_DENIED(false),
    FILE_WRITE_ERROR(true),
    MCP_UNAVAILABLE(true),
    MCP_TIMEOUT(true),
    NETWORK_ERROR(true),
    SYSTEM_OVERLOAD(true);

    private final boolean recoverable;

    HandoffErrorCode(boolean recoverable) {
        this.recoverable = recoverable;
    }

    /** Whether the same message may be taken later. */
    public boolean isRecoverable() {
        return recoverable;
    }
}
