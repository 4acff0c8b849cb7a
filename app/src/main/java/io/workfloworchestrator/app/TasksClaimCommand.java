package io.workfloworchestrator.app;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.state.Cause;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code workflow tasks claim [WORKFLOW]}: takes the next task, so that nobody else works on it. */
@Command(name = "claim", description = "Take the best ready task, or this one; prints the token that proves it.")
final class TasksClaimCommand extends ChangingCommand {
    @Parameters(
            index = "0",
            paramLabel = "WORKFLOW",
            arity = "0..1",
            description = "Of which workflow; any active one when not given.")
    private Optional<String> name = Optional.empty();

    @Parameters(index = "1", paramLabel = "TASK", arity = "0..1", description = "Which task; the best when not given.")
    private Optional<String> task = Optional.empty();

    @Option(names = "--by", paramLabel = "NAME", description = "Who holds it; whoever makes the change when not given.")
    private Optional<String> by = Optional.empty();

    @Option(names = "--skill", paramLabel = "NAME", description = "What the holder can do; may be given again.")
    private List<String> skills = new ArrayList<>();

    TasksClaimCommand(Console console) {
        super(console);
    }

    @Override
    ExitCode run(Workbench bench) {
        Cause cause = bench.cause(Optional.empty());
        Json.Obj arguments = Json.Obj.EMPTY.with("agent", Json.of(by.orElse(cause.actor())));
        arguments = GoalCalls.with(arguments, "workflowName", name);
        arguments = GoalCalls.with(arguments, "taskId", task);
        arguments = GoalCalls.with(arguments, "skills", skills);
        Json.Obj answer = TaskCalls.call(bench, "next_task", arguments, cause);
        console.answer(answer.without("changes"), () -> print(answer));
        return answer.find("task").isPresent() ? ExitCode.OK : ExitCode.REFUSED;
    }

    private void print(Json.Obj answer) {
        if (answer.find("task").isEmpty()) {
            String workflow = answer.text("workflowName").or(() -> name).orElse("WORKFLOW");
            console.paragraph("", "", TaskCalls.said(workflow, TaskCalls.text(answer, "because")));
            return;
        }
        console.paragraph(
                console.bold("Task " + TaskCalls.text(answer, "task", "id")) + " of "
                        + TaskCalls.text(answer, "workflowName") + ": ",
                "    ",
                TaskCalls.text(answer, "task", "description"));
        console.paragraph("", "", TaskCalls.text(answer, "because"));
        console.line(console.dim("Held until " + TaskCalls.text(answer, "until") + " by token "
                + TaskCalls.text(answer, "token") + "."));
    }
}
