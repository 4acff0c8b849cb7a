package io.workfloworchestrator.app;

import io.workfloworchestrator.state.Json;
import io.workfloworchestrator.state.Moment;
import io.workfloworchestrator.state.StateException;
import io.workfloworchestrator.state.StateKey;
import io.workfloworchestrator.workflow.DefinitionProblem;
import io.workfloworchestrator.workflow.WorkflowException;
import io.workfloworchestrator.workflow.WorkflowMoment;
import io.workfloworchestrator.workflow.WorkflowStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;

/** {@code workflow list}: all workflows of a project. */
@Command(name = "list", description = "All workflows of the project: where each stands.")
final class ListCommand extends ProjectCommand {
    ListCommand(Console console) {
        super(console);
    }

    /**
     * One workflow.
     *
     * @param problem why it cannot be read; empty when it can
     * @param now what all lines up to this one are of: looking at a workflow may record what is found on disk
     */
    private record Line(String name, Optional<WorkflowStatus> status, String problem, Moment now) {}

    @Override
    ExitCode run(Workbench bench) {
        Moment now = bench.states().now();
        Optional<String> asked = bench.asked(now);
        List<Line> lines = new ArrayList<>();
        for (String name : bench.workflows(now)) {
            if (asked.isEmpty() || asked.get().equals(name)) {
                Line line = line(bench, name, now);
                lines.add(line);
                now = line.now;
            }
        }
        // A definition that cannot be used stops its own type only, so somebody must hear of it here.
        List<DefinitionProblem> problems = VerifyCommand.faults(bench.folder());
        Moment last = now;
        console.answer(
                Json.Obj.EMPTY
                        .with("workflows", Answers.list(lines, ListCommand::json))
                        .with("problems", Answers.list(problems, VerifyCommand::json))
                        .with("notices", bench.noticesJson(last))
                        .with("revision", Json.of(last.revision().number())),
                () -> {
                    print(lines);
                    problems.forEach(problem -> console.paragraph(console.warn("! "), "  ", problem.headline()));
                    Workbench.printNotices(console, last);
                });
        return ExitCode.OK;
    }

    private static Line line(Workbench bench, String name, Moment now) {
        try {
            WorkflowMoment<Json> workflow = bench.named(name).open().in(now);
            return new Line(name, Optional.of(workflow.status()), "", workflow.moment());
        } catch (WorkflowException | StateException e) {
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
        int widest = lines.stream().mapToInt(line -> line.name.length()).max().orElse(0);
        for (Line line : lines) {
            String name = console.bold(line.name) + " ".repeat(widest - line.name.length() + 2);
            line.status.ifPresentOrElse(
                    status -> {
                        console.line(name + console.bar(status.progress(), 12) + "  "
                                + (status.finished()
                                        ? console.good("finished")
                                        : Console.plain(status.phase()) + "  " + console.health(status.health())));
                        console.paragraph(" ".repeat(widest + 2), " ".repeat(widest + 2), status.title());
                    },
                    () -> console.paragraph(name, " ".repeat(widest + 2), "cannot be read: " + line.problem));
        }
    }
}
