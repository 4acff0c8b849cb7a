package io.workfloworchestrator.definition;

import java.util.List;

/**
 * What the state remembers of the disk: one item for each element of a list, by key; an item whose element vanished is
 * marked missing, never removed.
 *
 * @param from the expression of the list, whose elements are mappings
 * @param key the element's field that names the item
 * @param keep the element's fields that are kept
 */
public record TrackDefinition(String from, String key, List<String> keep) {
    public TrackDefinition {
        keep = List.copyOf(keep);
    }
}
