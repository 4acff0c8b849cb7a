package io.workfloworchestrator.app;

import static io.workfloworchestrator.app.ToolReply.text;

import io.workfloworchestrator.json.Json;
import java.util.ArrayList;
import java.util.List;

/** {@code workflow goals …}: the goals of the planning. */
final class GoalCommands {
    private static final String LEVELS = "High, Medium or Low.";
    private static final List<String> GROUPS =
            List.of("selectedGoals", "potentialGoals", "completedGoals", "shelvedGoals");

    private GoalCommands() {}

    static CommandGroup group() {
        return new CommandGroup(
                "The goals of the planning; GOAL is a number such as G-01 or 1, an id, or a name.",
                GoalCommands::list,
                GoalViews.Show::new,
                GoalCommands::add,
                GoalCommands::evaluate,
                GoalCommands::ideas,
                GoalCommands::promote,
                GoalCommands::progress,
                GoalCommands::reorder,
                GoalCommands::archive,
                GoalViews.Board::new,
                GoalCommands::review);
    }

    private static ToolCommand command(String tool, String name, String description) {
        return new ToolCommand(ToolFamily.GOALS, tool, name, description);
    }

    private static ToolCommand list() {
        return command("view_goals_dashboard", "list", "The goals, the selected ones first, with what wants attention.")
                .option("tier", "--tier TIER", "Only of Now, Next, Later or Someday.")
                .option("status", "--status STATUS", "Only with this status, such as in-progress.")
                .option("priority", "--priority LEVEL", "Only of " + LEVELS)
                .option("owner", "--owner NAME", "Only of this owner.")
                .option("sortBy", "--sort BY", "order, impact, effort, priority, date or progress.")
                .count("limit", "--limit", "At most so many; 20 when not given, 100 at most.")
                .option("cursor", "--cursor TEXT", "The next page, as the last one named it.")
                .usual("limit", Json.of(20))
                .printing(GoalCommands::printList);
    }

    private static void printList(ToolReply reply) {
        Console console = reply.console();
        List<Json> rows = new ArrayList<>();
        GROUPS.forEach(group -> rows.addAll(reply.list(group)));
        if (rows.isEmpty()) {
            console.line("There are no such goals. Write one down with '"
                    + reply.bench().meant().command("goals add NAME") + "'.");
        }
        printRows(console, rows);
        List<Json> alerts = reply.list("alerts");
        if (!alerts.isEmpty()) {
            console.line();
        }
        for (Json alert : alerts) {
            console.paragraph(
                    console.warn(ItemTable.padded(text(alert, "goalId"), 6)),
                    "      ",
                    ToolWords.said(text(alert, "message")));
        }
        reply.findings();
        reply.more("cursor");
    }

    private static void printRows(Console console, List<Json> rows) {
        int numbers = widest(rows, "id");
        int tiers = widest(rows, "tier");
        int statuses = widest(rows, "status");
        for (Json row : rows) {
            console.entry(
                    console.bold(ItemTable.padded(text(row, "id"), numbers)) + "  "
                            + ItemTable.padded(text(row, "tier"), tiers) + (tiers == 0 ? "" : "  ")
                            + ItemTable.padded(text(row, "status"), statuses) + "  "
                            + console.dim(ItemTable.padded(percent(row), 4)) + "  ",
                    text(row, "name"));
        }
    }

    private static int widest(List<Json> rows, String name) {
        return rows.stream().mapToInt(row -> text(row, name).length()).max().orElse(0);
    }

    /** The progress; nothing for a goal that was not selected. */
    static String percent(Json row) {
        return text(row, "status").equals("potential") ? "" : text(row, "progress") + "%";
    }

    private static ToolCommand add() {
        return command("create_potential_goal", "add", "Write a goal down; what is not given is judged by its words.")
                .changing()
                .operand("goalName", "NAME", "What people call it.")
                .option("goalDescription", "--description TEXT", "What it is about.")
                .option("impactScore", "--impact LEVEL", LEVELS)
                .option("effortScore", "--effort LEVEL", LEVELS)
                .option("timeEstimate", "--time TEXT", "The work that it takes, such as \"3 days\".")
                .option("objective", "--objective TEXT", "What it is for.")
                .options("measures", "--measure TEXT", "What shows that it is reached; may be given again.")
                .option("idea", "--idea IDEA", "The idea that it is made of, such as I-01.")
                .printing(reply -> {
                    printGoal(
                            reply,
                            reply.text("tier") + ", impact " + reply.text("impact") + ", effort "
                                    + reply.text("effort"));
                    reply.texts("similar").forEach(one -> reply.console().line("  " + one));
                });
    }

