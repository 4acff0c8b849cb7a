package io.workfloworchestrator.app;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.json.Words;
import io.workfloworchestrator.taskexecutor.workflows.TaskWorkflows;
import io.workfloworchestrator.workflow.WorkflowMoment;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;

/** The commands that show workflows of tasks, what is next in them, and their tasks as a whole. */
final class TaskViews {
    private TaskViews() {}

    @Command(name = "list", description = "The workflows of tasks, or with WORKFLOW the tasks of one.")
    static final class Listed extends ProjectCommand {
        private static final int LONGEST_NEED = 40;

        private final Given<String> name = maybe("WORKFLOW", "Which workflow; all when not given.");
        private final Given<Boolean> archived = flag("--archived", "The archived workflows.");
        private final Given<String> after = option("--after TASK", "The next page, as the last one named it.");

        @Override
        ExitCode run(Workbench bench) {
            if (name.isGiven()) {
                Json.Obj arguments = TaskCommands.of(name.get()).with("after", after.find());
                Json.Obj answer = TaskCommands.status(bench, arguments);
                console.answer(answer.without("changes"), () -> tasks(answer));
            } else {
                Json.Obj answer = TaskCommands.workflows(bench, archived.get() ? "archived" : "active");
                console.answer(answer.without("changes"), () -> workflows(answer));
            }
            return ExitCode.OK;
        }

        private void workflows(Json.Obj answer) {
            List<Json> all = ToolReply.list(answer, "workflows");
            if (all.isEmpty()) {
                console.line(archived.get() ? "No workflow is archived." : "No workflow of tasks is active.");
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
                        .map(Listed::shortened)
                        .collect(Collectors.joining("; "));
                String more = waits.isEmpty() ? ToolReply.text(task, "holder") : "waits for " + waits;
                console.paragraph(
                        ItemTable.padded(ToolReply.text(task, "id"), 4)
                                + ItemTable.padded(ToolReply.text(task, "status"), 12),
                        "                ",
                        numbered(task)
                                + ToolReply.text(task, "description")
                                + (more.isEmpty() ? "" : " (" + more + ")"));
            }
            console.paragraph(
                    "Next: ",
                    ToolWords.said(
                            ToolReply.text(answer, "workflow", "name"),
                            ToolReply.text(answer, "workflow", "nextTask")));
            ToolReply.texts(answer, "warnings").forEach(console::warning);
            answer.text("after").ifPresent(task -> console.line(console.dim("More: --after " + task)));
        }
    }

    @Command(name = "next", description = "What is to be done next in a workflow, or in each; claims nothing.")
    static final class Next extends ProjectCommand {
        private final Given<String> name = maybe("WORKFLOW", "Which workflow; every active one when not given.");

        @Override
        ExitCode run(Workbench bench) {
            List<String> names = name.find()
                    .map(List::of)
                    .orElseGet(() -> ToolReply.list(TaskCommands.workflows(bench, "active"), "workflows").stream()
                            .map(one -> ToolReply.text(one, "name"))
                            .toList());
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
    }

    @Command(name = "board", description = "The tasks of a workflow as a board.")
    static final class Board extends ProjectCommand {
        private final Given<String> name = operand("WORKFLOW", "Which workflow.");
        private final Given<Integer> limit = count("--limit N", 10, "At most so many in a column; 10 when not given.");

        @Override
        ExitCode run(Workbench bench) {
            WorkflowMoment<Json> tasks = TaskCommands.tasks(bench, name.get());
            ItemPictureCommands.Board.show(console, tasks, TaskWorkflows.TASK, limit.get());
            return ExitCode.OK;
        }
    }

    @Command(name = "graph", description = "Which tasks of a workflow wait for which: a tree of text, or a picture.")
    static final class Graph extends ProjectCommand {
        private final Given<String> name = operand("WORKFLOW", "Which workflow.");

        private final ItemPictureCommands.ItemPicture picture = new ItemPictureCommands.ItemPicture(this);

        @Override
        ExitCode run(Workbench bench) {
            return picture.show(console, bench.folder(), TaskCommands.tasks(bench, name.get()), TaskWorkflows.TASK);
        }
    }
}
