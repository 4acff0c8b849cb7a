package io.workfloworchestrator.rules;

import org.jspecify.annotations.Nullable;

/** A text that is no expression, or an expression without a value; caught in this package, without a stack trace. */
final class Fault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    final String code;
    final int offset;

    Fault(String code, int offset, String message) {
        super(message, null, false, false);
        this.code = code;
        this.offset = offset;
    }

    static Fault syntax(int offset, String message) {
        return new Fault("E_RULE_EXPR", offset, message);
    }

    static Fault value(int offset, String message) {
        return new Fault("E_RULE_VALUE", offset, message);
    }

    static Fault thrown(String what, Throwable thrown) {
        String message = thrown instanceof StackOverflowError ? null : thrown.getMessage();
        String words = message == null ? "" : ": " + Values.describe(message);
        String name = thrown.getClass().getSimpleName();
        return new Fault(
                "E_RULE_CONDITION",
                0,
                what + " threw " + (name.isEmpty() ? thrown.getClass().getName() : name) + words
                        + ", so it is not decided");
    }

    String text() {
        return String.valueOf(getMessage());
    }

    /** The first one of two that CEL's logic may forget if something else decides; running out of budget is never forgotten. */
    Fault after(@Nullable Fault first) {
        if (code.equals("E_RULE_COST")) {
            throw this;
        }
        return first == null ? this : first;
    }
}
