package io.workfloworchestrator.taskexecutor.templates;

import io.workfloworchestrator.json.CodedException;

/** A template of a workflow that is not there, is broken, or lacks a value. The message says what is so and what to do next. */
public final class TemplateException extends CodedException {
    private static final long serialVersionUID = 1L;

    TemplateException(String code, String message) {
        super(code, message);
    }

    TemplateException(String code, String message, Throwable cause) {
        super(code, message, cause);
    }
}
