package io.workfloworchestrator.workflow;

import java.util.List;
import java.util.Optional;

/**
 * A page of items.
 *
 * @param total how many items the query finds on all pages
 * @param next the cursor of the next page, for {@link ItemQuery#after}; empty on the last one. It stays right while items come and
 *     go: the next page begins after the last item of this one, also if that is gone
 */
public record ItemPage(List<ItemView> items, int total, Optional<String> next) {
    public ItemPage {
        items = List.copyOf(items);
    }
}
