package io.workfloworchestrator.rules;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What one evaluation needs: the facts, the variables of the macros being run, and the cost that is left. */
final class Frame {
    private Facts facts;
    final @Nullable Object[] locals = new @Nullable Object[Limits.DEPTH + 1];
    /** What was looked up last: neighbouring conditions look at neighbouring facts. Names are compared by identity. */
    private String lastRoot = "";

    private @Nullable Object lastValue;
    private @Nullable Map<?, ?> lastOwner;
    private String lastName = "";
    private @Nullable Object lastField;

    private final long budget;
    private long left;

    Facts facts() {
        return facts;
    }

    Frame(Facts facts) {
        this(facts, Limits.EXPRESSION_COST);
    }

    Frame(Facts facts, long budget) {
        this.facts = facts;
        this.budget = budget;
        this.left = budget;
    }

    /** Goes on with other facts. */
    void use(Facts other) {
        facts = other;
        lastRoot = "";
        lastOwner = null;
    }

    /** The value under a name; null where it is null or not there. */
    @SuppressWarnings("ReferenceEquality")
    @Nullable
    Object root(String name) {
        if (name != lastRoot) {
            lastValue = facts.value(name);
            lastRoot = name;
        }
        return lastValue;
    }

    /** The value under a key of a map; null where it is null or not there. */
    @SuppressWarnings("ReferenceEquality")
    @Nullable
    Object field(Map<?, ?> owner, String name) {
        if (owner != lastOwner || name != lastName) {
            lastField = owner.get(name);
            lastOwner = owner;
            lastName = name;
        }
        return lastField;
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
