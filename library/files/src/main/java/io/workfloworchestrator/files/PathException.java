package io.workfloworchestrator.files;

import io.workfloworchestrator.json.CodedException;
import org.jspecify.annotations.Nullable;

/**
 * A path, or the file or folder there, is refused: {@link #code()} is one of the {@code E_PATH_*} and {@code E_ROOT_*}
 * codes, or {@code E_PERMISSION}, {@code E_NO_SPACE}, {@code E_READ_ONLY}, {@code E_IO} if the file system refused.
 */
public final class PathException extends CodedException {
    private static final long serialVersionUID = 1L;

    private final String path;

    public PathException(String code, String path, String message) {
        this(code, path, message, null);
    }

    public PathException(String code, String path, String message, @Nullable Throwable reason) {
        super(code, message, reason);
        this.path = path;
    }

    /** A refusal that says of this path what is so: the message begins with it. */
    static PathException of(String code, String path, String what, @Nullable Throwable reason) {
        String shown = PathRules.show(path);
        return new PathException(code, shown, "'" + shown + "' " + what, reason);
    }

    /** The path as it was given, at most 80 characters of it, control characters escaped. */
    public String path() {
        return path;
    }
}
