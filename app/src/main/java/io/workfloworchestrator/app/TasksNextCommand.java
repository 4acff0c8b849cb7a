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

    TasksNextCommand(Console console) {
        super(console);
    }

    @Override
    ExitCode run(Workbench bench) {
        List<String> names = name.map(List::of).orElseGet(() -> active(bench));
        List<Json> answers = new ArrayList<>();
        for (String one : names) {
            Json.Obj status = TaskCalls.ask(bench, "get_workflow_status", TaskCalls.of(one));
            answers.add(Json.Obj.EMPTY
                    .with("workflow", Json.of(TaskCalls.text(status, "workflow", "name")))
                    .with("next", Json.of(TaskCalls.text(status, "workflow", "nextTask"))));
        }
        console.answer(Json.Obj.EMPTY.with("workflows", Json.array(answers)), () -> {
            if (answers.isEmpty()) {
                console.line("No workflow of tasks is active.");
            }
            answers.forEach(one -> console.paragraph(
                    console.bold(TaskCalls.text(one, "workflow")) + "  ",
                    "    ",
                    TaskCalls.said(TaskCalls.text(one, "workflow"), TaskCalls.text(one, "next"))));
        });
        return ExitCode.OK;
    }

    private static List<String> active(Workbench bench) {
        Json.Obj arguments = Json.Obj.EMPTY.with("status", Json.of("active"));
        return TaskCalls.ask(bench, "list_workflows", arguments)
                .find("workflows")
                .map(Json::asList)
                .orElse(List.of())
                .stream()
                .map(one -> TaskCalls.text(one, "name"))
                .toList();
    }
}
