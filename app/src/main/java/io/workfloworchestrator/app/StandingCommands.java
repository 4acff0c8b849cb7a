package io.workfloworchestrator.app;

import io.workfloworchestrator.definition.DefinitionProblem;
import io.workfloworchestrator.json.CodedException;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.local.Worktree;
import io.workfloworchestrator.state.Moment;
import io.workfloworchestrator.state.StateKey;
import io.workfloworchestrator.workflow.WorkflowMoment;
import io.workfloworchestrator.workflow.WorkflowStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;

/** The commands that show where workflows stand. */
final class StandingCommands {
    private StandingCommands() {}

    @Command(name = "status", description = "Where the project stands: phases, steps, items, health.")
    static final class Status extends ProjectCommand {
        @Override
        ExitCode run(Workbench bench) {
            WorkflowMoment<Json> now = bench.now();
            WorkflowStatus status = now.status();
            Optional<Worktree> worktree = bench.place().worktree();
            Json.Obj answer = Answers.of(status)
                    .with("notices", bench.noticesJson(now.moment()))
                    .with("project", bench.folder().root().toString());
            Optional<String> main = worktree.flatMap(Worktree::main).map(Object::toString);
            return console.done(answer.with("mainWorktree", main), () -> {
                print(bench, status);
                worktree.ifPresent(tree -> console.paragraph(console.warn("! "), tree.remark()));
                NewNotices.print(console, now.moment());
            });
        }

        private void print(Workbench bench, WorkflowStatus status) {
            console.line(console.bold(status.title()) + "  "
                    + console.dim(status.workflow() + "/" + status.id() + ", revision " + status.revision()));
            console.line(console.bar(status.progress(), 24) + "  " + console.health(status.health())
                    + (status.finished() ? "  " + console.good("finished") : ""));
            status.concerns().forEach(concern -> console.paragraph("  " + console.warn("! "), concern));
            for (WorkflowStatus.Phase phase : status.phases()) {
                print(phase, phase.id().equals(status.phase()) && !status.finished());
            }
            if (!status.items().isEmpty()) {
                console.line();
            }
            status.items().forEach(kind -> console.paragraph(console.bold(kind.title()) + "  ", "  ", counted(kind)));
            if (!status.finished()) {
                console.line();
                console.line(
                        console.dim("What to do next, and why: " + bench.meant().command("next")));
            }
        }

        private static String counted(WorkflowStatus.Items kind) {
            if (kind.all() == 0) {
                return "nothing yet";
            }
            return kind.all() + " in all, " + kind.done() + " done, " + kind.open() + " open"
                    + (kind.blocked() == 0 ? "" : ", " + kind.blocked() + " blocked")
                    + " (" + byStatus(kind) + ")";
        }

        private static String byStatus(WorkflowStatus.Items kind) {
            return kind.byStatus().entrySet().stream()
                    .filter(count -> count.getValue() > 0)
                    .map(count -> count.getValue() + " " + count.getKey())
                    .collect(Collectors.joining(", "));
        }

        private void print(WorkflowStatus.Phase phase, boolean current) {
            String count = phase.done() + " of " + phase.steps().size();
            console.line();
            console.line((current ? console.bold(phase.title()) : Console.plain(phase.title())) + "  "
                    + console.dim(phase.id() + ", " + count));
            if (!current) {
                return;
            }
            for (WorkflowStatus.Step step : phase.steps()) {
                String mark = switch (step.status()) {
                    case "complete" -> console.good("✓ ");
                    case "skipped" -> console.warn("- ");
                    default -> console.dim("· ");
                };
                console.paragraph(
                        "  " + mark,
                        step.title() + "  [" + step.id() + "]" + (step.optional() ? " (optional)" : "")
                                + step.note().map(note -> " – " + note).orElse(""));
            }
        }
    }

    @Command(name = "list", description = "All workflows of the project: where each stands.")
    static final class Listed extends ProjectCommand {
        private static final int CELLS = 12;

        /** One workflow, or why it cannot be read; {@code now} is after looking at it, which may record what was found on disk. */
        private record Line(String name, Optional<WorkflowStatus> status, String problem, Moment now) {}

        @Override
        ExitCode run(Workbench bench) {
            Moment now = bench.states().now();
            Optional<String> asked = bench.meant().asked(now);
            List<Line> lines = new ArrayList<>();
            for (String name : MeantWorkflow.all(now)) {
                if (asked.isEmpty() || asked.get().equals(name)) {
                    Line line = line(bench, name, now);
                    lines.add(line);
                    now = line.now;
                }
            }
            // A broken definition stops only its own type; this command tells of it.
            List<DefinitionProblem> problems = DefinitionCommands.faults(bench.folder());
            Moment last = now;
            return console.done(
                    Answers.at(last.revision())
                            .with("workflows", Answers.list(lines, Listed::json))
                            .with("problems", Answers.list(problems, Answers::of))
                            .with("notices", bench.noticesJson(last)),
                    () -> {
                        print(lines);
                        problems.forEach(problem -> console.paragraph(console.warn("! "), problem.headline()));
                        NewNotices.print(console, last);
                    });
        }

        private static Line line(Workbench bench, String name, Moment now) {
            try {
                WorkflowMoment<Json> workflow = bench.named(name).open().in(now);
                return new Line(name, Optional.of(workflow.status()), "", workflow.moment());
            } catch (CodedException e) {
                return new Line(name, Optional.empty(), String.valueOf(e.getMessage()), now);
            }
        }

        private static Json json(Line line) {
            StateKey<Json> key = StateKey.json(line.name);
            Json.Obj json = Json.Obj.EMPTY.with("workflow", key.type()).with("id", key.id());
            return line.status
                    .map(status -> json.with("title", status.title())
                            .with("phase", status.phase())
                            .with("finished", status.finished())
                            .with("progress", status.progress())
                            .with("health", status.health().word()))
                    .orElseGet(() -> json.with("problem", line.problem));
        }

        private void print(List<Line> lines) {
            if (lines.isEmpty()) {
                console.line("No workflow yet. Begin one with 'workflow init'.");
            }
            int widest =
                    lines.stream().mapToInt(line -> line.name.length()).max().orElse(0) + 2;
            boolean table = lines.stream().allMatch(line -> widest + Wrapping.columns(where(line)) <= console.room());
            for (Line line : lines) {
                String indent = table ? " ".repeat(widest) : "  ";
                String name = console.bold(line.name);
                if (table) {
                    name += " ".repeat(widest - line.name.length());
                } else {
                    console.line(name);
                    name = indent;
                }
                print(line, name, indent);
            }
        }

        private void print(Line line, String first, String indent) {
            if (line.status.isEmpty()) {
                console.paragraph(first, "cannot be read: " + line.problem);
                return;
            }
            console.line(first + where(line));
            console.paragraph(indent, line.status.get().title());
        }

        private String where(Line line) {
            return line.status
                    .map(status -> console.bar(status.progress(), CELLS) + "  "
                            + (status.finished()
                                    ? console.good("finished")
                                    : Console.plain(status.phase()) + "  " + console.health(status.health())))
                    .orElse("");
        }
    }
}
