package io.workfloworchestrator.workflow;

import io.workfloworchestrator.definition.Call;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A refused change of an item, or a question about one that is not there, such as {@code E_ITEM_BLOCKED}. */
public final class ItemException extends WorkflowException {
    private static final long serialVersionUID = 1L;

    private final transient @Nullable Call call;
    private final @Nullable String missing;

    ItemException(String code, String message) {
        this(code, message, null);
    }

    /** @param call the tool that the definition names for what is missing, or null */
    ItemException(String code, String message, @Nullable Call call) {
        this(code, message, call, null);
    }

    private ItemException(String code, String message, @Nullable Call call, @Nullable String missing) {
        super(code, message);
        this.call = call;
        this.missing = missing;
    }

    /** A refusal because the workflow has no item, or no kind of items, of this name. */
    static ItemException missing(String code, String message, String name) {
        return new ItemException(code, message, null, name);
    }

    /** The tool that the definition names for what is missing, for {@code E_ITEM_GATE}; empty if it names no tool. */
    public Optional<Call> call() {
        return Optional.ofNullable(call);
    }

    /**
     * What was named and the workflow does not have, where an item or a kind is named: it may be of another workflow.
     */
    public Optional<String> missing() {
        return Optional.ofNullable(missing);
    }
}
