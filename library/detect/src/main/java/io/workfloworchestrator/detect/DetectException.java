package io.workfloworchestrator.detect;

import io.workfloworchestrator.json.CodedException;

/**
 * A fact was declared wrongly. Trouble with a single file while scanning is a {@link ScanFinding}, never an exception; a
 * refused path is a {@link io.workfloworchestrator.files.PathException}.
 */
public final class DetectException extends CodedException {
    private static final long serialVersionUID = 1L;

    DetectException(String code, String message) {
        super(code, message);
    }
}
