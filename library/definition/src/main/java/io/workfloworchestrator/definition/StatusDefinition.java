package io.workfloworchestrator.definition;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The statuses that items of a kind may have.
 *
 * @param values every status, in the order in which people think of them
 * @param first the status of a new item
 * @param finals the statuses in which nothing is left to do; a definition calls them "final"
 * @param done those of the final statuses in which the item was done, so that it meets the needs of others; the rest are ways
 *     to drop it
 */
public record StatusDefinition(List<String> values, String first, List<String> finals, List<String> done) {
    public StatusDefinition {
        values = List.copyOf(values);
        finals = List.copyOf(finals);
        done = List.copyOf(done);
    }

    /**
     * The statuses, with what a definition leaves unsaid: the first of all is the first, the last is final, and the first of
     * the final ones means done.
     */
    static StatusDefinition of(
            List<String> values, @Nullable String first, @Nullable List<String> finals, @Nullable List<String> done) {
        List<String> last = values.subList(Math.max(0, values.size() - 1), values.size());
        List<String> ends = finals == null ? last : finals;
        return new StatusDefinition(
                values,
                first == null ? String.join("", values.subList(0, Math.min(1, values.size()))) : first,
                ends,
                done == null ? ends.subList(0, Math.min(1, ends.size())) : done);
    }

    /** Whether nothing is left to do in this status. */
    public boolean isFinal(String status) {
        return finals.contains(status);
    }

    /** Whether an item in this status was done, and so meets the needs of others. */
    public boolean isDone(String status) {
        return done.contains(status);
    }

    /** Whether it has a status: an item may have another one, if somebody edited the state or a newer definition took it away. */
    public boolean has(String status) {
        return values.contains(status);
    }
}
