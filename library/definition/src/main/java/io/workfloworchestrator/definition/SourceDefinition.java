package io.workfloworchestrator.definition;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Where items of a kind come from by themselves: each element of a list becomes an item. An item whose element vanished is
 * marked missing, never removed.
 *
 * @param each the expression of the list, whose elements are mappings; written {@code each} below {@code from}
 * @param key the element's field that tells one element from another
 * @param fields which field of the item takes its value from which field of the element
 */
public record SourceDefinition(String each, String key, Map<String, String> fields) {
    public SourceDefinition {
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }
}
