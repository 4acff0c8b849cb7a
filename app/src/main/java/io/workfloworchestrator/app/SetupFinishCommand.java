package io.workfloworchestrator.app;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.projectmanagement.setup.SetupTools;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code workflow setup finish}: writes what the answers of the set-up give. */
@Command(
        name = "finish",
        description = "Write the documents that are missing from the answers of the set-up, and add its goals.")
final class SetupFinishCommand extends ChangingCommand {
    @Option(
            names = "--session",
            paramLabel = "ID",
            description = "Which interview; the only one of the set-up when not given.")
    private Optional<String> session = Optional.empty();

    @Option(names = "--no-goals", description = "Write the documents, and add no goals.")
    private boolean noGoals;

    SetupFinishCommand(Console console) {
        super(console);
    }

    @Override
    ExitCode run(Workbench bench) {
        Json.Obj arguments = Json.Obj.EMPTY.with("createPotentialGoals", Json.of(!noGoals));
        arguments = GoalCalls.with(arguments, "conversationId", session);
        Json.Obj answer = new ToolCalls(bench)
                .call(SetupTools::of, "finalize_project_setup", arguments, bench.cause(Optional.empty()));
        console.answer(answer.without("changes"), () -> print(answer));
        return ExitCode.OK;
    }

    private void print(Json.Obj answer) {
        answer.find("documents")
                .map(Json::asObject)
                .orElse(Json.Obj.EMPTY)
                .forEach((path, what) -> console.paragraph(
                        "", "  ", Console.plain(path) + ": " + what.asText().orElse("")));
        GoalCalls.message(console, answer);
        for (Json step : answer.find("nextSteps").map(Json::asList).orElse(List.of())) {
            console.labelled("", "next", ToolCalls.said(step.asText().orElse("")));
        }
    }
}
