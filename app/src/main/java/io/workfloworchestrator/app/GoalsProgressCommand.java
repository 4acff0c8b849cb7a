package io.workfloworchestrator.app;

import io.workfloworchestrator.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code workflow goals progress GOAL [PERCENT]}: records how far a goal is. */
@Command(name = "progress", description = "Record how far a selected goal is, how it stands, and what proves it.")
final class GoalsProgressCommand extends ChangingCommand {
    @Parameters(index = "0", paramLabel = "GOAL", description = "The goal.")
    private String goal = "";

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "PERCENT",
            description = "0 to 100; when nothing is given, by its tasks.")
    private Optional<Integer> percent = Optional.empty();

    @Option(names = "--status", paramLabel = "STATUS", description = "Such as in-progress, blocked or completed.")
    private Optional<String> status = Optional.empty();

    @Option(names = "--blockers", paramLabel = "TEXT", description = "What blocks it.")
    private Optional<String> blockers = Optional.empty();

    @Option(names = "--next", paramLabel = "TEXT", description = "What is done next.")
    private Optional<String> next = Optional.empty();

    @Option(
            names = "--tasks",
            paramLabel = "FILE",
            description = "Count the boxes of this file, or of tasks.md in this folder.")
    private Optional<String> tasks = Optional.empty();

    @Option(names = "--target", paramLabel = "DAY", description = "The day by which it must be reached.")
    private Optional<String> target = Optional.empty();

    @Option(
            names = "--evidence",
            paramLabel = "TEXT",
            description = "A measure, word for word, and what came out; may be given again.")
    private List<String> evidence = new ArrayList<>();

    @Option(
            names = "--measure",
            paramLabel = "TEXT",
            description = "What shows that it is reached, in place of the ones before.")
    private List<String> measures = new ArrayList<>();

    @Option(names = "--force", description = "Complete it without evidence; needs --reason.")
    private boolean force;

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why; kept in the history.")
    private Optional<String> reason = Optional.empty();

    GoalsProgressCommand(Console console) {
        super(console);
    }

    @Override
    ExitCode run(Workbench bench) {
        Json.Obj arguments = Json.Obj.EMPTY.with("goalId", Json.of(goal));
        if (percent.isPresent()) {
            arguments = arguments.with("progress", Json.of(percent.get()));
        }
        arguments = GoalCalls.with(arguments, "status", status);
        arguments = GoalCalls.with(arguments, "blockers", blockers);
        arguments = GoalCalls.with(arguments, "nextAction", next);
        arguments = GoalCalls.with(arguments, "specPath", tasks);
        arguments = GoalCalls.with(arguments, "targetDate", target);
        arguments = GoalCalls.with(arguments, "evidence", evidence);
        arguments = GoalCalls.with(arguments, "measures", measures);
        arguments = GoalCalls.with(arguments, "reason", reason);
        if (force) {
            arguments = arguments.with("force", Json.of(true));
        }
        Json.Obj answer = new GoalCalls(bench).call("update_goal_progress", arguments, bench.cause(Optional.empty()));
        console.answer(answer.without("changes"), () -> {
            console.line(console.bold(GoalTable.text(answer, "goalId")) + " " + GoalTable.text(answer, "goalName")
                    + ": " + GoalTable.text(answer, "newStatus") + ", " + GoalTable.text(answer, "newProgress") + "%.");
            GoalCalls.message(console, answer);
        });
        return ExitCode.OK;
    }
}
