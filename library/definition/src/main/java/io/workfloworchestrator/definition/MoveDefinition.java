package io.workfloworchestrator.definition;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A permitted change of an item's status.
 *
 * @param id unique in its kind
 * @param when what must hold for it, beside the item's needs; conditions read the item as {@code item}
 * @param call the tool that makes the move, or null
 * @param hint what a person does to make the move, a template, or null
 */
public record MoveDefinition(
        String id,
        List<String> from,
        String to,
        List<GateDefinition> when,
        @Nullable Call call,
        @Nullable String hint) {
    public MoveDefinition {
        from = List.copyOf(from);
        when = List.copyOf(when);
    }

    public Optional<Call> tool() {
        return Optional.ofNullable(call);
    }
}
