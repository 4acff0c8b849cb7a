package io.workfloworchestrator.rules;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An advised step, ready to call.
 *
 * @param salience higher first
 * @param action what to do, for people
 * @param call the tool to call and its parameters; null if no tool does it
 * @param because why, for people; may be empty
 * @param binding the variable and element of a for-each rule; empty for others
 */
public record Suggestion(
        String rule,
        int salience,
        String action,
        @Nullable Call call,
        String because,
        Map<String, ? extends @Nullable Object> binding) {
    /** A tool and its parameters: null, Boolean, Long, Double, String, List or Map each. */
    public record Call(String tool, Map<String, ? extends @Nullable Object> params) {}

    /** The tool that does it. */
    public Optional<String> tool() {
        return Optional.ofNullable(call).map(Call::tool);
    }

    /** The parameters of the tool; empty if no tool does it. */
    public Map<String, ? extends @Nullable Object> params() {
        return call == null ? Map.of() : call.params();
    }
}
