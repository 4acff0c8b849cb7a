package io.workfloworchestrator.app;

import io.workfloworchestrator.definition.DefinitionProblem;
import io.workfloworchestrator.json.CodedException;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.state.Moment;
import io.workfloworchestrator.state.StateKey;
import io.workfloworchestrator.workflow.WorkflowMoment;
import io.workfloworchestrator.workflow.WorkflowStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;

/** {@code workflow list}: all workflows of a project. */
@Command(name = "list", description = "All workflows of the project: where each stands.")
final class ListCommand extends ProjectCommand {
    private static final int CELLS = 12;

    /**
     * One workflow.
     *
     * @param problem why the workflow cannot be read; empty if it can
     * @param now the moment after looking at it, since looking may record what was found on disk
     */
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
        List<DefinitionProblem> problems = DefinitionProblems.faults(bench.folder());
        Moment last = now;
        return console.done(
                Json.Obj.EMPTY
                        .with("workflows", Answers.list(lines, ListCommand::json))
                        .with("problems", Answers.list(problems, Answers::of))
                        .with("notices", bench.noticesJson(last))
                        .with("revision", Json.of(last.revision().number())),
                () -> {
                    print(lines);
                    problems.forEach(problem -> console.paragraph(console.warn("! "), "  ", problem.headline()));
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
        Json.Obj json = Json.Obj.EMPTY.with("workflow", Json.of(key.type())).with("id", Json.of(key.id()));
        return line.status
                .map(status -> json.with("title", Json.of(status.title()))
                        .with("phase", Json.of(status.phase()))
                        .with("finished", Json.of(status.finished()))
                        .with("progress", Json.of(status.progress()))
                        .with("health", Json.of(status.health().word())))
                .orElseGet(() -> json.with("problem", Json.of(line.problem)));
    }

    private void print(List<Line> lines) {
        if (lines.isEmpty()) {
            console.line("No workflow yet. Begin one with 'workflow init'.");
        }
        int widest = lines.stream().mapToInt(line -> line.name.length()).max().orElse(0) + 2;
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
            console.paragraph(first, indent, "cannot be read: " + line.problem);
            return;
        }
        console.line(first + where(line));
        console.paragraph(indent, indent, line.status.get().title());
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
