package io.workfloworchestrator.projectmanagement.reports;

import io.workfloworchestrator.diagram.Diagram;
import io.workfloworchestrator.diagram.Drawing;
import io.workfloworchestrator.diagram.Format;
import io.workfloworchestrator.diagram.Picture;
import io.workfloworchestrator.documents.Proposal;
import io.workfloworchestrator.json.CodedException;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.mcp.Field;
import io.workfloworchestrator.mcp.Tool;
import io.workfloworchestrator.projectmanagement.Planning;
import io.workfloworchestrator.projectmanagement.PlanningItems;
import io.workfloworchestrator.projectmanagement.goals.Level;
import io.workfloworchestrator.projectmanagement.goals.Tier;
import io.workfloworchestrator.projectmanagement.handoff.GoalContext;
import io.workfloworchestrator.server.News;
import io.workfloworchestrator.server.OpenProject;
import io.workfloworchestrator.server.ToolContext;
import io.workfloworchestrator.workflow.Item;
import io.workfloworchestrator.workflow.WorkflowMoment;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** {@code generate_goals_diagram}: a picture of the goals as a file. Thread-safe. */
record DiagramTool(ToolContext context, Clock clock) {
    static final String NAME = "generate_goals_diagram";

    /** In what a picture is written; text is for terminals, not for files. */
    enum Kind {
        DRAWIO,
        MERMAID,
        SVG;

        private Format format() {
            return Format.valueOf(name());
        }
    }

    record In(
            Picture diagramType,
            Optional<Kind> format,
            Optional<Boolean> includePotential,
            Optional<Boolean> includeArchived,
            Optional<String> tier,
            Optional<String> priority,
            Optional<String> outputPath,
            @Field(listed = false) Optional<String> projectPath) {}

    record Out(
            String diagramPath,
            int goalsIncluded,
            @Field(listed = false) Picture diagramType,

            @Field(listed = false) String message,

            @Field(flat = true) News news) {}

    Tool<In, Out> tool() {
        return Tool.of(NAME, In.class, Out.class)
                .description("Draw the goals into a file.")
                .idempotent()
                .handler(context.handler(NAME, (project, in, cause) -> {
                    WorkflowMoment<Json> now = ReportTools.now(project, in.projectPath());
                    List<Item> goals = goals(now, in);
                    Proposal written = write(project, now, in, goals);
                    return new Out(
                            ReportTools.path(written),
                            goals.size(),
                            in.diagramType(),
                            "The picture shows " + goals.size() + (goals.size() == 1 ? " goal." : " goals.")
                                    + ReportTools.said(written),
                            context.told(project, now.moment()));
                }));
    }

    private List<Item> goals(WorkflowMoment<Json> now, In in) {
        Optional<String> tier = in.tier().map(text -> Tier.of("tier", text).word());
        Optional<String> priority =
                in.priority().map(text -> Level.of("priority", text).word());
        List<Item> all = PlanningItems.inOrder(now, GoalContext.KIND);
        List<Item> shown = all.stream()
                .filter(goal -> !goal.status().equals("potential")
                        || in.includePotential().orElse(false))
                .filter(goal -> !isArchived(goal) || in.includeArchived().orElse(false))
                .filter(goal -> isOf(goal, "tier", tier) && isOf(goal, "priority", priority))
                .toList();
        if (shown.isEmpty()) {
            long potential = all.stream()
                    .filter(goal -> goal.status().equals("potential"))
                    .count();
            long archived = all.stream().filter(DiagramTool::isArchived).count();
            throw new CodedException(
                    "E_DIAGRAM_EMPTY",
                    "No goal is left to draw, so nothing was written. Of " + all.size() + " goals, " + potential
                            + " are potential (includePotential shows them) and " + archived
                            + " archived (includeArchived shows them).");
        }
        return shown;
    }

    private static boolean isArchived(Item goal) {
        return goal.status().equals("implemented") || goal.status().equals("shelved");
    }

    private static boolean isOf(Item goal, String field, Optional<String> wanted) {
        return wanted.isEmpty()
                || goal.state()
                        .text(field)
                        .filter(wanted.get()::equalsIgnoreCase)
                        .isPresent();
    }

    private Proposal write(OpenProject project, WorkflowMoment<Json> now, In in, List<Item> goals) {
        Kind kind = in.format().orElse(Kind.DRAWIO);
        Diagram diagram = new GoalsPicture(goals, LocalDate.now(clock), clock.getZone(), GoalHistory.of(now))
                .diagram("Goals of " + now.state().value().title(), in.diagramType());
        String usual = usual(Planning.paths(project.workflow()), in.diagramType(), kind);
        String path = in.outputPath()
                .map(given -> OutputPath.checked(project.workflow(), given, usual))
                .orElse(usual);
        Seal seal = kind == Kind.MERMAID ? Seal.ofMermaid() : Seal.ofMarkup(UnaryOperator.identity());
        return seal.write(
                project.workflow().project(),
                path,
                Drawing.of(diagram, in.diagramType()).as(kind.format()));
    }

    /** {@code planning/diagrams/GOALS-ROADMAP.drawio}, or where the numbered folders have their diagrams. */
    private static String usual(Map<String, String> paths, Picture picture, Kind kind) {
        String folder = paths.containsKey("goals")
                ? paths.get("goals") + "/workflow-diagrams"
                : paths.getOrDefault("planning", "planning") + "/diagrams";
        return folder + "/GOALS-" + picture.name().toUpperCase(Locale.ROOT) + "."
                + kind.format().extension();
    }
}
