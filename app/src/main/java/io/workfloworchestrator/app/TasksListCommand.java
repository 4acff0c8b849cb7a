package io.workfloworchestrator.app;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.json.Words;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code workflow tasks list [WORKFLOW]}: the workflows, or the tasks of one. */
@Command(name = "list", description = "The workflows of tasks, or with WORKFLOW the tasks of one.")
final class TasksListCommand extends ProjectCommand {
    private static final int LONGEST_NEED = 40;

    @Parameters(paramLabel = "WORKFLOW", arity = "0..1", description = "Which workflow; all when not given.")
    private Optional<String> name = Optional.empty();

    @Option(names = "--archived", description = "The archived workflows.")
    private boolean archived;

    @Option(names = "--after", paramLabel = "TASK", description = "The next page, as the last one named it.")
    private Optional<String> after = Optional.empty();

    TasksListCommand(Console console) {
        super(console);
    }

    @Override
    ExitCode run(Workbench bench) {
        if (name.isPresent()) {
            Json.Obj arguments = GoalCalls.with(TaskCalls.of(name.get()), "after", after);
            Json.Obj answer = TaskCalls.ask(bench, "get_workflow_status", arguments);
            console.answer(answer.without("changes"), () -> tasks(answer));
        } else {
            Json.Obj arguments = Json.Obj.EMPTY.with("status", Json.of(archived ? "archived" : "active"));
            Json.Obj answer = TaskCalls.ask(bench, "list_workflows", arguments);
            console.answer(answer.without("changes"), () -> workflows(answer));
        }
        return ExitCode.OK;
    }

    private void workflows(Json.Obj answer) {
        List<Json> all = answer.find("workflows").map(Json::asList).orElse(List.of());
        if (all.isEmpty()) {
            console.line(archived ? "No workflow is archived." : "No workflow of tasks is active.");
        }
        for (Json one : all) {
            console.paragraph(
                    console.bold(TaskCalls.text(one, "name")) + "  ",
                    "    ",
                    TaskCalls.text(one, "progress") + ", " + TaskCalls.text(one, "folder"));
        }
    }

    /** What a task waits for; a long title of it stands in its own line already. */
    private static String shortened(String need) {
        int end = need.lastIndexOf("\" (");
        return need.length() <= LONGEST_NEED || end < 0
                ? need
                : Words.clip(need.substring(0, end), LONGEST_NEED) + need.substring(end);
    }

    /** The number that a task has in its feature, before its words, unless these begin with it. */
    private static String numbered(Json task) {
        String number = TaskCalls.text(task, "featureTask");
        return number.isEmpty() || TaskCalls.text(task, "description").startsWith(number) ? "" : number + " ";
    }

    private void tasks(Json.Obj answer) {
        console.line(console.bold(TaskCalls.text(answer, "workflow", "name")) + ": "
                + TaskCalls.text(answer, "workflow", "progress"));
        for (Json task : answer.find("tasks").map(Json::asList).orElse(List.of())) {
            String waits = TaskCalls.texts(task.asObject(), "waitsFor").stream()
                    .map(TasksListCommand::shortened)
                    .collect(Collectors.joining("; "));
            String more = waits.isEmpty() ? TaskCalls.text(task, "holder") : "waits for " + waits;
            console.paragraph(
                    ItemTable.padded(TaskCalls.text(task, "id"), 4)
                            + ItemTable.padded(TaskCalls.text(task, "status"), 12),
                    "                ",
                    numbered(task) + TaskCalls.text(task, "description") + (more.isEmpty() ? "" : " (" + more + ")"));
        }
        console.paragraph(
                "Next: ",
                "      ",
                TaskCalls.said(
                        TaskCalls.text(answer, "workflow", "name"), TaskCalls.text(answer, "workflow", "nextTask")));
        answer.text("after").ifPresent(task -> console.line(console.dim("More: --after " + task)));
    }
}
