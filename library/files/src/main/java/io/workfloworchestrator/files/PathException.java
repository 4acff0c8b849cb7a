package io.workfloworchestrator.files;

import io.workfloworchestrator.json.CodedException;

/**
 * A path, or the file or folder there, is refused: {@link #code()} is one of the {@code E_PATH_*} and {@code E_ROOT_*}
 * codes, or {@code E_PERMISSION}, {@code E_NO_SPACE}, {@code E_READ_ONLY}, {@code E_IO} if the file system refused.
 */
public final class PathException extends CodedException {
    private static final long serialVersionUID = 1L;

    private final String path;

    /** A refusal of this path. */
    public PathException(String code, String path, String message) {
        super(code, message);
        this.path = path;
    }

    /** A refusal of this path. */
    public PathException(String code, String path, String message, Throwable reason) {
        super(code, message, reason);
        this.path = path;
    }

    /** The path as it was given, at most 80 characters of it, control characters escaped. */
    public String path() {
        return path;
    }
}
