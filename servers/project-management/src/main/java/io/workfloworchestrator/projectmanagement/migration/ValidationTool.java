package io.workfloworchestrator.projectmanagement.migration;

import io.workfloworchestrator.files.ProjectFolder;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.mcp.Field;
import io.workfloworchestrator.mcp.Tool;
import io.workfloworchestrator.projectmanagement.migration.Finding.Severity;
import io.workfloworchestrator.server.News;
import io.workfloworchestrator.server.OpenProject;
import io.workfloworchestrator.server.ToolContext;
import io.workfloworchestrator.state.Moment;
import io.workfloworchestrator.workflow.WorkflowMoment;
import io.workfloworchestrator.workflow.WorkflowState;
import java.util.List;
import java.util.Optional;

/** The tool that says what is not as it should be, and mends what needs no person. Thread-safe. */
final class ValidationTool {
    private static final String NAME = "validate_project";
    private static final int PAGE = 50;
    private static final int MOST_SHOWN = 30;
    private static final String GOAL = "goal";

    private ValidationTool() {}

    record In(
            @Field(listed = false) Optional<String> projectPath,

            @Field("structure, yaml, resource-index, goals, workflow, documents")
            List<String> checks,

            @Field("Mends if skipConfirmation, too") Optional<Boolean> autoFix,

            Optional<Boolean> skipConfirmation,
            Optional<String> cursor) {}

    /** @param findings each with check, severity, file, line, message, fix */
    record Answer(
            @Field(listed = false) boolean success,
            @Field(untrusted = true) List<Json> findings,
            @Field(untrusted = true, listed = false) Json checks,
            @Field(listed = false) Json summary,

            @Field(untrusted = true, max = 400, listed = false)
            List<String> fixes,

            @Field(listed = false) Optional<String> cursor,
            @Field(listed = false) String message,
            @Field(flat = true) News news) {}

    static Tool<?, ?> of(ToolContext context) {
        return Tool.of(NAME, In.class, Answer.class)
                .description("Whether all is in place; findings with file, line, fix.")
                .handler(context.handler(NAME, (project, in, cause) -> {
                    ToolContext.check(project, in.projectPath());
                    Validation found = look(project, in.checks());
                    ValidationFixes fixes =
                            new ValidationFixes(project.workflow().project(), found);
                    boolean mends =
                            in.autoFix().orElse(false) && in.skipConfirmation().orElse(false);
                    List<String> done =
                            mends ? fixes.apply() : in.autoFix().orElse(false) ? fixes.planned() : List.of();
                    return answer(context, project, in, mends ? look(project, in.checks()) : found, done, mends);
                }));
    }

    private static Validation look(OpenProject project, List<String> checks) {
        ProjectFolder folder = project.workflow().project();
        WorkflowMoment<Json> now = project.workflow().now();
        WorkflowState<Json> state = project.workflow().state().orElseThrow().value();
        return new Validation(
                folder,
                ProjectLayout.of(project.workflow()),
                checks,
                new Validation.FromState(
                        state.all(GOAL),
                        kind -> !state.items(kind).isEmpty(),
                        now.moment().notices()));
    }

    private static Answer answer(
            ToolContext context, OpenProject project, In in, Validation found, List<String> fixes, boolean isMended) {
        List<Finding> all = found.findings();
        int from = MigrationTools.from(in.cursor(), all.size());
        int to = Math.min(all.size(), from + PAGE);
        long critical = found.count(Severity.CRITICAL);
        Json.Obj summary = Json.Obj.EMPTY
                .with("totalIssues", all.size() - found.count(Severity.INFO))
                .with("criticalIssues", critical)
                .with("warnings", found.count(Severity.WARNING))
                .with("fixesApplied", isMended ? fixes.size() : 0);
        Moment now = project.state().now();
        return new Answer(
                critical == 0,
                all.subList(from, to).stream().map(Finding::toJson).toList(),
                found.checks(MOST_SHOWN),
                summary,
                fixes.stream().limit(MOST_SHOWN).toList(),
                to < all.size() ? Optional.of(String.valueOf(to)) : Optional.empty(),
                message(all.size(), in, fixes, isMended),
                context.told(project, now));
    }

    private static String message(int findings, In in, List<String> fixes, boolean isMended) {
        String found = findings == 0 ? "Everything is in place." : findings + " findings.";
        if (isMended) {
            return found + " They are those that are left after " + fixes.size() + " fixes.";
        }
        return in.autoFix().orElse(false)
                ? found + " Nothing was changed: these " + fixes.size()
                        + " fixes are made if skipConfirmation is true, too."
                : found;
    }
}
