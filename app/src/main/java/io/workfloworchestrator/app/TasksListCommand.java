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

    @Override
    ExitCode run(Workbench bench) {
        if (name.isPresent()) {
            Json.Obj arguments = Answers.with(TaskCommands.of(name.get()), "after", after.map(Json::of));
            Json.Obj answer = TaskCommands.status(bench, arguments);
            console.answer(answer.without("changes"), () -> tasks(answer));
        } else {
            Json.Obj answer = TaskCommands.workflows(bench, archived ? "archived" : "active");
            console.answer(answer.without("changes"), () -> workflows(answer));
        }
        return ExitCode.OK;
    }

    private void workflows(Json.Obj answer) {
        List<Json> all = ToolReply.list(answer, "workflows");
        if (all.isEmpty()) {
            console.line(archived ? "No workflow is archived." : "No workflow of tasks is active.");
        }
        for (Json one : all) {
            console.paragraph(
                    console.bold(ToolReply.text(one, "name")) + "  ",
                    "    ",
                    ToolReply.text(one, "progress") + ", " + ToolReply.text(one, "folder"));
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
        String number = ToolReply.text(task, "featureTask");
        return number.isEmpty() || ToolReply.text(task, "description").startsWith(number) ? "" : number + " ";
    }

    private void tasks(Json.Obj answer) {
        console.line(console.bold(ToolReply.text(answer, "workflow", "name")) + ": "
                + ToolReply.text(answer, "workflow", "progress"));
        for (Json task : ToolReply.list(answer, "tasks")) {
            String waits = ToolReply.texts(task, "waitsFor").stream()
                    .map(TasksListCommand::shortened)
                    .collect(Collectors.joining("; "));
            String more = waits.isEmpty() ? ToolReply.text(task, "holder") : "waits for " + waits;
            console.paragraph(
                    ItemTable.padded(ToolReply.text(task, "id"), 4)
                            + ItemTable.padded(ToolReply.text(task, "status"), 12),
                    "                ",
                    numbered(task) + ToolReply.text(task, "description") + (more.isEmpty() ? "" : " (" + more + ")"));
        }
        console.paragraph(
                "Next: ",
                "      ",
                ToolWords.said(
                        ToolReply.text(answer, "workflow", "name"), ToolReply.text(answer, "workflow", "nextTask")));
        answer.text("after").ifPresent(task -> console.line(console.dim("More: --after " + task)));
    }
}
