package io.workfloworchestrator.projectmanagement.reports;

import io.workfloworchestrator.documents.Proposal;
import io.workfloworchestrator.documents.Templates;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.mcp.Field;
import io.workfloworchestrator.mcp.Tool;
import io.workfloworchestrator.projectmanagement.Planning;
import io.workfloworchestrator.projectmanagement.PlanningItems;
import io.workfloworchestrator.projectmanagement.handoff.GoalContext;
import io.workfloworchestrator.server.News;
import io.workfloworchestrator.server.OpenProject;
import io.workfloworchestrator.server.ToolContext;
import io.workfloworchestrator.workflow.Workflow;
import io.workfloworchestrator.workflow.WorkflowMoment;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The tools that report: the review of a period, and pictures of the goals. Thread-safe. */
public record ReportTools(ToolContext context, Clock clock) {
    static final String REVIEW = "generate_review_report";

    public List<Tool<?, ?>> all() {
        return List.of(review(), new DiagramTool(context, clock).tool());
    }

    static WorkflowMoment<Json> now(OpenProject project, Optional<String> projectPath) {
        ToolContext.check(project, projectPath);
        WorkflowMoment<Json> now = project.workflow().now();
        PlanningItems.require(project, GoalContext.KIND);
        return now;
    }

    record In(
            Period.Type reportType,
            Optional<String> startDate,
            Optional<String> endDate,
            Optional<Boolean> includeSummary,
            Optional<Boolean> includeVelocity,
            Optional<Boolean> includeAlerts,
            Optional<Boolean> includeRecommendations,
            Optional<String> outputFile,
            @Field(listed = false) Optional<String> projectPath) {
        ReviewReport.Parts parts() {
            return new ReviewReport.Parts(
                    includeSummary.orElse(true),
                    includeVelocity.orElse(true),
                    includeAlerts.orElse(true),
                    includeRecommendations.orElse(true));
        }
    }

    /**
     * The review.
     *
     * @param report the parts that were asked for
     * @param markdown the same for people; left out where it was written as a file
     */
    record Out(
            @Field(untrusted = true) Json report,

            @Field(untrusted = true, lines = true, max = 12_000)
            Optional<String> markdown,

            @Field(listed = false) Optional<String> reportPath,

            @Field(listed = false) String message,

            @Field(flat = true) News news) {}

    private Tool<In, Out> review() {
        return Tool.of(REVIEW, In.class, Out.class)
                .description("Health, velocity, alerts and advice for a period; written only to an outputFile.")
                .handler(context.handler(REVIEW, (project, in, cause) -> {
                    WorkflowMoment<Json> now = now(project, in.projectPath());
                    Optional<String> path = in.outputFile().map(given -> outputPath(project.workflow(), given, in));
                    Period period = Period.of(in.reportType(), in.startDate(), in.endDate(), clock);
                    Json.Obj report = new ReviewReport(period, now, clock).value(in.parts());
                    String markdown = Templates.beside(project.workflow().project(), ReportTools.class)
                            .render("review-report.md", forTemplate(report));
                    Optional<Proposal> written =
                            path.map(at -> Proposal.write(project.workflow().project(), at, markdown));
                    return new Out(
                            report,
                            written.isPresent() ? Optional.empty() : Optional.of(markdown),
                            written.map(ReportTools::path),
                            period.type().title() + " review of " + period.start() + " to " + period.end() + "."
                                    + written.map(ReportTools::said).orElse(""),
                            context.told(project, now.moment()));
                }));
    }

    private static String outputPath(Workflow<Json> planning, String given, In in) {
        String folder = Planning.paths(planning).getOrDefault("planning", "planning");
        String name = in.reportType().name().toLowerCase(Locale.ROOT) + "-review.md";
        return OutputPath.checked(planning, given, folder + "/reviews/" + name);
    }

    /** Numbers as text, and whether there is something in each list. */
    private static Json.Obj forTemplate(Json.Obj report) {
        return report.with("hasTop", has(report, "topPerformers"))
                .with("hasAlerts", has(report, "alerts"))
                .with("hasRecommendations", has(report, "recommendations"));
    }

    private static Json has(Json.Obj report, String list) {
        return Json.of(
                report.at(list).filter(found -> !found.asList().isEmpty()).isPresent());
    }

    /** The file that was written: where another one was left alone, the proposal beside it. */
    public static String path(Proposal written) {
        return written instanceof Proposal.Proposed beside ? beside.proposed() : written.path();
    }

    static String said(Proposal written) {
        return written instanceof Proposal.Proposed beside
                ? " " + beside.path() + " is not ours, or was edited, and was left alone; see " + beside.proposed()
                        + "."
                : " It is in " + written.path() + ".";
    }
}
