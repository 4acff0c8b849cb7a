package io.workfloworchestrator.json;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Recognises the elements of an array when the array changes: an object by its {@code id}, else its {@code name}; a scalar
 * by itself. If an element has no identity, or two have the same, the array counts as one value.
 */
final class Identity {
    private static final List<String> FIELDS = List.of("id", "name");

    private Identity() {}

    static Optional<String> of(Json element) {
        if (element instanceof Json.Obj object) {
            for (String field : FIELDS) {
                Optional<String> text = object.text(field);
                if (text.isPresent()) {
                    return text;
                }
            }
        }
        return Optional.empty();
    }

    /** The elements by identity, in their order; empty if an identity is missing or not unique. */
    static Optional<Map<String, Json>> index(List<Json> elements) {
        Map<String, Json> index = new LinkedHashMap<>();
        for (Json element : elements) {
            Optional<String> id = element instanceof Json.Obj
                    ? of(element)
                    : element instanceof Json.Arr ? Optional.empty() : Optional.of(element.toString());
            if (id.isEmpty() || !JsonText.isName(id.get()) || index.put(id.get(), element) != null) {
                return Optional.empty();
            }
        }
        return Optional.of(index);
    }

    static boolean isSameOrder(Map<String, Json> a, Map<String, Json> b) {
        List<String> left = new ArrayList<>(a.keySet());
        List<String> right = new ArrayList<>(b.keySet());
        left.retainAll(b.keySet());
        right.retainAll(a.keySet());
        return left.equals(right);
    }
}
