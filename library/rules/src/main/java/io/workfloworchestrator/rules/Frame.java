package io.workfloworchestrator.rules;

import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The state of one evaluation: the facts, the variables of running macros, and the cost that is left. */
final class Frame {
    /** Units for each new string, list or map, for the memory that it takes besides its content. */
    static final int OBJECT = 8;

    private static final int REMEMBERED = 3;

    private Facts facts;
    final @Nullable Object[] locals = new @Nullable Object[Limits.DEPTH + 1];
    /** The last look-up: neighbouring conditions read neighbouring facts. Names are compared by identity. */
    private String lastRoot = "";

    private @Nullable Object lastValue;
    /** The same for the fields on the way to a value, by their depth; not for the last field, which differs each time. */
    private final @Nullable Object[] lastOwner = new @Nullable Object[REMEMBERED];

    private final @Nullable String[] lastName = new @Nullable String[REMEMBERED];
    private final @Nullable Object[] lastField = new @Nullable Object[REMEMBERED];

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

    void use(Facts other) {
        facts = other;
        lastRoot = "";
        Arrays.fill(lastOwner, null);
    }

    /** The value of a name; null if it is null or not there. */
    @SuppressWarnings("ReferenceEquality")
    @Nullable
    Object root(String name) {
        if (name != lastRoot) {
            lastValue = facts.value(name);
            lastRoot = name;
        }
        return lastValue;
    }

    /** The value of a name in a map, at a depth of a chain; null if it is null or not there. */
    @SuppressWarnings("ReferenceEquality")
    @Nullable
    Object field(int depth, Map<?, ?> owner, String name) {
        if (depth >= REMEMBERED) {
            return owner.get(name);
        }
        if (owner != lastOwner[depth] || name != lastName[depth]) {
            lastField[depth] = owner.get(name);
            lastOwner[depth] = owner;
            lastName[depth] = name;
        }
        return lastField[depth];
    }

    /** Returns the cost since the last call, and starts counting anew. */
    long restart() {
        long spent = budget - left;
        left = budget;
        return spent;
    }

    void charge(int offset, long units) {
        left -= units;
        if (left < 0) {
            throw new Fault(
                    "E_RULE_COST",
                    offset,
                    "this takes more than " + budget
                            + " steps with these facts; narrow the list first, or compute it as a fact");
        }
    }
}
