package io.workfloworchestrator.rules;

/** A text is not an expression. Thrown and caught inside this package, without a stack trace. */
final class SyntaxError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    final String code;
    final int offset;

    SyntaxError(String code, int offset, String message) {
        super(message, null, false, false);
        this.code = code;
        this.offset = offset;
    }

    static SyntaxError at(int offset, String message) {
        return new SyntaxError("E_RULE_EXPR", offset, message);
    }
}
