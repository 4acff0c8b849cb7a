package io.workfloworchestrator.definition;

import java.util.List;

/**
 * The statuses that items of a kind may have.
 *
 * @param values every status, in the order in which people think of them
 * @param first the status of a new item
 * @param finals the statuses in which nothing is left to do; a definition calls the list final
 */
public record StatusDefinition(List<String> values, String first, List<String> finals) {
    public StatusDefinition {
        values = List.copyOf(values);
        finals = List.copyOf(finals);
    }

    /** Whether nothing is left to do in this status. */
    public boolean isFinal(String status) {
        return finals.contains(status);
    }
}
