package io.workfloworchestrator.workflow;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What conditions read as {@code items} of a workflow that was not begun: none of any kind. Immutable. */
final class NoItems extends LazyMap {
    private static final NoItems BY_STATUS = new NoItems(List.of());

    static final NoItems OF_ANY_KIND = new NoItems(Map.of(
            "all", List.of(),
            "ready", List.of(),
            "blocked", List.of(),
            "stuck", List.of(),
            "stale", List.of(),
            "overdue", List.of(),
            "byStatus", BY_STATUS,
            "byId", Map.of()));

    private final Object byAnyName;

    private NoItems(Object byAnyName) {
        this.byAnyName = byAnyName;
    }

    @Override
    Set<String> names() {
        return Set.of();
    }

    @Override
    @Nullable
    Object value(String name) {
        return byAnyName;
    }
}
