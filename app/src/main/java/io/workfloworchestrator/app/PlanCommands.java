package io.workfloworchestrator.app;

import static io.workfloworchestrator.app.ToolReply.text;

import io.workfloworchestrator.json.Json;
import java.util.List;

/** {@code workflow plan …} and {@code workflow setup …}: the planning as a whole. */
final class PlanCommands {
    private static final List<String> PARTS = List.of("summary", "velocity", "alerts", "recommendations");

    private PlanCommands() {}

    static CommandGroup plan() {
        return new CommandGroup(
                "The planning as a whole: a review, a picture, whether it is ready, and its end.",
                PlanCommands::report,
                PlanCommands::diagram,
                PlanCommands::readiness,
                PlanCommands::checklist,
                PlanCommands::wrapUp);
    }

    static CommandGroup setup() {
        return new CommandGroup(
                "The set-up of the project: 'workflow ask setup' asks, 'workflow setup finish' writes.",
                PlanCommands::finish);
    }

    private static ToolCommand report() {
        return new ToolCommand(
                        ToolFamily.REPORTS,
                        "generate_review_report",
                        "report",
                        "Review a period: health, velocity, alerts and advice.")
                .option("reportType", "--period PERIOD", "weekly, monthly or quarterly; weekly when not given.")
                .option("startDate", "--from DAY", "Its first day, such as 2026-03-02.")
                .option("endDate", "--until DAY", "Its last day; today when not given.")
                .options(
                        "without",
                        "--without PART",
                        "Leave out summary, velocity, alerts or recommendations; may be given again.")
                .option("outputFile", "--out FILE", "Write it to this file of the project; stdout when not given.")
                .usual("reportType", Json.of("weekly"))
                .asking((arguments, cause) -> {
                    Json.Obj asked = arguments.without("without");
                    for (String part : ToolReply.texts(arguments, "without")) {
                        asked = asked.with(argument(part), false);
                    }
                    return asked;
                })
                .printing(PlanCommands::printReport);
    }

    private static String argument(String part) {
        if (!PARTS.contains(part)) {
            throw new UsageException("--without leaves out " + String.join(", ", PARTS) + ", not " + part + ".");
        }
        return "include" + Character.toUpperCase(part.charAt(0)) + part.substring(1);
    }

    /** The Markdown; the rows of its tables cannot be broken. */
    private static void printReport(ToolReply reply) {
        Console console = reply.console();
        ToolWords.said(reply.answer().text("markdown").orElse("").stripTrailing())
                .lines()
                .forEach(line -> {
                    if (line.startsWith("|")) {
                        console.verbatim(line);
                    } else {
                        console.line(line);
                    }
                });
        if (reply.asked().find("outputFile").isPresent()) {
            console.line(reply.text("message"));
        }
    }

    private static ToolCommand diagram() {
        return new ToolCommand(
                        ToolFamily.REPORTS,
                        "generate_goals_diagram",
                        "diagram",
                        "Draw the goals into a file; one that somebody edited is left alone.")
                .maybe("diagramType", "PICTURE", "roadmap, kanban, timeline or dependencies; roadmap when not given.")
                .option("format", "--format FORMAT", "drawio, mermaid or svg; drawio when not given.")
                .flag("includePotential", "--potential", "Potential goals too.")
                .flag("includeArchived", "--archived", "Archived goals too.")
                .option("tier", "--tier TIER", "Only goals of this tier.")
                .option("priority", "--priority LEVEL", "Only goals of this priority.")
                .option(
                        "outputPath",
                        "--out FILE",
                        "Where, from the project's folder; where the planning has its diagrams when not given.")
                .usual("diagramType", Json.of("roadmap"))
                .printing(reply -> reply.console().line(reply.text("message")));
    }

    private static ToolCommand readiness() {
        return new ToolCommand(
                        ToolFamily.COMPLETION,
                        "validate_project_readiness",
                        "readiness",
                        "Whether the project can be wrapped up, and what is in the way.")
                .accepting(answer -> ToolReply.isTrue(answer, "ready"))
                .printing(PlanCommands::printReadiness);
    }

    private static void printReadiness(ToolReply reply) {
        Console console = reply.console();
        for (Json check : reply.list("checks")) {
            boolean passed = ToolReply.isTrue(check, "passed");
            console.line(console.mark(passed) + text(check, "category"));
            ToolReply.texts(check, "blockers").forEach(blocker -> console.paragraph("  " + console.bad("✗ "), blocker));
            ToolReply.texts(check, "details").forEach(detail -> console.paragraph("  ", detail));
        }
        console.line(
                ToolReply.isTrue(reply.answer(), "ready")
                        ? console.good("Ready to be wrapped up.")
                        : console.bad(reply.text("completionPercentage") + "% ready. What to do:"));
        reply.recommended();
    }

    private static ToolCommand checklist() {
        return new ToolCommand(
                        ToolFamily.COMPLETION,
                        "generate_completion_checklist",
                        "checklist",
                        "Write what is left to do as a list to tick; ticks stay.")
                .option(
                        "outputFile",
                        "--out FILE",
                        "Where, from the project's folder; where the planning has it when not given.")
                .printing(reply -> {
                    reply.console()
                            .line(reply.text("checklistPath") + ": " + reply.text("ticked") + " of "
                                    + reply.text("itemCount") + " are ticked.");
                    reply.message();
                });
    }

    private static ToolCommand wrapUp() {
        return new ToolCommand(
                        ToolFamily.COMPLETION,
                        "wrap_up_project",
                        "wrap-up",
                        "End the project, once, with a report; what is in the way refuses it.")
                .changing()
                .option("notes", "--notes TEXT", "What the report says besides.")
                .flag(
                        "skipValidation",
                        "--skip-validation",
                        "End it in spite of what is in the way; needs --notes that say why.")
                .printing(reply -> {
                    reply.message();
                    reply.texts("warnings")
                            .forEach(one ->
                                    reply.console().paragraph(reply.console().warn("Open: "), one));
                });
    }

    private static ToolCommand finish() {
        return new ToolCommand(
                        ToolFamily.SETUP,
                        "finalize_project_setup",
                        "finish",
                        "Write the documents that are missing from the answers of the set-up, and add its goals.")
                .changing()
                .option("conversationId", "--session ID", "Which interview; the only one of the set-up when not given.")
                .flag("createPotentialGoals", "--no-goals", Json.of(false), "Write the documents, and add no goals.")
                .printing(reply -> {
                    Console console = reply.console();
                    reply.answer()
                            .at("documents")
                            .orElse(Json.Obj.EMPTY)
                            .asObject()
                            .forEach((path, what) -> console.paragraph(path + ": " + text(what)));
                    reply.message();
                    reply.texts("nextSteps").forEach(step -> console.labelled("", "next", ToolWords.said(step)));
                });
    }
}