    private static void printGoal(ToolReply reply, String what) {
        reply.line(reply.text("goalId"), " " + reply.text("goalName") + ": " + what + ".");
        reply.message();
    }

    private static ToolCommand evaluate() {
        return command(
                        "evaluate_goal",
                        "evaluate",
                        "Judge impact, effort and tier of a goal, and keep them; or of a --text.")
                .changing()
                .maybe("goalId", "GOAL", "The goal, into which the outcome is written.")
                .option("goalDescription", "--text TEXT", "What to judge; without GOAL nothing is written.")
                .option("impactScore", "--impact LEVEL", "High, Medium or Low, if it is known.")
                .option("effortScore", "--effort LEVEL", "High, Medium or Low, if it is known.")
                .option("timeEstimate", "--time TEXT", "The work that it takes, such as \"3 days\".")
                .option("peopleAffected", "--people N", Integer.class, "How many people it touches.")
                .printing(GoalCommands::printEvaluation);
    }

    private static void printEvaluation(ToolReply reply) {
        reply.answer().find("tier").ifPresent(tier -> reply.line(text(tier, "tier"), ": " + text(tier, "reasoning")));
        for (String score : List.of("impact", "effort")) {
            reply.answer()
                    .find(score)
                    .ifPresent(one -> reply.console()
                            .paragraph(
                                    ItemTable.padded(score, 8),
                                    text(one, "level") + ", " + text(one, "score") + " points. "
                                            + text(one, "reasoning")));
        }
        List<String> kept = reply.texts("kept");
        if (!kept.isEmpty()) {
            reply.console()
                    .paragraph("kept    ", String.join(", ", kept) + ": it stood in the goal and counts as given.");
        }
        reply.texts("suggestions").forEach(one -> reply.console().paragraph("- ", ToolWords.said(one)));
    }

    private static ToolCommand ideas() {
        return command("extract_ideas", "ideas", "Find ideas in notes, each with its line; --save keeps each once.")
                .changing()
                .maybe(
                        "filePath",
                        "FILE",
                        "The notes, a file or a folder of the project; all that the planning knows when not given.")
                .flag("save", "--save", "Write them down as ideas of the planning.")
                .option(
                        "minConfidence",
                        "--min-confidence N",
                        Double.class,
                        "Only what is an idea so surely, from 0 to 1; a lower number finds more.")
                .count("limit", "--limit", "At most so many on a page.")
                .option("cursor", "--cursor TEXT", "The next page, as the last one named it.")
                .printing(GoalCommands::printIdeas);
    }

    private static void printIdeas(ToolReply reply) {
        Console console = reply.console();
        for (Json idea : reply.list("ideas")) {
            console.paragraph(
                    console.dim(text(idea, "location", "file") + ":" + text(idea, "location", "lineNumber") + " "),
                    "  ",
                    text(idea, "text"));
        }
        reply.message();
        if (reply.asked().find("save").isPresent()) {
            reply.line(reply.text("saved"), " of " + reply.text("ideasFound") + " are new and were written down.");
        } else if (!reply.text("ideasFound").equals("0")) {
            console.line(console.dim("Nothing was written down. To do it: workflow goals ideas --save"
                    + reply.asked()
                            .text("filePath")
                            .map(name -> " " + ClientConfig.shellWord(name))
                            .orElse("")));
        }
        reply.more("cursor");
    }

    private static ToolCommand promote() {
        return command("promote_to_selected", "promote", "Select a potential or shelved goal: it is to be done.")
                .changing()
                .operand("potentialGoalFile", "GOAL", "The goal.")
                .option("priority", "--priority LEVEL", "High, Medium or Low; Medium when not given.")
                .option("owner", "--owner NAME", "Who cares for it.")
                .option("targetDate", "--target DAY", "The day by which it must be reached, such as 2026-05-31.")
                .flag(
                        "status",
                        "--planning",
                        Json.of("planning"),
                        "It is planned first, instead of waiting to be begun.");
    }

