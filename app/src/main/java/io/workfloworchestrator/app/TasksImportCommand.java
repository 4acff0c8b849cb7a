package io.workfloworchestrator.app;

import io.workfloworchestrator.definition.Shapes;
import io.workfloworchestrator.files.ProjectFolder;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.taskexecutor.TaskExecutorServer;
import io.workfloworchestrator.taskexecutor.imports.ImportFormat;
import io.workfloworchestrator.taskexecutor.imports.ImportNote;
import io.workfloworchestrator.taskexecutor.imports.ImportPlan;
import io.workfloworchestrator.taskexecutor.imports.ImportSource;
import io.workfloworchestrator.taskexecutor.imports.PortableTask;
import io.workfloworchestrator.taskexecutor.imports.TaskImport;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code workflow tasks import PATH --into WORKFLOW}: tasks of other tools; without --apply it only says what it would do. */
@Command(
        name = "import",
        description = "Take over the tasks of another tool; without --apply it only says what it would do.")
final class TasksImportCommand extends ChangingCommand {
    private static final int SHOWN = 20;

    @Parameters(paramLabel = "PATH", description = "A file or a folder, anywhere, such as ~/.claude/tasks/LIST.")
    private String path = "";

    @Option(
            names = "--into",
            paramLabel = "WORKFLOW",
            required = true,
            description = "The workflow of tasks that gets them; begun if there is none of that name.")
    private String into = "";

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "task-master, backlog-md, beads, gsd, bmad, claude-code, github, csv, todo-txt or obsidian;"
                    + " found out when not given.")
    private Optional<String> format = Optional.empty();

    @Option(names = "--apply", description = "Do it, in one commit that 'workflow undo' takes back.")
    private boolean apply;

    @Override
    ExitCode run(Workbench bench) {
        Path given = Path.of(path).toAbsolutePath().normalize();
        if (!Files.exists(given)) {
            throw new NotFoundException("there is nothing at " + path + " to import.");
        }
        TaskImport.Wanted wanted = new TaskImport.Wanted(source(given), asked(), list(bench, given), into);
        TaskImport imports = new TaskImport(bench.project(TaskExecutorServer.WORKFLOWS), Clock.systemUTC());
        TaskImport.Report report = apply ? imports.apply(wanted, bench.cause(Optional.empty())) : imports.plan(wanted);
        bench.publish();
        return console.done(json(report), () -> print(report));
    }

    private Optional<ImportFormat> asked() {
        return format.map(TaskImport::format);
    }

    private static ImportSource source(Path given) {
        Path folder = Files.isDirectory(given)
                ? given
                : Optional.ofNullable(given.getParent()).orElse(given);
        String name = Files.isDirectory(given) ? "." : String.valueOf(given.getFileName());
        return ImportSource.of(ProjectFolder.open(folder), name);
    }

    /** What the list is called in the state: its path in the project, else its whole path. */
    private static String list(Workbench bench, Path given) {
        Path root = bench.folder().root();
        return given.startsWith(root) ? root.relativize(given).toString() : given.toString();
    }

    private static Json json(TaskImport.Report report) {
        ImportPlan plan = report.plan();
        return Json.Obj.EMPTY
                .with("applied", Json.of(report.commit().isPresent()))
                .with("format", Json.of(plan.format().word()))
                .with("added", Json.of(plan.added().size()))
                .with("known", Json.of(plan.known().size()))
                .with("numbers", Shapes.json(report.numbers()))
                .with(
                        "notes",
                        Json.strings(
                                plan.notes().stream().map(ImportNote::toString).toList()))
                .with("revision", Json.of(report.moment().revision().number()));
    }

    private void print(TaskImport.Report report) {
        ImportPlan plan = report.plan();
        List<PortableTask> added = plan.added();
        console.line(console.bold(String.valueOf(added.size())) + " new tasks of "
                + plan.format().word()
                + (added.isEmpty() ? "" : ": " + states(plan)) + ". "
                + (plan.known().isEmpty() ? "" : plan.known().size() + " were taken over before."));
        added.stream().limit(SHOWN).forEach(task -> {
            String number = report.numbers().getOrDefault(task.id(), "");
            String name = number.isEmpty() ? task.id() : number + " (" + task.id() + ")";
            console.paragraph("  " + ItemTable.padded(name, 14) + " ", "    ", task.title());
        });
        if (added.size() > SHOWN) {
            console.line(console.dim("  " + (added.size() - SHOWN) + " more; --json has the numbers of all."));
        }
        plan.notes().forEach(note -> console.paragraph(console.warn("  ! "), "    ", note.toString()));
        if (report.commit().isEmpty() && !added.isEmpty()) {
            console.line(console.dim("Nothing was changed. To do it, add --apply."));
        }
    }

    private static String states(ImportPlan plan) {
        return plan.states().entrySet().stream()
                .map(state -> state.getValue() + " " + state.getKey())
                .collect(Collectors.joining(", "));
    }
}
