package io.workfloworchestrator.workflow;

import io.workfloworchestrator.definition.MoveDefinition;

/** What must hold for a move beside the item's needs: the gates of its definition. */
@FunctionalInterface
interface ItemGates {
    /** @throws ItemException {@code E_ITEM_GATE} if one of them is closed */
    void require(WorkflowState<?> state, Item item, MoveDefinition move);
}
