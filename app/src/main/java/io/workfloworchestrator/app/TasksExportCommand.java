package io.workfloworchestrator.app;

import io.workfloworchestrator.files.ProjectFolder;
import io.workfloworchestrator.files.WrittenFile;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.taskexecutor.TaskExecutorServer;
import io.workfloworchestrator.taskexecutor.exports.ExportFormat;
import io.workfloworchestrator.taskexecutor.exports.ExportTools;
import io.workfloworchestrator.taskexecutor.exports.TaskExport;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code workflow tasks export WORKFLOW}: its tasks in the format of another tool, on stdout or in a new file. */
@Command(
        name = "export",
        description = "The tasks of a workflow for another tool, on stdout or in a new file of the project.")
final class TasksExportCommand extends ProjectCommand {
    @Parameters(paramLabel = "WORKFLOW", description = "The name of a workflow of tasks, active or archived.")
    private String name = "";

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "csv, todo-txt, gantt, flowchart or icalendar; csv when not given.")
    private String format = "csv";

    @Option(names = "--out", paramLabel = "FILE", description = "A new file in the project.")
    private Optional<String> out = Optional.empty();

    @Option(
            names = "--agents",
            paramLabel = "N",
            description = "On how many agents a timeline is planned; 1 when not given.")
    private int agents = 1;

    @Override
    ExitCode run(Workbench bench) {
        UsageWords.requireAtLeast(1, agents, "--agents");
        ExportFormat written = ExportTools.format(format);
        TaskExport export = ExportTools.of(
                bench.project(TaskExecutorServer.WORKFLOWS), bench.states().now(), name, agents, Clock.systemUTC());
        String text = written.text(export);
        Optional<String> file = out.map(ProjectFolder::checkWritable);
        if (file.isPresent()) {
            WrittenFile unused = bench.folder().writeNew(file.get(), text.getBytes(StandardCharsets.UTF_8));
        }
        Json.Obj answer = Json.Obj.EMPTY
                .with("tasks", Json.of(export.tasks().size()))
                .with(file.isPresent() ? "file" : "text", Json.of(file.orElse(text)));
        return console.done(answer, () -> {
            if (file.isPresent()) {
                console.line(export.tasks().size() + " tasks were written to " + file.get() + ".");
            } else {
                console.out().print(text); // a file for a program: as it is
            }
        });
    }
}
