package io.workfloworchestrator.taskexecutor.verify;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.mcp.Field;
import io.workfloworchestrator.mcp.Tool;
import io.workfloworchestrator.mcp.ToolCall;
import io.workfloworchestrator.server.OpenProject;
import io.workfloworchestrator.server.ToolContext;
import io.workfloworchestrator.state.Cause;
import io.workfloworchestrator.state.Revision;
import io.workfloworchestrator.taskexecutor.verify.TaskVerification.Verified;
import io.workfloworchestrator.workflow.Item;
import io.workfloworchestrator.workflow.Workflow;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The tools that verify tasks: {@code verify_task}, and on request {@code list_checks} and {@code export_evidence}. Thread-safe. */
public final class VerifyTools {
    public static final String VERIFY = "verify_task";

    private static final int USUAL_WAIT_SECONDS = 45;

    private final ToolContext context;
    private final Clock clock;
    private final VerificationRuns runs = new VerificationRuns();

    private VerifyTools(ToolContext context, Clock clock) {
        this.context = context;
        this.clock = clock;
    }

    public static List<Tool<?, ?>> of(ToolContext context, Clock clock) {
        return List.of(new VerifyTools(context, clock).verify());
    }

    public static List<Tool<?, ?>> onRequest(ToolContext context, Clock clock) {
        VerifyTools tools = new VerifyTools(context, clock);
        return List.of(tools.checks(), tools.export());
    }

    private TaskVerification verification(OpenProject project) {
        return new TaskVerification(project.state(), project.workflow().project(), clock);
    }

    private static Workflow<Json> workflow(OpenProject project, String name) {
        return ActiveTasks.open(project.state(), project.workflow().project(), name);
    }

    private static Item task(Workflow<Json> workflow, String given) {
        return TaskItems.ofFeature(workflow.now().state().value(), given)
                .orElseGet(() -> workflow.items().named(given));
    }

    record VerifyIn(
            String workflowName,
            @Field("Its number") Json taskId,
            Optional<Long> token,
            @Field(listed = false) List<String> holds,
            @Field(listed = false) List<String> broken,
            @Field(listed = false) Optional<String> review,
            @Field(listed = false) Optional<String> by,
            @Field(listed = false, max = 200) Optional<String> agent,
            @Field(listed = false) List<String> tests,
            @Field(listed = false, min = 0, max = 3_600) Optional<Integer> waitSeconds,
            @Field(listed = false) Optional<Boolean> cancel,
            @Field(listed = false) Optional<String> projectPath) {
        Confirmations said() {
            return new Confirmations(holds, broken, review, by, agent, tests);
        }
    }

    record VerifyOut(
            @Field(named = false) VerificationReport verification,
            @Field(listed = false) Optional<String> taskStatus,
            @Field(listed = false) long revision,

            @Field(untrusted = true, max = 400, listed = false)
            List<String> changes) {}

    private Tool<VerifyIn, VerifyOut> verify() {
        return Tool.of(VERIFY, VerifyIn.class, VerifyOut.class)
                .description("Runs approved checks; says if it is proved. Takes holds and broken (constraints), review,"
                        + " agent.")
                .handler(context.askingHandler(VERIFY, this::verify));
    }

    private VerifyOut verify(OpenProject project, VerifyIn in, Cause cause, ToolCall call) {
        ToolContext.check(project, in.projectPath());
        Workflow<Json> workflow = workflow(project, in.workflowName());
        Item task = task(workflow, TaskItems.written(in.taskId()));
        String name = workflow.key().name() + "/" + task.id();
        if (in.cancel().orElse(false)) {
            return cancelled(project, name);
        }
        Revision token = ToolContext.token(in.token());
        TaskItems.requireHolder(task, in.agent(), token);
        TaskVerification verification = verification(project);
        Optional<Verified> verified = runs.await(
                name,
                in.said().isNothing(),
                control -> verification.verify(workflow, task.id(), in.said(), token, cause, control),
                call,
                Duration.ofSeconds(in.waitSeconds().orElse(USUAL_WAIT_SECONDS)));
        String again = "Call " + VERIFY + " again with the same workflow and task for the outcome.";
        return verified.map(done -> answer(project, done)).orElseGet(() -> told(project, "running", again));
    }

    private VerifyOut answer(OpenProject project, Verified done) {
        return new VerifyOut(
                done.report(),
                Optional.of(done.task().status()),
                done.after().revision().number(),
                context.newsAfter(project, done.after(), done.commit()));
    }

    private VerifyOut cancelled(OpenProject project, String name) {
        return runs.cancel(name)
                ? told(project, "running", "It is being ended. Call " + VERIFY + " again: it says so then.")
                : told(project, "partial", "No verification of this task runs here, so none was ended.");
    }

    private static VerifyOut told(OpenProject project, String status, String advice) {
        return new VerifyOut(
                new VerificationReport(status, List.of(), List.of(), List.of(advice)),
                Optional.empty(),
                project.state().head().number(),
                List.of());
    }

    // on request

    record ChecksIn(@Field(listed = false) Optional<String> projectPath) {}

    record CheckLine(
            String name,
            @Field(untrusted = true, max = 400) String command,
            boolean approved,
            List<String> stages,
            @Field(untrusted = true) List<String> categories,
            @Field(untrusted = true) List<String> covers) {}

    record ChecksOut(
            List<CheckLine> checks,
            boolean proposed,
            String message,
            @Field(listed = false) long revision) {}

    private Tool<ChecksIn, ChecksOut> checks() {
        return Tool.of("list_checks", ChecksIn.class, ChecksOut.class)
                .description("Which commands prove tasks here, and which of them a person approved.")
                .readOnly()
                .handler(context.handler("list_checks", (project, in, cause) -> {
                    ToolContext.check(project, in.projectPath());
                    VerificationRules rules =
                            VerificationRules.of(project.workflow().project());
                    Approvals approvals = verification(project).approvals;
                    var now = project.state().now();
                    List<CheckLine> lines = rules.checks().stream()
                            .map(check -> new CheckLine(
                                    check.name(),
                                    check.line(),
                                    approvals.find(now, check).isPresent(),
                                    check.stageWords(),
                                    check.categories(),
                                    check.covers()))
                            .toList();
                    return new ChecksOut(
                            lines,
                            rules.proposed(),
                            "A person approves a check once, and again when its command changes: workflow tasks approve"
                                    + " NAME. They are declared in " + VerificationRules.FILE + ".",
                            now.revision().number());
                }));
    }

    record ExportIn(
            String workflowName,
            String taskId,
            @Field(listed = false) Optional<String> projectPath) {}

    record ExportOut(
            @Field(named = false) List<Json> statements,
            @Field(listed = false) long revision) {}

    private Tool<ExportIn, ExportOut> export() {
        return Tool.of("export_evidence", ExportIn.class, ExportOut.class)
                .description("The outcomes of a task's checks as in-toto test-result statements, unsigned.")
                .readOnly()
                .answerBytes(Tool.MAX_ANSWER_BYTES)
                .handler(context.handler("export_evidence", (project, in, cause) -> {
                    ToolContext.check(project, in.projectPath());
                    Workflow<Json> workflow = workflow(project, in.workflowName());
                    var now = workflow.now();
                    Item task = task(workflow, in.taskId());
                    return new ExportOut(
                            verification(project).statements(now, task),
                            now.revision().number());
                }));
    }
}
