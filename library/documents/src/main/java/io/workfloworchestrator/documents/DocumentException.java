package io.workfloworchestrator.documents;

import io.workfloworchestrator.json.CodedException;

/** A document or template that cannot be read or written. The message says what, where and what to do. */
public final class DocumentException extends CodedException {
    private static final long serialVersionUID = 1L;

    private final int line;
    private final int column;

    /** A refusal that has no place in a text. */
    public DocumentException(String code, String message) {
        super(code, message);
        this.line = 0;
        this.column = 0;
    }

    /** A refusal at a place in a text; line and column from 1. */
    public DocumentException(String code, int line, int column, String message) {
        super(code, "line " + line + ", column " + column + ": " + message);
        this.line = line;
        this.column = column;
    }

    /** Line of the fault, from 1; 0 if it has no place in a text. */
    public int line() {
        return line;
    }

    /** Column of the fault in characters, from 1; 0 if it has no place in a text. */
    public int column() {
        return column;
    }
}
