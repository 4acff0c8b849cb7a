package io.workfloworchestrator.workflow;

/** A refused change of an item, or a question about one that is not there, such as {@code E_ITEM_BLOCKED}. */
public final class ItemException extends WorkflowException {
    private static final long serialVersionUID = 1L;

    ItemException(String code, String message) {
        super(code, message);
    }
}
