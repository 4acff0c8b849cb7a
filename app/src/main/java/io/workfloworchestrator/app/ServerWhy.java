package io.workfloworchestrator.app;

import io.workfloworchestrator.app.environments.Environments;
import io.workfloworchestrator.projectmanagement.environments.ReleaseEntry;
import io.workfloworchestrator.projectmanagement.environments.ServerBook;
import io.workfloworchestrator.projectmanagement.environments.ServerEntry;
import io.workfloworchestrator.state.StateKey;
import io.workfloworchestrator.workflow.Why;
import java.util.List;
import java.util.Optional;

/** Why a server can be promoted, or why not, for whoever asks by its name. Pure functions of the project. */
final class ServerWhy {
    private static final String KIND = "server";

    private ServerWhy() {}

    /**
     * What is missing before the staged release of a server can be promoted; empty if there is no such server.
     *
     * @param asked the server's name, as it is or after {@code server:}
     */
    static Optional<Why> of(Workbench bench, String asked) {
        if (bench.states().find(StateKey.json(ServerBook.WORKFLOW)).isEmpty()) {
            return Optional.empty();
        }
        Environments environments = EnvironmentCommand.environments(bench);
        String name = asked.startsWith(KIND + ":") ? asked.substring(KIND.length() + 1) : asked;
        ServerBook book = environments.book();
        return book.find(name).map(server -> of(environments, book, server));
    }

    private static Why of(Environments environments, ServerBook book, ServerEntry server) {
        List<String> missing = environments.production().missing(List.of(server));
        String title = book.staged(server).map(ReleaseEntry::title).orElse(server.name());
        String summary = missing.isEmpty()
                ? title + " can be promoted: workflow server promote " + server.name() + "."
                : title + " cannot be promoted now; its checks: workflow server show " + server.name() + ".";
        return new Why(KIND + ":" + server.name(), KIND, title, missing.isEmpty(), summary, List.of(), missing);
    }
}
