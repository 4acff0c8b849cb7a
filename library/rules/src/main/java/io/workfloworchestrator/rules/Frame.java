package io.workfloworchestrator.rules;

import org.jspecify.annotations.Nullable;

/** What one evaluation needs: the facts, the variables of the macros being run, and the cost that is left. */
final class Frame {
    Facts facts;
    final @Nullable Object[] locals = new @Nullable Object[Limits.DEPTH + 1];
    private final long budget;
    private long left;

    Frame(Facts facts) {
        this(facts, Limits.EXPRESSION_COST);
    }

    Frame(Facts facts, long budget) {
        this.facts = facts;
        this.budget = budget;
        this.left = budget;
    }

    /** Starts counting anew and answers what was spent since the last time. */
    long restart() {
        long spent = budget - left;
        left = budget;
        return spent;
    }

    void charge(Node node, long units) {
        left -= units;
        if (left < 0) {
            throw new EvalError(
                    "E_RULE_COST",
                    node.start,
                    "this takes more than " + budget
                            + " steps with these facts; narrow the list first, or compute it as a fact");
        }
    }
}
