package io.workfloworchestrator.app;

import io.workfloworchestrator.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code workflow tasks next [WORKFLOW]}: what is to be done next, and why; claims nothing. */
@Command(name = "next", description = "What is to be done next in a workflow, or in each; claims nothing.")
final class TasksNextCommand extends ProjectCommand {
    @Parameters(
            paramLabel = "WORKFLOW",
            arity = "0..1",
            description = "Which workflow; every active one when not given.")
    private Optional<String> name = Optional.empty();

    @Override
    ExitCode run(Workbench bench) {
        List<String> names = name.map(List::of).orElseGet(() -> active(bench));
        List<Json> answers = new ArrayList<>();
        for (String one : names) {
            Json.Obj status = TaskCommands.status(bench, TaskCommands.of(one));
            answers.add(Json.Obj.EMPTY
                    .with("workflow", status.at("workflow", "name").orElse(Json.of("")))
                    .with("next", status.at("workflow", "nextTask").orElse(Json.of(""))));
        }
        return console.done(Json.Obj.EMPTY.with("workflows", Json.array(answers)), () -> {
            if (answers.isEmpty()) {
                console.line("No workflow of tasks is active.");
            }
            answers.forEach(one -> console.paragraph(
                    console.bold(ToolReply.text(one, "workflow")) + "  ",
                    "    ",
                    ToolWords.said(ToolReply.text(one, "workflow"), ToolReply.text(one, "next"))));
        });
    }

    private static List<String> active(Workbench bench) {
        return ToolReply.list(TaskCommands.workflows(bench, "active"), "workflows").stream()
                .map(one -> ToolReply.text(one, "name"))
                .toList();
    }
}
