package io.workfloworchestrator.specdriven.delta;

import io.workfloworchestrator.json.CodedException;

/** A change of a living specification that cannot be read or merged. The message says where, why and what to do. */
public final class DeltaException extends CodedException {
    private static final long serialVersionUID = 1L;

    DeltaException(String code, String message) {
        super(code, message);
    }
}
