package io.workfloworchestrator.app;

import static io.workfloworchestrator.app.ToolReply.text;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.taskexecutor.verify.VerifyTools;
import io.workfloworchestrator.taskexecutor.workflows.ScheduleTools;
import io.workfloworchestrator.taskexecutor.workflows.TaskWorkflows;
import io.workfloworchestrator.workflow.WorkflowMoment;
import java.util.List;

/** {@code workflow tasks …}: the workflows of tasks. */
final class TaskCommands {
    private static final String WORKFLOW = "workflowName";
    private static final String TASK = "taskId";
    private static final int LONGEST_SECONDS = 3_600;

    private TaskCommands() {}

    static CommandGroup group() {
        return new CommandGroup(
                "Workflows of tasks; WORKFLOW is a name, TASK is a number such as 3.",
                TaskViews.Listed::new,
                TaskFiles.New::new,
                TaskCommands::plan,
                TaskViews.Next::new,
                TaskCommands::claim,
                TaskCommands::done,
                TaskCommands::verify,
                TaskChecks.Listed::new,
                TaskChecks.Approve::new,
                TaskCommands::attest,
                TaskChecks.Hook::new,
                TaskCommands::change,
                TaskCommands::stuck,
                TaskViews.Board::new,
                TaskViews.Graph::new,
                TaskCommands::archive,
                TaskCommands::reopen,
                TaskFiles.Import::new,
                TaskFiles.Export::new);
    }

    static Json.Obj status(Workbench bench, Json.Obj arguments) {
        return ToolFamily.TASKS.ask(bench, "get_workflow_status", arguments);
    }

    static Json.Obj of(String workflow) {
        return Json.Obj.EMPTY.with(WORKFLOW, workflow);
    }

    static Json.Obj workflows(Workbench bench, String status) {
        return ToolFamily.TASKS.ask(bench, "list_workflows", Json.Obj.EMPTY.with("status", status));
    }

    static WorkflowMoment<Json> tasks(Workbench bench, String workflow) {
        Json.Obj status = status(bench, of(workflow));
        String folder = text(status, "workflow", "folder");
        String type = text(status, "workflow", "status").equals("active")
                ? TaskWorkflows.ACTIVE_TYPE
                : TaskWorkflows.ARCHIVED_TYPE;
        return bench.named(type + "/" + folder.substring(folder.lastIndexOf('/') + 1))
                .open()
                .now();
    }

    private static ToolCommand command(String tool, String name, String description) {
        return new ToolCommand(ToolFamily.TASKS, tool, name, description);
    }

    private static ToolCommand plan() {
        return command(
                        ScheduleTools.ANALYZE,
                        "plan",
                        "Whether several agents help with a workflow, and who does what when.")
                .operand(WORKFLOW, "WORKFLOW", "The name of a workflow of tasks.")
                .option(
                        "maxParallelAgents",
                        "--agents N",
                        Integer.class,
                        "On how many agents, 1 to 64; 4 when not given.")
                .option(
                        "executionStrategy",
                        "--strategy STRATEGY",
                        "conservative keeps tasks of common files apart, balanced does so where nobody has to wait,"
                                + " aggressive does not care; balanced when not given.")
                .count("limit", "--limit", "At most so many tasks of each list; 30 when not given.")
                .usual("maxParallelAgents", Json.of(4))
                .usual("executionStrategy", Json.of("balanced"))
                .usual("limit", Json.of(30))
                .printing(TaskCommands::printPlan);
    }

    private static void printPlan(ToolReply reply) {
        Console console = reply.console();
        reply.line(
                ToolReply.isTrue(reply.answer(), "shouldParallelize")
                        ? "Several agents help: "
                        : "One agent is enough: ",
                reply.text("estimatedSpeedup") + " times as fast, confidence " + reply.text("confidence")
                        + " %, risk of common files " + reply.text("fileConflictRisk") + ".");
        console.paragraph("  ", reply.text("reasoning"));
        List<Json> batches = reply.list("batches");
        for (int i = 0; i < batches.size(); i++) {
            planned(console, "batch " + (i + 1), ToolReply.texts(batches.get(i)));
        }
        planned(console, "critical", reply.texts("criticalPath"));
        reply.texts("ranking").forEach(one -> console.paragraph("  ", "    ", one));
        for (Json conflict : reply.list("conflicts")) {
            console.paragraph(
                    console.warn("  ! "),
                    String.join(", ", ToolReply.texts(conflict, "tasks")) + " both change " + text(conflict, "file"));
        }
    }

