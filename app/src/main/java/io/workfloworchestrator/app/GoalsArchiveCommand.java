package io.workfloworchestrator.app;

import io.workfloworchestrator.json.Json;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code workflow goals archive GOAL}: archives a goal with what was learned. */
@Command(name = "archive", description = "Archive a goal, implemented or shelved, with what was learned.")
final class GoalsArchiveCommand extends ChangingCommand {
    @Parameters(paramLabel = "GOAL", description = "The goal.")
    private String goal = "";

    @Option(
            names = "--type",
            paramLabel = "TYPE",
            description = "implemented or shelved; a completed goal is implemented.")
    private Optional<String> type = Optional.empty();

    @Option(names = "--lessons", paramLabel = "TEXT", description = "What was learned.")
    private Optional<String> lessons = Optional.empty();

    @Option(names = "--went-well", paramLabel = "TEXT", description = "What went well.")
    private Optional<String> wentWell = Optional.empty();

    @Option(names = "--improve", paramLabel = "TEXT", description = "What could improve.")
    private Optional<String> improve = Optional.empty();

    @Option(names = "--why", paramLabel = "TEXT", description = "Why it is shelved.")
    private Optional<String> why = Optional.empty();

    @Option(names = "--actual-effort", paramLabel = "TEXT", description = "The work that it took, such as \"2 weeks\".")
    private Optional<String> effort = Optional.empty();

    @Option(names = "--actual-impact", paramLabel = "LEVEL", description = "High, Medium or Low.")
    private Optional<String> impact = Optional.empty();

    GoalsArchiveCommand(Console console) {
        super(console);
    }

    @Override
    ExitCode run(Workbench bench) {
        Json.Obj retrospective = GoalCalls.with(Json.Obj.EMPTY, "lessonsLearned", lessons);
        retrospective = GoalCalls.with(retrospective, "whatWentWell", wentWell);
        retrospective = GoalCalls.with(retrospective, "whatCouldImprove", improve);
        retrospective = GoalCalls.with(retrospective, "reasonShelved", why);
        retrospective = GoalCalls.with(retrospective, "actualEffort", effort);
        retrospective = GoalCalls.with(retrospective, "actualImpact", impact);
        Json.Obj arguments = Json.Obj.EMPTY.with("goalId", Json.of(goal)).with("retrospective", retrospective);
        arguments = GoalCalls.with(arguments, "archiveType", type);
        Json.Obj answer = new GoalCalls(bench).call("archive_goal", arguments, bench.cause(Optional.empty()));
        console.answer(answer.without("changes"), () -> {
            console.line(console.bold(GoalTable.text(answer, "goalId")) + " " + GoalTable.text(answer, "goalName")
                    + ": " + GoalTable.text(answer, "status") + ".");
            GoalCalls.message(console, answer);
        });
        return ExitCode.OK;
    }
}
