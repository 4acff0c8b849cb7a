package io.workfloworchestrator.json;

import org.jspecify.annotations.Nullable;

/**
 * Text that is not acceptable JSON, or JSON that does not have the expected shape. Limits: 64 MB of text, depth 64, strings
 * of 1 MB, names of 256 characters, numbers of 64 digits with exponents up to 308, 2 million tokens; no duplicate keys, nothing
 * after the value.
 */
public final class JsonException extends CodedException {
    private static final long serialVersionUID = 1L;

    private final int line;
    private final int column;

    JsonException(String code, String message) {
        this(code, message, 0, 0);
    }

    JsonException(String code, String message, int line, int column) {
        super(code, line > 0 ? "line " + line + ", column " + column + ": " + message : message);
        this.line = line;
        this.column = column;
    }

    JsonException(String code, String message, @Nullable Throwable cause) {
        super(code, message, cause);
        this.line = 0;
        this.column = 0;
    }

    /** JSON that has another shape than expected at this path. */
    static JsonException shape(String path, String what, @Nullable Throwable cause) {
        return new JsonException("E_STATE_SHAPE", "at " + (path.isEmpty() ? "/" : path) + ": " + what, cause);
    }

    /** Line of the fault, from 1; 0 if it has no place in a text. */
    public int line() {
        return line;
    }

    /** Column of the fault, from 1; 0 if it has no place in a text. */
    public int column() {
        return column;
    }
}
