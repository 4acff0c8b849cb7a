package io.workfloworchestrator.app;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.state.Cause;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code workflow tasks verify WORKFLOW TASK}: collects what proves a task done. */
@Command(name = "verify", description = "Run the approved checks of a task, and say what proves it done.")
final class TasksVerifyCommand extends ChangingCommand {
    @Parameters(index = "0", paramLabel = "WORKFLOW", description = "Of which workflow.")
    private String name = "";

    @Parameters(index = "1", paramLabel = "TASK", description = "Which task.")
    private String task = "";

    @Option(names = "--token", paramLabel = "N", description = "The token of its claim; not needed by its holder.")
    private Optional<Long> token = Optional.empty();

    @Option(names = "--review", paramLabel = "TEXT", description = "What a review came to.")
    private Optional<String> review = Optional.empty();

    @Option(names = "--holds", paramLabel = "TEXT", description = "A constraint that was kept; may be given again.")
    private List<String> holds = new ArrayList<>();

    @Option(names = "--tests", paramLabel = "FILES", description = "Reports of tests; may be given again.")
    private List<String> tests = new ArrayList<>();

    TasksVerifyCommand(Console console) {
        super(console);
    }

    @Override
    ExitCode run(Workbench bench) {
        Json.Obj arguments = TaskCalls.of(name).with("taskId", Json.of(task));
        arguments = GoalCalls.with(arguments, "review", review);
        arguments = GoalCalls.with(arguments, "holds", holds);
        arguments = GoalCalls.with(arguments, "tests", tests);
        if (token.isPresent()) {
            arguments = arguments.with("token", Json.of(token.get()));
        }
        Cause cause = bench.cause(Optional.empty());
        arguments = review.isPresent() ? arguments.with("by", Json.of(cause.actor())) : arguments;
        Json.Obj answer = TaskCalls.call(bench, "verify_task", arguments, cause);
        console.answer(answer.without("changes"), () -> print(answer));
        return ExitCode.OK;
    }

    private void print(Json.Obj answer) {
        Json.Obj report = answer.find("verification").map(Json::asObject).orElse(Json.Obj.EMPTY);
        console.line(console.bold("Task " + task + " of " + name) + ": " + TaskCalls.text(report, "status"));
        for (String field : List.of("evidence", "concerns", "recommendations")) {
            TaskCalls.texts(report, field).forEach(line -> console.paragraph("  ", "    ", ToolCalls.said(line)));
        }
    }
}
