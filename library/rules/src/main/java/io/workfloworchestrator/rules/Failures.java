package io.workfloworchestrator.rules;

/** Describes exceptions of foreign code. */
final class Failures {
    private Failures() {}

    static EvalError of(String what, Throwable thrown) {
        String message = thrown instanceof StackOverflowError ? null : thrown.getMessage();
        String words = message == null ? "" : ": " + Values.describe(message);
        String name = thrown.getClass().getSimpleName();
        return new EvalError(
                "E_RULE_CONDITION",
                0,
                what + " threw " + (name.isEmpty() ? thrown.getClass().getName() : name) + words
                        + ", so it is not decided");
    }
}
