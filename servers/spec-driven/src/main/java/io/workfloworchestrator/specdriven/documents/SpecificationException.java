package io.workfloworchestrator.specdriven.documents;

import io.workfloworchestrator.json.CodedException;

/** A refusal about the documents of a feature. The message says what is so and what to do. */
public final class SpecificationException extends CodedException {
    private static final long serialVersionUID = 1L;

    SpecificationException(String code, String message) {
        super(code, message);
    }
}
