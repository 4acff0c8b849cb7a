package io.workfloworchestrator.app;

import io.workfloworchestrator.app.environments.Environments;
import io.workfloworchestrator.projectmanagement.environments.ServerBook;
import io.workfloworchestrator.projectmanagement.environments.ServerEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code workflow server change NAME …}: how a server is built, tested and started from its next check on. */
@Command(
        name = "change",
        description = "Change how a server is built, tested and started, or what it depends on; its releases stay.")
final class ServerChangeCommand extends EnvironmentCommand {
    @Parameters(paramLabel = "NAME", description = "The server.")
    private String name = "";

    @Option(
            names = "--depends",
            paramLabel = "NAME",
            description = "A server or library that it is built with; all of them, in the place of those of before.")
    private List<String> depends = new ArrayList<>();

    @Option(names = "--independent", description = "It is built with none of them.")
    private boolean independent;

    @Mixin
    private ServerWords words = new ServerWords();

    @Override
    ExitCode run(Workbench bench, Environments environments) {
        ServerBook book = environments.book();
        ServerEntry server = book.named(name);
        List<ServerEntry> needs =
                independent ? List.of() : depends.isEmpty() ? book.needs(server) : named(environments, depends);
        ServerEntry changed = environments.change(server, words::over, needs, bench.cause(Optional.empty()));
        return console.done(ServerTable.json(environments, changed), () -> {
            console.line(console.bold(changed.name()) + " is built so from its next check on:");
            ServerTable.commands(console, changed);
        });
    }
}
