package io.workfloworchestrator.projectmanagement.migration;

import io.workfloworchestrator.json.CodedException;
import org.jspecify.annotations.Nullable;

/** A refused or broken-off migration, such as {@code E_MIGRATION_DECISION}. */
final class MigrationException extends CodedException {
    private static final long serialVersionUID = 1L;

    MigrationException(String code, String message) {
        this(code, message, null);
    }

    MigrationException(String code, String message, @Nullable Throwable cause) {
        super(code, message, cause);
    }
}
