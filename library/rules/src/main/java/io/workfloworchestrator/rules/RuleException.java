package io.workfloworchestrator.rules;

import java.util.List;

/** The root of all errors about rules: a stable code, what is so, where, why, and what to do next. */
public class RuleException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String code;
    private final transient List<Problem> problems;

    /** An error with a stable code such as {@code E_RULE_ID}. */
    public RuleException(String code, String message) {
        super(message);
        this.code = code;
        this.problems = List.of();
    }

    /** An error for one or more problems; its code is that of the first. */
    RuleException(String message, List<Problem> problems) {
        super(message);
        this.code = problems.get(0).code();
        this.problems = List.copyOf(problems);
    }

    /** The stable code, such as {@code E_RULE_ID}. */
    public final String code() {
        return code;
    }

    /** All problems, each with its place; empty if there is no text to point into. */
    public final List<Problem> problems() {
        return problems == null ? List.of() : problems;
    }
}
