package io.workfloworchestrator.rules;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something that kept a rule from being decided or a suggestion from being written: a condition threw, a limit was reached.
 *
 * @param code stable: {@code E_RULE_VALUE}, {@code E_RULE_COST}, {@code E_RULE_CONDITION} (a lambda threw),
 *     {@code E_RULE_BINDINGS} (more than {@link Limits#BINDINGS}), {@code E_RULE_FINDINGS} (more findings than are kept)
 * @param part which part of it: a condition's id, {@code for-each}, {@code suggest/params/path}
 * @param binding the variable and element of a for-each rule; empty for others
 */
public record Finding(
        String code, String rule, String part, String message, Map<String, ? extends @Nullable Object> binding) {
    /** In one line, so without the excerpt that marks the place. */
    @Override
    public String toString() {
        String first = message.lines().findFirst().orElse("");
        return rule + ", " + part + ": " + first + " [" + code + "]";
    }
}
