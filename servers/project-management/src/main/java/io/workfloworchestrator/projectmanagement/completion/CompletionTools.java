package io.workfloworchestrator.projectmanagement.completion;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.mcp.Field;
import io.workfloworchestrator.mcp.Tool;
import io.workfloworchestrator.projectmanagement.Planning;
import io.workfloworchestrator.projectmanagement.PlanningItems;
import io.workfloworchestrator.projectmanagement.handoff.GoalContext;
import io.workfloworchestrator.projectmanagement.reports.OutputPath;
import io.workfloworchestrator.server.News;
import io.workfloworchestrator.server.OpenProject;
import io.workfloworchestrator.server.ToolContext;
import io.workfloworchestrator.workflow.Workflow;
import io.workfloworchestrator.workflow.WorkflowMoment;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The tools that end a project: whether it is ready, the list of what is left, and the wrapping up. Thread-safe. */
public record CompletionTools(ToolContext context, Clock clock) {
    static final String READINESS = "validate_project_readiness";
    static final String CHECKLIST = "generate_completion_checklist";
    static final String WRAP_UP = "wrap_up_project";
    private static final int MOST_RECOMMENDED = 5;

    public List<Tool<?, ?>> all() {
        return List.of(readiness(), checklist(), wrapUp());
    }

    private static Workflow<Json> planning(OpenProject project, Optional<String> projectPath) {
        ToolContext.check(project, projectPath);
        Workflow<Json> planning = project.workflow();
        planning.now(); // a planning that has not begun is told so first
        PlanningItems.require(project, GoalContext.KIND);
        return planning;
    }

    record Project(Optional<String> projectPath) {}

    /**
     * Whether the project is ready.
     *
     * @param checks each with its category, whether it passed, details and blockers
     * @param recommendations what clears the first blockers: calls with their toolset, or command lines
     */
    record Ready(
            boolean ready,
            int completionPercentage,
            @Field(untrusted = true) List<Json> checks,

            @Field(untrusted = true, listed = false) List<Json> recommendations,

            @Field(flat = true) News news) {}

    private Tool<Project, Ready> readiness() {
        return Tool.of(READINESS, Project.class, Ready.class)
                .description("Whether the project can be wrapped up, and what is in the way.")
                .handler(context.handler(READINESS, (project, in, cause) -> {
                    Workflow<Json> planning = planning(project, in.projectPath());
                    WorkflowMoment<Json> now = planning.now();
                    List<Check> checks = Readiness.of(planning, now, project.state());
                    int passed = (int) checks.stream().filter(Check::passed).count();
                    return new Ready(
                            passed == checks.size(),
                            100 * passed / checks.size(),
                            checks.stream().map(Check::toJson).toList(),
                            recommendations(checks),
                            context.told(project, now.moment()));
                }));
    }

    private static List<Json> recommendations(List<Check> checks) {
        List<Json> calls = new ArrayList<>(checks.stream()
                .flatMap(check -> check.blockers().stream())
                .limit(MOST_RECOMMENDED)
                .map(Check.Blocker::recommended)
                .toList());
        if (calls.isEmpty()) {
            calls.add(new Check.Blocker.ByCall("Wrap the project up.", WRAP_UP, Json.Obj.EMPTY).recommended());
        }
        return calls;
    }

    record ChecklistIn(
            Optional<String> outputFile,
            @Field(listed = false) Optional<String> projectPath) {}

    record ChecklistOut(
            String checklistPath,
            int itemCount,
            @Field(listed = false) int ticked,

            @Field(untrusted = true, max = 600, listed = false)
            String message,

            @Field(flat = true) News news) {}

    private Tool<ChecklistIn, ChecklistOut> checklist() {
        return Tool.of(CHECKLIST, ChecklistIn.class, ChecklistOut.class)
                .description("Write what is left to do as a list to tick; ticks stay.")
                .idempotent()
                .handler(context.handler(CHECKLIST, (project, in, cause) -> {
                    Workflow<Json> planning = planning(project, in.projectPath());
                    WorkflowMoment<Json> now = planning.now();
                    Map<String, String> paths = Planning.paths(planning);
                    String usual = paths.getOrDefault(
                            "checklist", paths.getOrDefault("planning", ".") + "/WRAP-UP-CHECKLIST.md");
                    String path = in.outputFile()
                            .map(given -> OutputPath.checked(planning, given, usual))
                            .orElse(usual);
                    Checklist.Written written = Checklist.write(planning, now, project.state(), path);
                    return new ChecklistOut(
                            written.path(),
                            written.items(),
                            written.ticked(),
                            written.message(),
                            context.told(project, now.moment()));
                }));
    }

    record WrapUpIn(
            @Field("Needs notes") Optional<Boolean> skipValidation,

            @Field(max = 20_000) Optional<String> notes,

            @Field(listed = false) Optional<String> projectPath) {}

    record WrapUpOut(
            Optional<String> completionReportPath,
            boolean validationPassed,

            @Field(untrusted = true, max = 400, listed = false)
            List<String> warnings,

            @Field(untrusted = true, max = 600, listed = false)
            String message,

            @Field(flat = true) News news) {}

    private Tool<WrapUpIn, WrapUpOut> wrapUp() {
        return Tool.of(WRAP_UP, WrapUpIn.class, WrapUpOut.class)
                .description("End the project, once, with a report.")
                .idempotent()
                .handler(context.handler(WRAP_UP, (project, in, cause) -> {
                    Workflow<Json> planning = planning(project, in.projectPath());
                    WrapUp.Ended ended = new WrapUp(project, planning, clock, cause)
                            .end(in.skipValidation().orElse(false), in.notes());
                    return new WrapUpOut(
                            ended.path(),
                            ended.validated(),
                            ended.warnings(),
                            ended.message(),
                            context.told(project, ended.after().moment(), ended.commit()));
                }));
    }
}
