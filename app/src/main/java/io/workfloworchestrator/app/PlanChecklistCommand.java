package io.workfloworchestrator.app;

import io.workfloworchestrator.json.Json;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code workflow plan checklist}: writes what is left to do as a list to tick. */
@Command(name = "checklist", description = "Write what is left to do as a list to tick; ticks stay.")
final class PlanChecklistCommand extends ProjectCommand {
    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Where, from the project's folder; where the planning has it when not given.")
    private Optional<String> out = Optional.empty();

    PlanChecklistCommand(Console console) {
        super(console);
    }

    @Override
    ExitCode run(Workbench bench) {
        Json.Obj arguments = GoalCalls.with(Json.Obj.EMPTY, "outputFile", out);
        Json.Obj answer = new PlanCalls(bench).completion("generate_completion_checklist", arguments);
        console.answer(answer.without("changes"), () -> {
            console.line(GoalTable.text(answer, "checklistPath") + ": " + GoalTable.text(answer, "ticked") + " of "
                    + GoalTable.text(answer, "itemCount") + " are ticked.");
            GoalCalls.message(console, answer);
        });
        return ExitCode.OK;
    }
}
