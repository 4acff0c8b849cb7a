package io.workfloworchestrator.specdriven.analysis;

import io.workfloworchestrator.json.CodedException;

/** An analysis that cannot be made, with a code, the reason and what to do. */
public final class AnalysisException extends CodedException {
    private static final long serialVersionUID = 1L;

    AnalysisException(String code, String message) {
        super(code, message);
    }
}
