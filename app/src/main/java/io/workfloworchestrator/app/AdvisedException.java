package io.workfloworchestrator.app;

import io.workfloworchestrator.json.CodedException;

/** A refusal with the command that does what is missing. */
final class AdvisedException extends CodedException {
    private static final long serialVersionUID = 1L;

    AdvisedException(CodedException why, String command) {
        super(why.code(), why.getMessage() + " Do: " + command, why);
    }
}
