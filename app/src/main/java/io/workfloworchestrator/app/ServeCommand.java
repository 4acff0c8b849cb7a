package io.workfloworchestrator.app;

import io.workfloworchestrator.app.environments.Environments;
import io.workfloworchestrator.local.ProjectPlace;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code workflow serve NAME}: what a client's configuration starts; it becomes the live release of the server. */
@Command(
        name = "serve",
        description = "Start the live release of a server, for a client; its standard streams are the server's own.")
final class ServeCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(paramLabel = "NAME", description = "The server.")
    private String name = "";

    @Option(
            names = "--project",
            paramLabel = "DIR",
            description =
                    "The project whose production it is; when not given, the nearest from the working directory upward"
                            + " that has .ai-planning.")
    private String project = "";

    ServeCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        console.out().flush();
        return Environments.start(ProjectPlace.of(project).folder()).run(name);
    }
}
