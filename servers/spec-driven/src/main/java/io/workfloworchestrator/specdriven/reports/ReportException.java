package io.workfloworchestrator.specdriven.reports;

import io.workfloworchestrator.json.CodedException;
import org.jspecify.annotations.Nullable;

/** A report that cannot be read ({@code E_REPORT}): the message says why, and what is expected. */
public final class ReportException extends CodedException {
    private static final long serialVersionUID = 1L;

    ReportException(String message) {
        this(message, null);
    }

    ReportException(String message, @Nullable Throwable cause) {
        super("E_REPORT", message, cause);
    }
}
