package io.workfloworchestrator.workflow;

import io.workfloworchestrator.definition.KindDefinition;
import io.workfloworchestrator.json.Json;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds the items that a person names by their numbers. Not thread-safe. */
final class WrittenNeeds {
    private final KindDefinition described;
    private final Map<String, ItemState> items;
    /** The id of each number; empty for a number that two items have until it is mended. Null while nothing needed it. */
    private @Nullable Map<String, Optional<String>> byNumber;

    WrittenNeeds(KindDefinition described, Map<String, ItemState> items) {
        this.described = described;
        this.items = items;
    }

    /** The fields with ids for what is needed; what nobody knows stays as it was written. */
    Json.Obj resolved(Json.Obj fields) {
        String field = described.needs();
        Json needs = field == null ? null : fields.get(field);
        if (field == null || needs == null || needs.asList().isEmpty()) {
            return fields;
        }
        List<String> ids = needs.asList().stream()
                .flatMap(need -> need.asText().stream())
                .map(name -> items.get(name) != null
                        ? name
                        : byNumber().getOrDefault(name, Optional.empty()).orElse(name))
                .distinct()
                .toList();
        boolean isOfTexts =
                needs.asList().stream().allMatch(need -> need.asText().isPresent());
        return isOfTexts ? fields.with(field, Json.strings(ids)) : fields;
    }

    private Map<String, Optional<String>> byNumber() {
        Map<String, Optional<String>> known = byNumber;
        if (known == null) {
            Map<String, Optional<String>> all = new HashMap<>();
            items.forEach((id, item) -> item.number()
                    .ifPresent(number -> all.merge(number, Optional.of(id), (one, other) -> Optional.empty())));
            known = all;
            byNumber = all;
        }
        return known;
    }
}
