package io.workfloworchestrator.state;

/**
 * Text that is not acceptable JSON. Limits: 64 MB of text, depth 64, strings of 1 MB, names of 256 characters, numbers
 * of 64 digits with exponents up to 308, 2 million tokens; no duplicate keys, nothing after the value.
 */
public final class JsonException extends StateException {
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

    /** Line of the fault, from 1; 0 where it has no place in a text. */
    public int line() {
        return line;
    }

    /** Column of the fault, from 1; 0 where it has no place in a text. */
    public int column() {
        return column;
    }
}
