package io.workfloworchestrator.app;

import io.workfloworchestrator.diagram.Format;
import io.workfloworchestrator.taskexecutor.workflows.TaskWorkflows;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code workflow tasks graph WORKFLOW}: which tasks wait for which, as a picture. */
@Command(name = "graph", description = "Which tasks of a workflow wait for which: a tree of text, or a picture.")
final class TasksGraphCommand extends ProjectCommand {
    @Parameters(paramLabel = "WORKFLOW", description = "Which workflow.")
    private String name = "";

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "text, svg, mermaid or drawio; text when not given.")
    private Format format = Format.TEXT;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "A new file, named from the project's folder; stdout when not given.")
    private Optional<String> out = Optional.empty();

    @Option(names = "--replace", description = "FILE may be there already, and is written anew.")
    private boolean replace;

    @Override
    ExitCode run(Workbench bench) {
        new ItemPicture(console, format, out, replace)
                .show(bench.folder(), TaskCommands.tasks(bench, name), TaskWorkflows.TASK);
        return ExitCode.OK;
    }
}
