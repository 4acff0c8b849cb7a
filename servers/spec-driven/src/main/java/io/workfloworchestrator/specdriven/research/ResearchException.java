package io.workfloworchestrator.specdriven.research;

import io.workfloworchestrator.json.CodedException;

/** A refusal about research. The message says what is so and what to do. */
public final class ResearchException extends CodedException {
    private static final long serialVersionUID = 1L;

    ResearchException(String code, String message) {
        super(code, message);
    }
}
