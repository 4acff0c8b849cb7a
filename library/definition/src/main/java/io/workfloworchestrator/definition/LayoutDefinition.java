package io.workfloworchestrator.definition;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A second set of paths for projects laid out otherwise; layouts are tried in their order.
 *
 * @param id unique in the definition
 * @param recognisedBy paths of which one must exist in the project for the layout to be taken
 * @param unless paths of which none may exist, so that the canonical layout wins when both are there
 * @param paths replacements and additions by name
 */
public record LayoutDefinition(String id, List<String> recognisedBy, List<String> unless, Map<String, String> paths) {
    public LayoutDefinition {
        recognisedBy = List.copyOf(recognisedBy);
        unless = List.copyOf(unless);
        paths = Collections.unmodifiableMap(new LinkedHashMap<>(paths));
    }
}
