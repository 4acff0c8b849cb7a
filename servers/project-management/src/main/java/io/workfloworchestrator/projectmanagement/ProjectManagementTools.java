package io.workfloworchestrator.projectmanagement;

import io.workfloworchestrator.mcp.Field;
import io.workfloworchestrator.mcp.Tool;
import io.workfloworchestrator.mcp.ToolCall;
import io.workfloworchestrator.mcp.ToolException;
import io.workfloworchestrator.state.Cause;
import io.workfloworchestrator.state.Commit;
import io.workfloworchestrator.state.Json;
import io.workfloworchestrator.state.Revision;
import io.workfloworchestrator.state.Snapshot;
import io.workfloworchestrator.state.StateException;
import io.workfloworchestrator.workflow.Advance;
import io.workfloworchestrator.workflow.Initialized;
import io.workfloworchestrator.workflow.NextSteps;
import io.workfloworchestrator.workflow.Why;
import io.workfloworchestrator.workflow.Workflow;
import io.workfloworchestrator.workflow.WorkflowException;
import io.workfloworchestrator.workflow.WorkflowState;
import io.workfloworchestrator.workflow.WorkflowStatus;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The orchestration tools: begin, what next and why, complete, advance, history and undo.
 *
 * <p>Thread-safe; the project is opened by the first call that needs it.
 */
public final class ProjectManagementTools {
    /** The names of these tools, in the order in which they are listed. */
    public static final Set<String> NAMES = new LinkedHashSet<>(List.of(
            "initialize_project_orchestration",
            "get_next_steps",
            "advance_workflow_phase",
            "get_project_status",
            "complete_step",
            "explain",
            "get_history",
            "undo"));

    private static final String SERVER = "project-management";

    private final Supplier<OpenProject> opened;
    private final Told told = new Told();

    private ProjectManagementTools(Supplier<OpenProject> opened) {
        this.opened = opened;
    }

    /** The tools of one project, which is opened when first needed; the supplier gives the same one each time. */
    public static List<Tool<?, ?>> of(Supplier<OpenProject> project) {
        ProjectManagementTools tools = new ProjectManagementTools(project);
        return List.of(
                tools.initialize(),
                tools.next(),
                tools.advance(),
                tools.status(),
                tools.completeStep(),
                tools.explain(),
                tools.history(),
                tools.undo());
    }

    private interface Work<I, O> {
        O on(OpenProject project, I input, Cause cause) throws Exception;
    }

    /** Opens the project and turns the library's errors into answers. */
    private <I, O> Tool.Handler<I, O> handler(String tool, Work<I, O> work) {
        return (input, call) -> {
            try {
                return work.on(opened.get(), input, cause(tool, call));
            } catch (WorkflowException e) {
                throw refusal(e);
            } catch (StateException e) {
                ToolException refused = new ToolException(e.code(), String.valueOf(e.getMessage()), e);
                throw e.code().equals("E_STATE_BUSY") ? refused.retry() : refused;
            }
        };
    }

    private static ToolException refusal(WorkflowException e) {
        ToolException refused = new ToolException(e.code(), String.valueOf(e.getMessage()), e);
        return switch (e.code()) {
            case "E_WORKFLOW_NOT_INITIALIZED" -> refused.next("initialize_project_orchestration", Json.Obj.EMPTY);
            case "E_WORKFLOW_STEP", "E_WORKFLOW_PHASE", "E_WORKFLOW_ID" ->
                refused.next("get_project_status", Json.Obj.EMPTY);
            default -> refused;
        };
    }

    private static Cause cause(String tool, ToolCall call) {
        String client = call.client();
        return Cause.of(client.isBlank() ? SERVER : SERVER + " for " + client, tool);
    }

    private static Cause because(Cause cause, Optional<String> reason) {
        return reason.filter(text -> !text.isBlank())
                .map(text -> Cause.of(cause.actor(), cause.reason() + ": " + text))
                .orElse(cause);
    }

    /** The reference's tools name the project in each call; this server serves one, and says so when another is meant. */
    private static void check(OpenProject project, Optional<String> projectPath) {
        if (projectPath.isEmpty()) {
            return;
        }
        Path meant;
        try {
            meant = Path.of(projectPath.get());
            meant = meant.isAbsolute()
                    ? meant.toRealPath()
                    : project.root().resolve(meant).toRealPath();
        } catch (IOException | InvalidPathException e) {
            throw otherProject(project, projectPath.get());
        }
        if (!meant.equals(project.root())) {
            throw otherProject(project, projectPath.get());
        }
    }

    private static ToolException otherProject(OpenProject project, String path) {
        String shown = path.length() > 80 ? path.substring(0, 80) + "…" : path;
        return new ToolException(
                "E_PROJECT",
                "this server serves " + project.root() + ", not '" + shown.replaceAll("\\p{C}", "?")
                        + "'. Leave projectPath out, or start a server with --project for the other folder.");
    }

    // begin

    record InitializeIn(
            Optional<String> projectPath, @Field(max = 200) Optional<String> projectName) {}

