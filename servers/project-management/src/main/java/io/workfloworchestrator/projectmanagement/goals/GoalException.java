package io.workfloworchestrator.projectmanagement.goals;

import io.workfloworchestrator.json.CodedException;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.mcp.ToolException;
import io.workfloworchestrator.mcp.ToolException.Next;
import org.jspecify.annotations.Nullable;

/** A refused question about goals or a refused change of them, with the call that leads on where there is one. */
public final class GoalException extends CodedException {
    private static final long serialVersionUID = 1L;

    private final transient @Nullable Next next;

    GoalException(String code, String message) {
        this(code, message, null);
    }

    private GoalException(String code, String message, @Nullable Next next) {
        super(code, message);
        this.next = next;
    }

    GoalException next(String tool, Json.Obj arguments) {
        return new GoalException(code(), String.valueOf(getMessage()), new Next(tool, arguments));
    }

    ToolException refusal() {
        ToolException refused = new ToolException(this);
        return next == null ? refused : refused.next(next.tool(), next.arguments());
    }
}
