package io.workfloworchestrator.taskexecutor.imports;

import io.workfloworchestrator.json.CodedException;
import org.jspecify.annotations.Nullable;

/** A list of tasks that cannot be read or taken over. The message says what is so, where, and what to do next. */
public final class ImportException extends CodedException {
    private static final long serialVersionUID = 1L;

    ImportException(String code, String message) {
        super(code, message);
    }

    ImportException(String code, String message, @Nullable Throwable cause) {
        super(code, message, cause);
    }
}
