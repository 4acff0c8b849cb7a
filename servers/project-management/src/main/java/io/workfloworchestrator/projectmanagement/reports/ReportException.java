package io.workfloworchestrator.projectmanagement.reports;

import io.workfloworchestrator.json.CodedException;

/** A report or a picture that cannot be made as it was asked for. */
final class ReportException extends CodedException {
    private static final long serialVersionUID = 1L;

    ReportException(String code, String message) {
        super(code, message);
    }
}
