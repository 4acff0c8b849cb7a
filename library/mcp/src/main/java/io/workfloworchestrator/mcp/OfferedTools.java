package io.workfloworchestrator.mcp;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Which tools one client is offered, and whether that has changed since it listed them. Thread-safe. */
final class OfferedTools {
    private final List<Tool<?, ?>> all;
    private final Map<String, BooleanSupplier> sometimes;

    /** Which of the tools that not every project needs the client saw; null if it has listed nothing yet. */
    private @Nullable Set<String> shown;

    /** @param sometimes those that not every project needs, by name, and whether the project needs them now */
    OfferedTools(List<Tool<?, ?>> all, Map<String, BooleanSupplier> sometimes) {
        this.all = all;
        this.sometimes = sometimes;
    }

    boolean mayChange() {
        return !sometimes.isEmpty();
    }

    /** The tools that the project needs now, for a client that lists them. */
    synchronized List<Tool<?, ?>> list() {
        Set<String> needed = needed();
        shown = needed;
        return all.stream()
                .filter(tool -> !sometimes.containsKey(tool.name()) || needed.contains(tool.name()))
                .toList();
    }

    Set<String> names() {
        Set<String> needed = needed();
        return all.stream()
                .map(Tool::name)
                .filter(name -> !sometimes.containsKey(name) || needed.contains(name))
                .collect(Collectors.toSet());
    }

    /** Whether the client has to list the tools again. It is true once for each change. */
    synchronized boolean hasChanged() {
        Set<String> before = shown;
        if (before == null || !mayChange()) {
            return false;
        }
        Set<String> needed = needed();
        shown = needed;
        return !needed.equals(before);
    }

    /** Each condition is asked once, since tools that were added together share it. */
    private Set<String> needed() {
        Map<BooleanSupplier, Boolean> asked = new HashMap<>();
        Set<String> needed = new HashSet<>();
        sometimes.forEach((name, listed) -> {
            if (asked.computeIfAbsent(listed, BooleanSupplier::getAsBoolean)) {
                needed.add(name);
            }
        });
        return needed;
    }
}
