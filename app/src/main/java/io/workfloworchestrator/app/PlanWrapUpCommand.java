package io.workfloworchestrator.app;

import io.workfloworchestrator.json.Json;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code workflow plan wrap-up}: ends the project, once, with a report. */
@Command(name = "wrap-up", description = "End the project, once, with a report; what is in the way refuses it.")
final class PlanWrapUpCommand extends ChangingCommand {
    @Option(names = "--notes", paramLabel = "TEXT", description = "What the report says besides.")
    private Optional<String> notes = Optional.empty();

    @Option(
            names = "--skip-validation",
            description = "End it in spite of what is in the way; needs --notes that say why.")
    private boolean skips;

    PlanWrapUpCommand(Console console) {
        super(console);
    }

    @Override
    ExitCode run(Workbench bench) {
        Json.Obj arguments = GoalCalls.with(Json.Obj.EMPTY.with("skipValidation", Json.of(skips)), "notes", notes);
        Json.Obj answer = new PlanCalls(bench).completion("wrap_up_project", arguments);
        console.answer(answer.without("changes"), () -> {
            console.paragraph("", "", ToolCalls.said(GoalTable.text(answer, "message")));
            PlanCalls.list(answer, "warnings")
                    .forEach(one -> console.paragraph(
                            console.warn("Open: "), "      ", one.asText().orElse("")));
        });
        return ExitCode.OK;
    }
}