    private Tool<InitializeIn, Answers.Initialized> initialize() {
        return Tool.of("initialize_project_orchestration", InitializeIn.class, Answers.Initialized.class)
                .description("Begin planning this project. Answers the existing plan, unchanged, if there is one.")
                .idempotent()
                .handler(handler("initialize_project_orchestration", (project, in, cause) -> {
                    check(project, in.projectPath());
                    Initialized<Json> done =
                            project.workflow().initialize(in.projectName().orElse(""), cause);
                    WorkflowState<Json> state = done.state().value();
                    return new Answers.Initialized(
                            state.title(),
                            state.phase(),
                            ".ai-planning/project-state.json",
                            done.existed(),
                            done.existed()
                                    ? "This project was begun already; nothing was changed. Call get_next_steps."
                                    : "The project is begun. Call get_next_steps.",
                            revision(project),
                            news(project, done.existed() ? Optional.empty() : Optional.of(done.state())));
                }));
    }

    // what next

    record NextIn(
            Optional<String> projectPath,

            @Field(value = "1 to 20, default 5", min = 1, max = 20)
            Optional<Integer> maxSuggestions) {}

    private Tool<NextIn, Answers.Next> next() {
        return Tool.of("get_next_steps", NextIn.class, Answers.Next.class)
                .description("What to do next, most important first, with reasons and ready-to-call arguments.")
                .idempotent()
                .handler(handler("get_next_steps", (project, in, cause) -> {
                    check(project, in.projectPath());
                    NextSteps next = project.workflow().next();
                    return new Answers.Next(
                            next.phase(),
                            next.progress() + "%",
                            next.steps().stream()
                                    .limit(in.maxSuggestions().orElse(5))
                                    .map(Views::action)
                                    .toList(),
                            next.missing().stream().map(Views::gap).toList(),
                            Views.warnings(next.notes(), project.state()),
                            next.changes(),
                            next.revision().number(),
                            news(project, Optional.empty()));
                }));
    }

    // advance

    record AdvanceIn(
            Optional<String> projectPath,
            @Field("Default: the next phase") Optional<String> targetPhase,

            @Field("Jump without asking the gates; needs reason")
            Optional<Boolean> skipValidation,

            @Field(max = 1000) Optional<String> reason) {}

    private Tool<AdvanceIn, Answers.Advanced> advance() {
        return Tool.of("advance_workflow_phase", AdvanceIn.class, Answers.Advanced.class)
                .description("Leave the phase, or learn what is missing and which tool provides it.")
                .handler(handler("advance_workflow_phase", this::advance));
    }

    private Answers.Advanced advance(OpenProject project, AdvanceIn in, Cause cause) {
        check(project, in.projectPath());
        Workflow<Json> workflow = project.workflow();
        if (in.skipValidation().orElse(false)) {
            return jump(project, in, cause);
        }
        Advance answer = workflow.advance(in.targetPhase(), because(cause, in.reason()));
        if (answer instanceof Advance.Refused refused) {
            return new Answers.Advanced(
                    false,
                    refused.phase(),
                    refused.phase(),
                    "Still in " + refused.phase() + ": " + refused.missing().size()
                            + (refused.missing().size() == 1 ? " thing is" : " things are") + " missing.",
                    refused.missing().stream().map(Views::gap).toList(),
                    revision(project),
                    news(project, Optional.empty()));
        }
        Advance.Advanced<?> advanced = (Advance.Advanced<?>) answer;
        return new Answers.Advanced(
                true,
                advanced.from(),
                advanced.to().orElse(advanced.from()),
                advanced.to()
                        .map(phase -> "Advanced from " + advanced.from() + " to " + phase + ".")
                        .orElse("The last phase, " + advanced.from() + ", is complete: the project is finished."),
                List.of(),
                advanced.state().revision().number(),
                news(project, Optional.of(advanced.state())));
    }

    private Answers.Advanced jump(OpenProject project, AdvanceIn in, Cause cause) {
        String target = in.targetPhase()
                .orElseThrow(() ->
                        new ToolException("E_ARG_MISSING", "skipValidation needs targetPhase: the phase to jump to."));
        if (in.reason().filter(text -> !text.isBlank()).isEmpty()) {
            throw new ToolException(
                    "E_ARG_MISSING", "skipValidation needs reason: why the gates are passed over. It is recorded.");
        }
        String from = project.workflow().status().phase();
        Snapshot<WorkflowState<Json>> state = project.workflow().jumpTo(target, because(cause, in.reason()));
        return new Answers.Advanced(
                true,
                from,
                state.value().phase(),
                "Jumped from " + from + " to " + state.value().phase() + " without asking the gates; this is recorded.",
                List.of(),
                state.revision().number(),
                news(project, Optional.of(state)));
    }

    // status

    record StatusIn(Optional<String> projectPath) {}

    private Tool<StatusIn, Answers.Status> status() {
        return Tool.of("get_project_status", StatusIn.class, Answers.Status.class)
                .description("Where the project stands: phases, steps, progress, health.")
                .idempotent()
                .handler(handler("get_project_status", (project, in, cause) -> {
                    check(project, in.projectPath());
                    WorkflowStatus status = project.workflow().status();
                    return Views.status(
                            status,
                            project.workflow().state().orElseThrow().value(),
                            Views.warnings(status.concerns(), project.state()),
                            news(project, Optional.empty()));
                }));
    }

