package io.workfloworchestrator.diagram;

import io.workfloworchestrator.json.CodedException;

/** A diagram that cannot be drawn as described: {@link #code()} is one of the {@code E_DIAGRAM_*} codes. */
public final class DiagramException extends CodedException {
    private static final long serialVersionUID = 1L;

    DiagramException(String code, String message) {
        super(code, message);
    }
}
