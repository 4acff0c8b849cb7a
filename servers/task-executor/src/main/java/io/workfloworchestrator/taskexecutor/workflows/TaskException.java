package io.workfloworchestrator.taskexecutor.workflows;

import io.workfloworchestrator.json.CodedException;
import io.workfloworchestrator.json.Json;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A refused question about workflows of tasks or a refused change of them, with the call that leads on where there is one. */
public final class TaskException extends CodedException {
    private static final long serialVersionUID = 1L;

    private final transient @Nullable NextCall next;

    record NextCall(String tool, Json.Obj arguments) {}

    /** A refusal with a stable code such as {@code E_TASK}. */
    public TaskException(String code, String message) {
        this(code, message, null);
    }

    private TaskException(String code, String message, @Nullable NextCall next) {
        super(code, message);
        this.next = next;
    }

    /** The same refusal, which also says what to call next. */
    public TaskException next(String tool, Json.Obj arguments) {
        return new TaskException(code(), String.valueOf(getMessage()), new NextCall(tool, arguments));
    }

    /** The same, where to call next a tool about this workflow. */
    TaskException next(String tool, String workflow) {
        return next(tool, Json.Obj.EMPTY.with("workflowName", workflow));
    }

    Optional<NextCall> next() {
        return Optional.ofNullable(next);
    }
}
