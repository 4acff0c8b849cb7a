package io.workfloworchestrator.rules;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Why a rule is suggested, or why it is not.
 *
 * @param summary the outcome in one sentence
 * @param cases each binding of a for-each rule, those nearest to firing first, at most
 *     {@link Limits#EXPLAINED_BINDINGS}; one case for any other rule
 * @param omitted bindings that are not described
 * @param missing what would have to become true for the rule to fire, in words: the smallest known set; empty if it fires
 */
public record Explanation(
        String rule, Verdict verdict, String summary, List<Case> cases, int omitted, List<String> missing) {
    /** The outcome of a rule. */
    public enum Verdict {
        /** It fires. */
        SUGGESTED,
        /** A condition does not hold, or a for-each rule has no elements. */
        NOT_SUGGESTED,
        /** It is not for this phase. Its conditions are still explained. */
        OTHER_PHASE,
        /** A condition could not be evaluated. */
        UNDECIDED
    }

    /**
     * One binding of a for-each rule, or the whole of any other.
     *
     * @param binding the variable and element; empty for a rule without for-each
     * @param reasons every condition, also those that the evaluation did not reach
     */
    public record Case(Map<String, ? extends @Nullable Object> binding, List<Reason> reasons) {
        /** Whether all conditions hold. */
        public boolean holds() {
            return reasons.stream().allMatch(Reason::holds);
        }

        /** The conditions that do not hold. */
        public List<Reason> failing() {
            return reasons.stream().filter(reason -> !reason.holds()).toList();
        }
    }

    public Explanation {
        cases = List.copyOf(cases);
        missing = List.copyOf(missing);
    }

    /** The conditions that keep the rule from firing in the case that is nearest to firing. */
    public List<Reason> failing() {
        return cases.isEmpty() ? List.of() : cases.get(0).failing();
    }

    /** The whole explanation, line by line. */
    @Override
    public String toString() {
        StringBuilder out = new StringBuilder(rule + ": " + summary + "\n");
        for (Case one : cases) {
            one.binding.forEach(
                    (variable, element) -> out.append("  " + variable + " = " + Values.describe(element) + "\n"));
            for (Reason reason : one.reasons) {
                String mark = switch (reason.outcome()) {
                    case HOLDS -> "  yes  ";
                    case FAILS -> "  no   ";
                    case ERROR -> "  ?    ";
                };
                out.append(mark + reason.condition() + ": " + reason.text() + "\n");
                reason.facts().forEach(fact -> out.append("         " + fact + "\n"));
                reason.missing().forEach(need -> out.append("       → " + need + "\n"));
                if (!reason.message().isEmpty()) {
                    out.append("       " + reason.message().replace("\n", "\n       ") + "\n");
                }
            }
        }
        return out + (omitted > 0 ? "  and " + omitted + " more\n" : "");
    }
}
