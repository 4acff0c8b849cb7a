package io.workfloworchestrator.server;

/** The names of the tools for items that answers name. */
final class ItemToolNames {
    static final String LIST = "list_items";
    static final String CLAIM = "claim_item";
    static final String MOVE = "move_item";
    static final String EVIDENCE = "add_evidence";

    private ItemToolNames() {}
}
