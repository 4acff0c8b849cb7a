package io.workfloworchestrator.documents;

import io.workfloworchestrator.json.CodedException;

/** A document or template that cannot be read or written. The message says what, where and what to do. */
public final class DocumentException extends CodedException {
    private static final long serialVersionUID = 1L;

    public DocumentException(String code, String message) {
        super(code, message);
    }
}
