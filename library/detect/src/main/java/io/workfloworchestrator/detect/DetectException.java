package io.workfloworchestrator.detect;

import io.workfloworchestrator.json.CodedException;

/**
 * A declaration of a fact that cannot be meant. Trouble with a single entry found while scanning is a {@link ScanFinding},
 * never an exception; a path that is refused is a {@link io.workfloworchestrator.files.PathException}.
 */
public final class DetectException extends CodedException {

    private static final long serialVersionUID = 1L;

    DetectException(String code, String message) {
        super(code, message);
    }
}
