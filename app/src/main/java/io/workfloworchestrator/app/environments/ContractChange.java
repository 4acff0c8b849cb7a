package io.workfloworchestrator.app.environments;

import java.util.Locale;

/** A difference between what two releases offer, at a place such as {@code tool add_note}. Immutable. */
record ContractChange(Weight weight, String where, String what) {
    /** What a difference means for clients. */
    enum Weight {
        /** What worked does not work any more. */
        BREAKS,
        /** Somebody should look at it; nobody can tell by the form alone. */
        REVIEW,
        /** What worked still works. */
        SAFE
    }

    static ContractChange breaks(String where, String what) {
        return new ContractChange(Weight.BREAKS, where, what);
    }

    static ContractChange review(String where, String what) {
        return new ContractChange(Weight.REVIEW, where, what);
    }

    static ContractChange safe(String where, String what) {
        return new ContractChange(Weight.SAFE, where, what);
    }

    @Override
    public String toString() {
        return weight.name().toLowerCase(Locale.ROOT) + ": " + where + ": " + what;
    }
}