    private static ToolCommand progress() {
        return command(
                        "update_goal_progress",
                        "progress",
                        "Record how far a selected goal is, how it stands, and what proves it.")
                .changing()
                .operand("goalId", "GOAL", "The goal.")
                .maybe("progress", "PERCENT", Integer.class, "0 to 100; when nothing is given, by its tasks.")
                .option("status", "--status STATUS", "Such as in-progress, blocked or completed.")
                .option("blockers", "--blockers TEXT", "What blocks it.")
                .option("nextAction", "--next TEXT", "What is done next.")
                .option("specPath", "--tasks FILE", "Count the boxes of this file, or of tasks.md in this folder.")
                .option("targetDate", "--target DAY", "The day by which it must be reached.")
                .options(
                        "evidence",
                        "--evidence TEXT",
                        "A measure, word for word, and what came out; may be given again.")
                .options("measures", "--measure TEXT", "What shows that it is reached, in place of the ones before.")
                .flag("force", "--force", "Complete it without evidence; needs --reason.")
                .option("reason", "--reason TEXT", "Why; kept in the history.")
                .printing(reply -> printGoal(reply, reply.text("newStatus") + ", " + reply.text("newProgress") + "%"));
    }

    private static ToolCommand reorder() {
        return command("reorder_selected_goals", "reorder", "Put the selected goals into this order; name each once.")
                .changing()
                .operands("goalOrder", "GOAL", "1..*", "The goals, the first one first.")
                .flag("updatePriorities", "--priorities", "Their priorities follow the order too.")
                .printing(reply -> reply.console()
                        .line((ToolReply.isTrue(reply.answer(), "reordered") ? "Now: " : "As before: ")
                                + String.join(", ", reply.texts("afterOrder")) + "."));
    }

    private static ToolCommand archive() {
        return command("archive_goal", "archive", "Archive a goal, implemented or shelved, with what was learned.")
                .changing()
                .operand("goalId", "GOAL", "The goal.")
                .option("archiveType", "--type TYPE", "implemented or shelved; a completed goal is implemented.")
                .option("retrospective.lessonsLearned", "--lessons TEXT", "What was learned.")
                .option("retrospective.whatWentWell", "--went-well TEXT", "What went well.")
                .option("retrospective.whatCouldImprove", "--improve TEXT", "What could improve.")
                .option("retrospective.reasonShelved", "--why TEXT", "Why it is shelved.")
                .option(
                        "retrospective.actualEffort",
                        "--actual-effort TEXT",
                        "The work that it took, such as \"2 weeks\".")
                .option("retrospective.actualImpact", "--actual-impact LEVEL", LEVELS)
                .printing(reply -> printGoal(reply, reply.text("status")));
    }

    private static ToolCommand review() {
        return command(
                        "check_review_needed",
                        "review",
                        "Which goals want attention, why, and what to do; and the health of all.")
                .option("checkType", "--only WHICH", "all, selected or potential; all when not given.")
                .count("limit", "--limit", "At most so many; 20 when not given, 50 at most.")
                .option("cursor", "--cursor TEXT", "The next page, as the last one named it.")
                .usual("limit", Json.of(20))
                .printing(GoalCommands::printReview);
    }

    private static void printReview(ToolReply reply) {
        Console console = reply.console();
        Json health = reply.answer().find("health").orElse(Json.Obj.EMPTY);
        if (health.at("grade").flatMap(Json::asText).filter(String::isEmpty).isPresent()) {
            console.line("There is no goal yet, so there is no grade.");
            return;
        }
        if (reply.answer().find("health").isPresent()) {
            console.line("Health: " + console.bold(text(health, "grade")) + ", " + text(health, "score")
                    + " of 100 (activity " + text(health, "activity") + " of 30, balance " + text(health, "balance")
                    + " of 20, reviews " + text(health, "review") + " of 30, completion "
                    + text(health, "completion") + " of 20)");
        }
        List<Json> concerns = reply.list("reviewsNeeded");
        if (concerns.isEmpty()) {
            console.line("No goal wants attention.");
        }
        for (Json one : concerns) {
            console.paragraph(
                    console.warn(ItemTable.padded(text(one, "goalId"), 6)) + ItemTable.padded(text(one, "urgency"), 8),
                    "      ",
                    text(one, "goalName") + ": " + text(one, "reason") + " " + text(one, "recommendedAction"));
        }
        reply.more("cursor");
    }
}
