package io.workfloworchestrator.json;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * By what the elements of an array are recognised when the array changes: objects by their {@code id}, else
 * {@code name}; scalars by themselves. An array in which that is missing or not unique is one value.
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

    /** The elements by identity, in their order; empty when they have none that is unique. */
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
}
