package io.workfloworchestrator.app;

import io.workfloworchestrator.app.environments.Environments;
import io.workfloworchestrator.app.environments.ServerStart;
import io.workfloworchestrator.files.ProjectFolder;
import io.workfloworchestrator.local.ProjectPlace;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code workflow serve NAME}: what a client's configuration starts; it becomes the live release of the server. */
@Command(
        name = "serve",
        description = "Start the live release of a server, for a client; its standard streams are the server's own.")
final class ServeCommand extends CliCommand implements Callable<Integer> {
    @Parameters(paramLabel = "NAME", description = "The server.")
    private String name = "";

    @Option(
            names = "--project",
            paramLabel = "DIR",
            description =
                    "The project whose production it is; when not given, the nearest from the working directory upward"
                            + " that has .ai-planning.")
    private String project = "";

    @Option(
            names = "--record",
            description =
                    "Record what the client asks and gets, with a copy of the project, to replay it with later releases.")
    private boolean record;

    @Override
    public Integer call() {
        console.out().flush();
        ProjectFolder folder = ProjectPlace.of(project).folder();
        ServerStart start = Environments.start(folder);
        return record
                ? start.record(
                        name,
                        target -> LocalEnvironments.backup(folder.root(), target),
                        Clock.systemUTC().instant(),
                        console::note)
                : start.run(name);
    }
}