    private static void planned(Console console, String what, List<String> tasks) {
        console.paragraph("  " + ItemTable.padded(what, 10), String.join(", ", tasks));
    }

    private static ToolCommand claim() {
        return command("next_task", "claim", "Take the best ready task, or this one; prints the token that proves it.")
                .changing()
                .maybe(WORKFLOW, "WORKFLOW", "Of which workflow; any active one when not given.")
                .maybe(TASK, "TASK", "Which task; the best when not given.")
                .option("agent", "--by NAME", "Who holds it; whoever makes the change when not given.")
                .options("skills", "--skill NAME", "What the holder can do; may be given again.")
                .asking((arguments, cause) ->
                        arguments.with("agent", arguments.find("agent").orElseGet(() -> Json.of(cause.actor()))))
                .accepting(answer -> answer.find("task").isPresent())
                .printing(TaskCommands::printClaim);
    }

    private static void printClaim(ToolReply reply) {
        Console console = reply.console();
        if (reply.answer().find("task").isEmpty()) {
            String workflow = reply.answer()
                    .text(WORKFLOW)
                    .or(() -> reply.asked().text(WORKFLOW))
                    .orElse("WORKFLOW");
            console.paragraph("", ToolWords.said(workflow, reply.text("because")));
            return;
        }
        console.paragraph(
                console.bold("Task " + reply.text("task", "id")) + " of " + reply.text(WORKFLOW) + ": ",
                "    ",
                reply.text("task", "description"));
        console.paragraph("", reply.text("because"));
        console.line(console.dim("Held until " + reply.text("until") + " by token " + reply.text("token") + "."));
    }

    private static ToolCommand done() {
        return command("complete_task", "done", "Complete a task; it is verified too if fresh evidence proves it.")
                .changing()
                .operand(WORKFLOW, "WORKFLOW", "Of which workflow.")
                .operand(TASK, "TASK", "Which task.")
                .option("token", "--token N", Long.class, "The token of its claim; not needed by its holder.")
                .option("notes", "--notes TEXT", "What was done.")
                .flag(
                        "skipVerification",
                        "--skip-verification",
                        "Complete it although something speaks against it; needs --notes, which say why.")
                .flag("unblocked", "--unblocked", "What blocked it is over.")
                .printing(reply -> {
                    String workflow = text(reply.asked(), WORKFLOW);
                    reply.line(
                            workflow,
                            ": " + reply.text("progress", "completed") + " of " + reply.text("progress", "total")
                                    + " tasks are done.");
                    verified(reply, "concerns", "");
                    reply.message();
                });
    }

    /** What a verification says, each with this mark. */
    private static void verified(ToolReply reply, String what, String mark) {
        String workflow = text(reply.asked(), WORKFLOW);
        reply.texts("verification", what)
                .forEach(one -> reply.console().paragraph("  " + mark, ToolWords.said(workflow, one)));
    }

    static ToolCommand verify() {
        return command(
                        VerifyTools.VERIFY,
                        "verify",
                        "Run the approved checks of a task, record what you confirm, and say whether it is proved."
                                + " The command ends with 0 if it is, else with 1.")
                .changing()
                .operand(WORKFLOW, "WORKFLOW", "The workflow of tasks.")
                .operand(TASK, "TASK", "The task: its number, or its id.")
                .options("holds", "--holds N", "A constraint that holds, by number or text.")
                .options("broken", "--broken N", "A constraint that does not hold.")
                .option(
                        "review",
                        "--review TEXT",
                        "Your judgement: approved or rejected, and why. Not of what you did yourself.")
                .options("tests", "--test NAME", "A test that must be among those that ran.")
                .option("token", "--token N", Long.class, "The token of a claim.")
                .asking((arguments, cause) ->
                        arguments.with("by", cause.actor()).with("waitSeconds", LONGEST_SECONDS))
                .working("running the checks")
                .accepting(answer -> text(answer, "verification", "status").equals("passed"))
                .printing(reply -> {
                    reply.line(
                            "Task " + text(reply.asked(), TASK) + " of " + text(reply.asked(), WORKFLOW),
                            ": " + reply.text("verification", "status")
                                    + reply.answer()
                                            .text("taskStatus")
                                            .map(word -> "; it is " + word)
                                            .orElse("") + ".");
                    verified(reply, "evidence", "+ ");
                    verified(reply, "concerns", reply.console().warn("! "));
                    verified(reply, "recommendations", "> ");
                });
    }

