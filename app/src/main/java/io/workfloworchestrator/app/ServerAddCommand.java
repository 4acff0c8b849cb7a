package io.workfloworchestrator.app;

import io.workfloworchestrator.app.environments.Environments;
import io.workfloworchestrator.projectmanagement.environments.ServerEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code workflow server add NAME --source DIR}: a server that has staging and production from now on. */
@Command(
        name = "add",
        description = "Add a server or a library; how it is built, tested and started is found from Maven or npm.")
final class ServerAddCommand extends EnvironmentCommand {
    @Parameters(paramLabel = "NAME", description = "Small letters, digits and dashes.")
    private String name = "";

    @Option(
            names = "--source",
            paramLabel = "DIR",
            required = true,
            description = "Its source, a folder of the project.")
    private String source = "";

    @Option(
            names = "--depends",
            paramLabel = "NAME",
            description = "A server or library that it is built with; may be given again.")
    private List<String> depends = new ArrayList<>();

    @Mixin
    private ServerWords words = new ServerWords();

    @Override
    ExitCode run(Workbench bench, Environments environments) {
        ServerEntry added = environments.add(name, source, words::over, depends, bench.cause(Optional.empty()));
        return console.done(ServerTable.json(environments, added), () -> {
            console.line(console.bold(added.name()) + " is a "
                    + (added.isStarted() ? "server" : "library") + ", built of "
                    + Console.plain(added.commands().folder()) + ".");
            ServerTable.commands(console, added);
            console.line(console.dim("Build and check it: workflow server check " + added.name()));
        });
    }
}
