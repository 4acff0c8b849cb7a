package io.workfloworchestrator.workflow;

import io.workfloworchestrator.state.Commit;
import io.workfloworchestrator.state.Revision;
import java.util.List;
import java.util.Optional;

/**
 * What a change of items came to.
 *
 * @param items the items as they are after it: those that were added or changed; of a removal, those that still need the removed
 *     one; empty if there was nothing to claim or to sweep
 * @param commit the commit; empty when there was nothing to change
 * @param after the workflow as of that commit; as of now when there was none
 */
public record ItemChange<T>(List<Item> items, Optional<Commit> commit, WorkflowMoment<T> after) {
    public ItemChange {
        items = List.copyOf(items);
    }

    /** @throws java.util.NoSuchElementException if no item was added or changed */
    public Item item() {
        return items.stream().findFirst().orElseThrow();
    }

    /** The item; empty if there was nothing to claim. */
    public Optional<Item> find() {
        return items.stream().findFirst();
    }

    /** The revision of the commit; of now when nothing was changed. */
    public Revision revision() {
        return after.revision();
    }
}
