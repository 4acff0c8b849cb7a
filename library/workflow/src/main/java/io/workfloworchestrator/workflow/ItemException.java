package io.workfloworchestrator.workflow;

import io.workfloworchestrator.definition.Call;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A refused change of an item, or a question about one that is not there, such as {@code E_ITEM_BLOCKED}. */
public final class ItemException extends WorkflowException {
    private static final long serialVersionUID = 1L;

    private final transient @Nullable Call call;

    ItemException(String code, String message) {
        this(code, message, null);
    }

    /** @param call the tool that the definition names for what is missing, or null */
    ItemException(String code, String message, @Nullable Call call) {
        super(code, message);
        this.call = call;
    }

    /** The tool that the definition names for what is missing, for {@code E_ITEM_GATE}; empty if it names no tool. */
    public Optional<Call> call() {
        return Optional.ofNullable(call);
    }
}