    // steps

    /** What to do with a step. */
    enum StepAction {
        COMPLETE,
        SKIP,
        REOPEN
    }

    record StepIn(
            Optional<String> projectPath,
            @Field(id = true) String step,
            @Field("Default: complete") Optional<StepAction> action,

            @Field(value = "What proves it, or why", max = 1000)
            Optional<String> reason) {}

    private Tool<StepIn, Answers.StepChanged> completeStep() {
        return Tool.of("complete_step", StepIn.class, Answers.StepChanged.class)
                .description("Mark a step complete, skipped or open again. Skipping needs a reason.")
                .idempotent()
                .handler(handler("complete_step", (project, in, cause) -> {
                    check(project, in.projectPath());
                    Workflow<Json> workflow = project.workflow();
                    Cause recorded = because(cause, in.reason());
                    Snapshot<WorkflowState<Json>> state = switch (in.action().orElse(StepAction.COMPLETE)) {
                        case COMPLETE ->
                            workflow.complete(in.step(), in.reason().orElse(""), recorded);
                        case REOPEN -> workflow.reopen(in.step(), recorded);
                        case SKIP -> {
                            if (in.reason().filter(text -> !text.isBlank()).isEmpty()) {
                                throw new ToolException(
                                        "E_ARG_MISSING", "skip needs reason: why this step is left out.");
                            }
                            yield workflow.skip(in.step(), recorded);
                        }
                    };
                    return new Answers.StepChanged(
                            in.step(),
                            state.value().step(in.step()).status().word(),
                            state.value().phase(),
                            workflow.progress() + "%",
                            state.revision().number(),
                            news(project, Optional.of(state)));
                }));
    }

    // why

    record ExplainIn(
            Optional<String> projectPath,
            @Field("A ruleId, step:ID, gate:ID or advance") String id) {}

    private Tool<ExplainIn, Answers.Explained> explain() {
        return Tool.of("explain", ExplainIn.class, Answers.Explained.class)
                .description("Why something is suggested, done or open, or why not: conditions, facts, sources.")
                .idempotent()
                .text(Views::text)
                .handler(handler("explain", (project, in, cause) -> {
                    check(project, in.projectPath());
                    Why why = project.workflow().explain(in.id());
                    return Views.explained(why, revision(project));
                }));
    }

    // history

    record HistoryIn(
            Optional<String> projectPath,

            @Field(value = "1 to 100, default 20", min = 1, max = 100)
            Optional<Integer> limit,

            @Field(value = "Only older than this revision", min = 1)
            Optional<Long> before) {}

    private Tool<HistoryIn, Answers.History> history() {
        return Tool.of("get_history", HistoryIn.class, Answers.History.class)
                .description("Who changed what, when and why, newest first.")
                .readOnly()
                .handler(handler("get_history", (project, in, cause) -> {
                    check(project, in.projectPath());
                    int limit = in.limit().orElse(20);
                    long head = project.state().head().number();
                    long upTo =
                            Math.min(head, in.before().map(before -> before - 1).orElse(head));
                    List<Commit> commits = project.state().history(Revision.of(Math.max(0, upTo)), limit);
                    long oldest = commits.isEmpty()
                            ? 0
                            : commits.get(commits.size() - 1).revision().number();
                    return new Answers.History(
                            commits.stream().map(Views::line).toList(),
                            oldest > 1 ? Optional.of(oldest) : Optional.empty(),
                            head);
                }));
    }

    // undo

    record UndoIn(
            Optional<String> projectPath,
            @Field(value = "Default: the newest", min = 1) Optional<Long> revision,
            @Field(max = 1000) Optional<String> reason) {}

    private Tool<UndoIn, Answers.Undone> undo() {
        return Tool.of("undo", UndoIn.class, Answers.Undone.class)
                .description("Take back one commit as a new one. Later changes elsewhere stay; undo of an undo works.")
                .destructive()
                .handler(handler("undo", (project, in, cause) -> {
                    check(project, in.projectPath());
                    Revision undone = in.revision()
                            .map(Revision::of)
                            .orElseGet(() -> project.state().head());
                    Optional<Commit> commit = project.state().undo(undone, because(cause, in.reason()));
                    commit.ifPresent(made -> told.own(made.revision()));
                    return new Answers.Undone(
                            commit.isPresent(),
                            undone.number(),
                            commit.isPresent()
                                    ? "Revision " + undone + " is taken back."
                                    : "Nothing of revision " + undone + " is left to take back.",
                            revision(project),
                            news(project, Optional.empty()));
                }));
    }

    private static long revision(OpenProject project) {
        return project.state().head().number();
    }

    private List<String> news(OpenProject project, Optional<? extends Snapshot<?>> own) {
        own.ifPresent(snapshot -> told.own(snapshot.revision()));
        return told.news(project.state());
    }
}
