package io.workfloworchestrator.detect;

import io.workfloworchestrator.files.PathException;
import io.workfloworchestrator.files.PathRules;
import java.util.Objects;
import java.util.Set;

/**
 * Something on disk that a scan could not use; the scan went on without it.
 *
 * @param code stable: E_PATH_SYMLINK, E_ENTRY_NAME, E_ENTRY_KIND, E_ENTRY_DUPLICATE, E_ENTRY_UNREADABLE, E_FILE_SIZE,
 *     E_FILE_TEXT, E_FRONT_MATTER, E_CHECKBOX, E_CHECKBOXES, E_HEADINGS, E_MARKDOWN_FENCE, E_MARKDOWN_COMMENT, E_JSON_*,
 *     E_SCAN_BYTES, E_SCAN_DEPTH, E_SCAN_ENTRIES
 * @param path relative to the project; control characters escaped
 * @param line from 1; 0 for the whole file or folder
 * @param message what is so and what to do
 */
public record ScanFinding(String code, String path, int line, String message) {
    private static final Set<String> HIDING = Set.of(
            "E_ENTRY_UNREADABLE", "E_FILE_SIZE", "E_FILE_TEXT", "E_SCAN_BYTES", "E_SCAN_DEPTH", "E_SCAN_ENTRIES");

    private static final Set<String> DOUBTFUL = Set.of("E_CHECKBOX", "E_MARKDOWN_FENCE", "E_MARKDOWN_COMMENT");

    public ScanFinding {
        Objects.requireNonNull(code, "code");
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(message, "message");
    }

    static ScanFinding of(String code, String path, String message) {
        return of(code, path, 0, message);
    }

    static ScanFinding of(String code, String path, int line, String message) {
        return new ScanFinding(code, PathRules.show(path), line, message);
    }

    /** A file or folder that is there and refused. */
    static ScanFinding unreadable(String path, PathException refused) {
        return of("E_ENTRY_UNREADABLE", path, String.valueOf(refused.getMessage()));
    }

    /** Whether a fact shows something as absent that may be there. */
    boolean hides() {
        return HIDING.contains(code) || code.startsWith("E_JSON_");
    }

    /** Whether the person who wrote the file may have meant something else than was read. */
    boolean isDoubt() {
        return DOUBTFUL.contains(code);
    }

    /** {@code CODE path:line: message}. */
    @Override
    public String toString() {
        return code + " " + new Source(path, line) + ": " + message;
    }
}
