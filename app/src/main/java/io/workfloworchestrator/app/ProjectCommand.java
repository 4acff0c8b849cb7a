package io.workfloworchestrator.app;

import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Option;

/** A command about a project; what all of them share. */
abstract class ProjectCommand implements Callable<Integer> {
    /** The command's own writer, given to it. */
    protected final Console console;

    @Option(
            names = "--project",
            paramLabel = "DIR",
            description = "The project's folder; the working directory when not given.")
    private String project = "";

    @Option(
            names = {"-w", "--workflow"},
            paramLabel = "TYPE/ID",
            description = "Which workflow of the project; its planning, or the only one, when not given.")
    private Optional<String> workflow = Optional.empty();

    @Option(names = "--json", description = "Answer as JSON; docs/cli-json.md describes it.")
    private boolean json;

    ProjectCommand(Console console) {
        this.console = console;
    }

    @Override
    public final Integer call() {
        console.json(json);
        try (Workbench bench = Workbench.open(project, workflow)) {
            bench.as(as());
            return run(bench).number();
        }
    }

    /** Who does it, where somebody was named. */
    Optional<String> as() {
        return Optional.empty();
    }

    /** Does the work and answers. Errors with a code are reported, and end the command, by the caller. */
    abstract ExitCode run(Workbench bench);
}
