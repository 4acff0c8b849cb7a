package io.workfloworchestrator.mcp;

import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Which tools one client is offered, and whether that has changed since it listed them. Thread-safe. */
final class OfferedTools {
    private final List<Tool<?, ?>> all;
    private final Set<String> sometimes;
    private final BooleanSupplier listed;

    /** Whether the client saw the tools that not every project needs; null if it has listed nothing yet. */
    private @Nullable Boolean shown;

    /**
     * @param sometimes the names of those that not every project needs
     * @param listed whether the project needs them now
     */
    OfferedTools(List<Tool<?, ?>> all, Set<String> sometimes, BooleanSupplier listed) {
        this.all = all;
        this.sometimes = sometimes;
        this.listed = listed;
    }

    /** Whether the list may change at all. */
    boolean mayChange() {
        return !sometimes.isEmpty();
    }

    /** The tools that the project needs now, for a client that lists them. */
    synchronized List<Tool<?, ?>> list() {
        boolean isListed = listed.getAsBoolean();
        shown = isListed;
        return all.stream()
                .filter(tool -> isListed || !sometimes.contains(tool.name()))
                .toList();
    }

    /** Whether the client has to list the tools again. It is true once for each change. */
    synchronized boolean hasChanged() {
        if (shown == null || !mayChange()) {
            return false;
        }
        boolean before = shown;
        shown = listed.getAsBoolean();
        return shown != before;
    }
}
