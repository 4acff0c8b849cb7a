package io.workfloworchestrator.rules;

import org.jspecify.annotations.Nullable;

/** What one evaluation needs: the facts, the variables of the macros being run, and the cost that is left. */
final class Frame {
    Facts facts;
    final @Nullable Object[] locals = new @Nullable Object[Limits.DEPTH + 1];
    private long left = Limits.EXPRESSION_COST;

    Frame(Facts facts) {
        this.facts = facts;
    }

    /** Starts counting anew and answers what was spent since the last time. */
    long restart() {
        long spent = Limits.EXPRESSION_COST - left;
        left = Limits.EXPRESSION_COST;
        return spent;
    }

    void charge(Node node, long units) {
        left -= units;
        if (left < 0) {
            throw new EvalError(
                    "E_RULE_COST",
                    node.start,
                    "this takes more than " + Limits.EXPRESSION_COST
                            + " steps with these facts; narrow the list first, or compute it as a fact");
        }
    }
}
