package io.workfloworchestrator.specdriven.imports;

import io.workfloworchestrator.json.CodedException;

/** An import that is refused; nothing was changed. */
public final class ImportException extends CodedException {
    private static final long serialVersionUID = 1L;

    ImportException(String code, String message) {
        super(code, message);
    }
}
