package io.workfloworchestrator.app;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.state.Cause;
import io.workfloworchestrator.taskexecutor.verify.VerifyTools;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code workflow tasks verify WORKFLOW TASK}: runs the approved checks of a task, and records what the person confirms. */
@Command(
        name = "verify",
        description = "Run the approved checks of a task, record what you confirm, and say whether it is proved."
                + " The command ends with 0 if it is, else with 1.")
final class TasksVerifyCommand extends ChangingCommand {
    private static final int LONGEST_SECONDS = 3_600;

    @Parameters(index = "0", paramLabel = "WORKFLOW", description = "The workflow of tasks.")
    private String workflow = "";

    @Parameters(index = "1", paramLabel = "TASK", description = "The task: its number, or its id.")
    private String task = "";

    @Option(names = "--holds", paramLabel = "N", description = "A constraint that holds, by number or text.")
    private List<String> holds = new ArrayList<>();

    @Option(names = "--broken", paramLabel = "N", description = "A constraint that does not hold.")
    private List<String> broken = new ArrayList<>();

    @Option(
            names = "--review",
            paramLabel = "TEXT",
            description = "Your judgement: approved or rejected, and why. Not of what you did yourself.")
    private Optional<String> review = Optional.empty();

    @Option(names = "--test", paramLabel = "NAME", description = "A test that must be among those that ran.")
    private List<String> tests = new ArrayList<>();

    @Option(names = "--token", paramLabel = "N", description = "The token of a claim.")
    private Optional<Long> token = Optional.empty();

    TasksVerifyCommand(Console console) {
        super(console);
    }

    @Override
    ExitCode run(Workbench bench) {
        Cause cause = bench.cause(Optional.empty());
        Json.Obj arguments = Json.Obj.EMPTY
                .with("workflowName", Json.of(workflow))
                .with("taskId", Json.of(task))
                .with("holds", Json.strings(holds))
                .with("broken", Json.strings(broken))
                .with("tests", Json.strings(tests))
                .with("by", Json.of(cause.actor()))
                .with("waitSeconds", Json.of(LONGEST_SECONDS));
        arguments = GoalCalls.with(arguments, "review", review);
        arguments = token.isPresent() ? arguments.with("token", Json.of(token.get())) : arguments;
        Json.Obj answer;
        try (Progress unused = console.progress("running the checks")) {
            answer = TaskCalls.call(bench, VerifyTools.VERIFY, arguments, cause);
        }
        bench.publish();
        console.answer(answer.without("changes"), () -> print(answer));
        boolean passed = answer.at("verification", "status")
                .filter(Json.of("passed")::equals)
                .isPresent();
        return passed ? ExitCode.OK : ExitCode.REFUSED;
    }

    private void print(Json.Obj answer) {
        String status =
                answer.at("verification", "status").flatMap(Json::asText).orElse("");
        console.line(console.bold("Task " + task + " of " + workflow) + ": " + status
                + answer.text("taskStatus").map(word -> "; it is " + word).orElse("") + ".");
        list(answer, "evidence", "+ ");
        list(answer, "concerns", console.warn("! "));
        list(answer, "recommendations", "> ");
    }

    private void list(Json.Obj answer, String what, String mark) {
        answer.at("verification", what).map(Json::asList).orElse(List.of()).stream()
                .flatMap(text -> text.asText().stream())
                .forEach(text -> console.paragraph("  " + mark, "    ", TaskCalls.said(workflow, text)));
    }
}
