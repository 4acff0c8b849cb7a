package io.workfloworchestrator.specdriven;

import io.workfloworchestrator.json.CodedException;

/** A refusal of this server; nothing was changed. The message says what is so, where, why and what to do. */
public final class SpecDrivenException extends CodedException {
    private static final long serialVersionUID = 1L;

    public SpecDrivenException(String code, String message) {
        super(code, message);
    }

    /** The same, by another refusal. */
    public SpecDrivenException(String code, String message, CodedException cause) {
        super(code, message, cause);
    }
}
