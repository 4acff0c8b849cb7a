package io.workfloworchestrator.mcp;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which tools one client is offered, and whether that has changed since it listed them. Thread-safe. */
final class OfferedTools {
    private final List<Tool<?, ?>> all;
    private final WorkflowMcpServer.Builder parts;

    /** Whether the client saw the tools that not every project needs; null if it has listed nothing yet. */
    private @Nullable Boolean shown;

    OfferedTools(List<Tool<?, ?>> all, WorkflowMcpServer.Builder parts) {
        this.all = all;
        this.parts = parts;
    }

    /** Whether the list may change at all. */
    boolean mayChange() {
        return !parts.sometimes.isEmpty();
    }

    /** The tools that the project needs now, for a client that lists them. */
    synchronized List<Tool<?, ?>> list() {
        boolean isListed = parts.listed.getAsBoolean();
        shown = isListed;
        return all.stream()
                .filter(tool -> isListed || !parts.sometimes.containsKey(tool.name()))
                .toList();
    }

    /** Whether the client has to list the tools again. It is true once for each change. */
    synchronized boolean hasChanged() {
        if (shown == null || !mayChange()) {
            return false;
        }
        boolean before = shown;
        shown = parts.listed.getAsBoolean();
        return shown != before;
    }
}
