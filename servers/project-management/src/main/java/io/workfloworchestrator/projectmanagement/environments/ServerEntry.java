package io.workfloworchestrator.projectmanagement.environments;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.workflow.Item;
import java.util.List;
import java.util.Optional;

/**
 * A server as it is known: where its source is, and by which words it is built, tested and started. Immutable and thread-safe.
 *
 * @param depends the ids of the servers and libraries that it is built with
 * @param live the id of the release that clients get; empty before the first promotion
 * @param status {@code staging}, {@code production} or {@code retired}
 */
public record ServerEntry(
        String id, String name, ServerCommands commands, List<String> depends, Optional<String> live, String status) {
    public ServerEntry {
        depends = List.copyOf(depends);
    }

    static ServerEntry of(Item item) {
        return new ServerEntry(
                item.id(),
                item.title(),
                ServerCommands.of(Json.object(item.state().fields())),
                item.state().texts("depends"),
                item.state().text("live"),
                item.status());
    }

    public boolean isStarted() {
        return !commands.run().isEmpty();
    }
}