    static ToolCommand attest() {
        return command(
                        "export_evidence",
                        "attest",
                        "Write the outcomes of a task's checks to stdout as in-toto statements with the predicate"
                                + " test-result v0.1, one in each line. They are not signed.")
                .operand(WORKFLOW, "WORKFLOW", "The workflow of tasks.")
                .operand(TASK, "TASK", "The task: its number, or its id.")
                .printing(reply -> {
                    reply.list("statements").forEach(reply.console().out()::println);
                    if (reply.list("statements").isEmpty()) {
                        reply.console()
                                .note("task " + text(reply.asked(), TASK)
                                        + " has no outcome of a check that is about files.");
                    }
                });
    }

    private static ToolCommand change() {
        return command(
                        "change_task",
                        "change",
                        "Start, block, unblock, cancel or reopen a task, or change who holds it.")
                .changing()
                .operand(WORKFLOW, "WORKFLOW", "Of which workflow.")
                .operand(TASK, "TASK", "Which task.")
                .operand(
                        "action",
                        "ACTION",
                        "start, block, unblock, put-back, cancel, reopen, renew, release, hand-over or take-away.")
                .option("token", "--token N", Long.class, "The token of its claim; not needed by its holder.")
                .option("to", "--to NAME", "To whom it is handed over.")
                .option("reason", "--reason TEXT", "Why; kept in the history.")
                .printing(reply -> {
                    reply.line(
                            "Task " + text(reply.asked(), TASK),
                            " of " + text(reply.asked(), WORKFLOW) + " is " + reply.text("task", "status") + ".");
                    reply.message();
                });
    }

    private static ToolCommand stuck() {
        return command("list_claims", "stuck", "Who holds what, what nobody gets on with, and what to do about it.")
                .changing()
                .maybe(WORKFLOW, "WORKFLOW", "Which workflow; every active one when not given.")
                .flag("sweep", "--sweep", "Give back the tasks whose claim ran out.")
                .printing(reply -> {
                    Console console = reply.console();
                    List<String> stuck = reply.texts("stuck");
                    stuck.forEach(line -> console.paragraph(console.warn("stuck  "), ofWorkflow(line)));
                    reply.texts("holders").forEach(line -> console.paragraph("held   ", line));
                    reply.texts("swept").forEach(line -> console.paragraph("given back  ", "       ", line));
                    if (stuck.isEmpty()) {
                        console.line("Nothing is stuck.");
                    }
                });
    }

    private static String ofWorkflow(String line) {
        int end = line.indexOf(", ");
        return ToolWords.said(end < 0 ? "WORKFLOW" : line.substring(0, end), line);
    }

    private static ToolCommand archive() {
        return command("archive_workflow", "archive", "Check a workflow, and move it into the archive.")
                .changing()
                .operand(WORKFLOW, "WORKFLOW", "Which workflow.")
                .flag("force", "--force", "Archive it although something is open; needs --reason.")
                .option("reason", "--reason TEXT", "Why; kept with the archive.")
                .printing(reply -> {
                    reply.message();
                    reply.texts("warnings").forEach(text -> reply.console().warning(ToolWords.said(text)));
                });
    }

    private static ToolCommand reopen() {
        return command("reopen_workflow", "reopen", "Bring an archived workflow back.")
                .changing()
                .operand(WORKFLOW, "WORKFLOW", "Its name, or its folder in the archive.")
                .option("reason", "--reason TEXT", "Why; kept in the history.");
    }
}
