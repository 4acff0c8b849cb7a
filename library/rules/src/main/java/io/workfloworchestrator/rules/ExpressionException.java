package io.workfloworchestrator.rules;

import java.util.List;

/**
 * An expression that cannot be compiled, with all its problems, or one whose evaluation failed, with the place.
 *
 * <p>Codes: {@code E_RULE_EXPR} syntax, names and types; {@code E_RULE_REGEX} regular expressions, which are left out;
 * {@code E_RULE_EXPR_SIZE} too long or too deep; {@code E_RULE_VALUE} no result for these facts; {@code E_RULE_COST}
 * too much work for these facts.
 */
public final class ExpressionException extends RuleException {
    private static final long serialVersionUID = 1L;

    private final String text;

    ExpressionException(String text, String code, String message, int offset) {
        this(text, List.of(Problem.at(code, message, text, offset)));
    }

    ExpressionException(String text, List<Problem> problems) {
        super(describe(text, problems), problems);
        this.text = text;
    }

    /** The whole text of the expression. */
    public String text() {
        return text;
    }

    private static String describe(String text, List<Problem> problems) {
        StringBuilder out = new StringBuilder();
        for (Problem problem : problems) {
            if (out.length() > 0) {
                out.append('\n');
            }
            out.append(problem).append(problem.excerpt(text));
        }
        return out.toString();
    }
}
