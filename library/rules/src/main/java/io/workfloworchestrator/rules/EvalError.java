package io.workfloworchestrator.rules;

/** An expression has no value for these facts. Thrown and caught inside this package, without a stack trace. */
final class EvalError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    final String code;
    final int offset;

    EvalError(String code, int offset, String message) {
        super(message, null, false, false);
        this.code = code;
        this.offset = offset;
    }

    String text() {
        return String.valueOf(getMessage());
    }

    /** Whether CEL's logic may ignore this error; running out of budget may not be ignored. */
    boolean absorbable() {
        return !code.equals("E_RULE_COST");
    }
}
