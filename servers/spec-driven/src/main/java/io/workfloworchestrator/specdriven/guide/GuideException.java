package io.workfloworchestrator.specdriven.guide;

import io.workfloworchestrator.json.CodedException;

/** A refusal of the guide; nothing was changed. */
final class GuideException extends CodedException {
    private static final long serialVersionUID = 1L;

    GuideException(String code, String message) {
        super(code, message);
    }
}
