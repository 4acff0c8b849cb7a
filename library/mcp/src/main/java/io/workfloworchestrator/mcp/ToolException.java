package io.workfloworchestrator.mcp;

import io.workfloworchestrator.json.CodedException;
import io.workfloworchestrator.json.Json;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A tool's refusal: a stable code, what is so, what to call next, and whether the same call can succeed later.
 *
 * <pre>{@code
 * throw new ToolException("E_PHASE_UNKNOWN", "there is no phase \"shipping\"; there are: prepare, release.")
 *         .next("get_project_status", Json.Obj.EMPTY);
 * }</pre>
 */
public final class ToolException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String code;
    private final boolean retryable;
    private final transient @Nullable Next next;

    /** What to call next. */
    public record Next(String tool, Json.Obj arguments) {}

    /** A refusal of a call that cannot succeed until something else changes. */
    public ToolException(String code, String message) {
        this(code, message, null, false, null);
    }

    /** A refusal with what caused it; the cause is never shown to a client. */
    public ToolException(String code, String message, @Nullable Throwable cause) {
        this(code, message, cause, false, null);
    }

    /** The library's refusal as a tool's. */
    public ToolException(CodedException refusal) {
        this(refusal.code(), String.valueOf(refusal.getMessage()), refusal);
    }

    private ToolException(
            String code, String message, @Nullable Throwable cause, boolean retryable, @Nullable Next next) {
        super(message, cause);
        this.code = code;
        this.retryable = retryable;
        this.next = next;
    }

    /** The same refusal, which also says that the same call can succeed later. */
    public ToolException retry() {
        return new ToolException(code, message(), getCause(), true, next);
    }

    /** The same refusal, which also says what to call next. */
    public ToolException next(String tool, Json.Obj arguments) {
        return new ToolException(code, message(), getCause(), retryable, new Next(tool, arguments));
    }

    /** The stable code, such as {@code E_ARG_MISSING}. */
    public String code() {
        return code;
    }

    /** Whether the same call can succeed later. */
    public boolean retryable() {
        return retryable;
    }

    /** What to call next; empty if the tool does not know. */
    public Optional<Next> next() {
        return Optional.ofNullable(next);
    }

    String message() {
        return String.valueOf(getMessage());
    }
}
