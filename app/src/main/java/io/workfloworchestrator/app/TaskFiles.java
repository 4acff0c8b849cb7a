package io.workfloworchestrator.app;

import io.workfloworchestrator.definition.Shapes;
import io.workfloworchestrator.files.ProjectFolder;
import io.workfloworchestrator.json.CodedException;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.server.OpenProject;
import io.workfloworchestrator.state.Done;
import io.workfloworchestrator.taskexecutor.TaskExecutorServer;
import io.workfloworchestrator.taskexecutor.exports.ExportFormat;
import io.workfloworchestrator.taskexecutor.exports.ExportTools;
import io.workfloworchestrator.taskexecutor.exports.TaskExport;
import io.workfloworchestrator.taskexecutor.imports.ImportNote;
import io.workfloworchestrator.taskexecutor.imports.ImportPlan;
import io.workfloworchestrator.taskexecutor.imports.ImportSource;
import io.workfloworchestrator.taskexecutor.imports.PortableTask;
import io.workfloworchestrator.taskexecutor.imports.TaskImport;
import io.workfloworchestrator.taskexecutor.templates.TemplatedWorkflow;
import io.workfloworchestrator.taskexecutor.templates.WorkflowTemplate;
import io.workfloworchestrator.taskexecutor.templates.WorkflowTemplates;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;

/** The commands by which tasks come from other tools and templates, and go to other tools. */
final class TaskFiles {
    private TaskFiles() {}

    @Command(
            name = "import",
            description = "Take over the tasks of another tool; without --apply it only says what it would do.")
    static final class Import extends ChangingCommand {
        private static final int SHOWN = 20;

        private final Given<String> path =
                operand("PATH", "A file or a folder, anywhere, such as ~/.claude/tasks/LIST.");
        private final Given<String> into =
                needed("--into WORKFLOW", "The workflow of tasks that gets them; begun if there is none of that name.");
        private final Given<String> format = option(
                "--format FORMAT",
                "task-master, backlog-md, beads, gsd, bmad, claude-code, github, csv, todo-txt or obsidian;"
                        + " found out when not given.");
        private final Given<Boolean> apply = flag("--apply", "Do it, in one commit that 'workflow undo' takes back.");

        @Override
        ExitCode run(Workbench bench) {
            Path given = Path.of(path.get()).toAbsolutePath().normalize();
            if (!Files.exists(given)) {
                throw new NotFoundException("there is nothing at " + path.get() + " to import.");
            }
            TaskImport.Wanted wanted = new TaskImport.Wanted(
                    source(given), format.find().map(TaskImport::format), list(bench, given), into.get());
            TaskImport imports = new TaskImport(bench.project(TaskExecutorServer.WORKFLOWS), Clock.systemUTC());
            TaskImport.Report report =
                    apply.get() ? imports.apply(wanted, bench.cause(Optional.empty())) : imports.plan(wanted);
            bench.publish();
            return console.done(json(report), () -> print(report));
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
            return Answers.at(report.moment().revision())
                    .with("applied", report.commit().isPresent())
                    .with("format", plan.format().word())
                    .with("added", plan.added().size())
                    .with("known", plan.known().size())
                    .with("numbers", Shapes.json(report.numbers()))
                    .with(
                            "notes",
                            Json.strings(plan.notes().stream()
                                    .map(ImportNote::toString)
                                    .toList()));
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
            plan.notes().forEach(note -> console.paragraph(console.warn("  ! "), note.toString()));
            if (added.isEmpty() && plan.known().isEmpty()) {
                console.line("No task was found in " + path.get()
                        + ". Name the file or the folder of the tasks, or say --format.");
            }
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

    @Command(
            name = "export",
            description = "The tasks of a workflow for another tool, on stdout or in a new file of the project.")
    static final class Export extends ProjectCommand {
        private final Given<String> name = operand("WORKFLOW", "The name of a workflow of tasks, active or archived.");
        private final Given<String> format =
                option("--format FORMAT", "csv", "csv, todo-txt, gantt, flowchart or icalendar; csv when not given.");
        private final Given<String> out = option("--out FILE", "A new file in the project.");
        private final Given<Integer> agents =
                count("--agents N", 1, "On how many agents a timeline is planned; 1 when not given.");

        @Override
        ExitCode run(Workbench bench) {
            ExportFormat written = ExportTools.format(format.get());
            TaskExport export = ExportTools.of(
                    bench.project(TaskExecutorServer.WORKFLOWS),
                    bench.states().now(),
                    name.get(),
                    agents.get(),
                    Clock.systemUTC());
            String text = written.text(export);
            Optional<String> file = out.find().map(ProjectFolder::checkWritable);
            if (file.isPresent()) {
                bench.folder().writeNew(file.get(), text.getBytes(StandardCharsets.UTF_8));
            }
            Json.Obj answer = Json.Obj.EMPTY
                    .with("tasks", export.tasks().size())
                    .with(file.isPresent() ? "file" : "text", file.orElse(text));
            return console.done(answer, () -> {
                if (file.isPresent()) {
                    console.line(export.tasks().size() + " tasks were written to " + file.get() + ".");
                } else {
                    console.out().print(text); // a file for a program: as it is
                }
            });
        }
    }

    @Command(
            name = "new",
            description = "A workflow of tasks from a template; without NAME, which templates there are.")
    static final class New extends ChangingCommand {
        private final Given<String> name = maybe("NAME", "The name of the new workflow.");
        private final Given<String> template =
                option("--template TEMPLATE", "Such as bug-fix; see .ai-planning/templates/workflows.");
        private final Given<Map<String, String>> values =
                pairs("--set KEY=VALUE", "A value of the template; once for each.");

        @Override
        ExitCode run(Workbench bench) {
            OpenProject project = bench.project(TaskExecutorServer.WORKFLOWS);
            WorkflowTemplates templates = new WorkflowTemplates(bench.folder());
            if (!name.isGiven()) {
                return console.done(
                        Json.Obj.EMPTY.with("templates", Json.strings(templates.names())),
                        () -> templates.names().forEach(one -> print(templates, one)));
            }
            String wanted = template.find()
                    .orElseThrow(() -> new UsageException(
                            "say which template by --template: " + String.join(", ", templates.names()) + "."));
            Done<Integer> done = new TemplatedWorkflow(project, Clock.systemUTC())
                    .make(name.get(), templates.get(wanted), values.get(), bench.cause(Optional.empty()));
            bench.publish();
            Json.Obj answer = Answers.at(done.moment().revision())
                    .with("workflow", name.get())
                    .with("tasks", done.result());
            return console.done(
                    answer, () -> console.line("The workflow " + name.get() + " has " + done.result() + " tasks."));
        }

        private void print(WorkflowTemplates templates, String one) {
            try {
                WorkflowTemplate found = templates.get(one);
                console.line(console.bold(one) + "  " + found.title() + ", "
                        + found.tasks().size() + " tasks" + (templates.isOwn(one) ? ", of this project" : ""));
                found.placeholders()
                        .forEach((key, placeholder) -> console.paragraph(
                                "    --set " + key + "=  ",
                                "      ",
                                placeholder.about()
                                        + (placeholder.isRequired()
                                                ? " (required)"
                                                : " (" + placeholder.usual() + ")")));
            } catch (CodedException e) {
                console.paragraph(console.warn(one + "  "), "    ", String.valueOf(e.getMessage()));
            }
        }
    }
}
