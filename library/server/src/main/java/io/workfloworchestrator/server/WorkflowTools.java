package io.workfloworchestrator.server;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.mcp.Field;
import io.workfloworchestrator.mcp.Tool;
import io.workfloworchestrator.mcp.ToolCall;
import io.workfloworchestrator.mcp.ToolException;
import io.workfloworchestrator.state.Cause;
import io.workfloworchestrator.state.Moment;
import io.workfloworchestrator.workflow.Advance;
import io.workfloworchestrator.workflow.Initialized;
import io.workfloworchestrator.workflow.NextStep;
import io.workfloworchestrator.workflow.NextSteps;
import io.workfloworchestrator.workflow.StandardTools;
import io.workfloworchestrator.workflow.Workflow;
import io.workfloworchestrator.workflow.WorkflowChange;
import io.workfloworchestrator.workflow.WorkflowMoment;
import io.workfloworchestrator.workflow.WorkflowState;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The orchestration tools: begin, what next and why, complete, advance, history and undo.
 *
 * <p>Thread-safe; the project is opened by the first call that needs it.
 */
public final class WorkflowTools {
    /** The names of these tools, in the order in which they are listed. */
    public static final Set<String> NAMES = new LinkedHashSet<>(List.of(
            "initialize_project_orchestration",
            "get_next_steps",
            "advance_workflow_phase",
            "get_project_status",
            "complete_step",
            "explain",
            "simulate",
            "get_history",
            "undo"));

    /** {@link #NAMES}, and the name of the tool for a workflow whose definition declares data. */
    public static final Set<String> NAMES_WITH_DATA = with(NAMES, List.of(DataTool.NAME));

    /** {@link #NAMES_WITH_DATA}, and the names of the tools for a workflow whose definition has items. */
    public static final Set<String> NAMES_WITH_ITEMS = with(NAMES_WITH_DATA, ItemTools.NAMES);

    /** Says which of these tools does each standard action. Pass it with the names when you open a workflow. */
    public static final StandardTools STANDARD = new StandardTools(
            "initialize_project_orchestration",
            Views.NEXT_TOOL,
            "complete_step",
            "advance_workflow_phase",
            DataTool.NAME,
            new StandardTools.ForItems(ItemToolNames.CLAIM, ItemToolNames.MOVE));

    private static Set<String> with(Set<String> names, List<String> more) {
        Set<String> all = new LinkedHashSet<>(names);
        all.addAll(more);
        return all;
    }

    private final ToolContext context;

    private WorkflowTools(ToolContext context) {
        this.context = context;
    }

    /**
     * The tools that every workflow needs, for a server whose own tools share the context.
     *
     * @param names which of {@link #NAMES_WITH_DATA}
     */
    public static List<Tool<?, ?>> of(ToolContext context, Set<String> names) {
        WorkflowTools tools = new WorkflowTools(context);
        List<Tool<?, ?>> all = new ArrayList<>(
                List.of(tools.initialize(), tools.next(), tools.advance(), tools.status(), tools.completeStep()));
        all.addAll(new StateTools(context).all());
        all.add(DataTool.of(context));
        return named(names, all);
    }

    static List<Tool<?, ?>> forItems(ToolContext context, Set<String> names) {
        return ItemTools.NAMES.stream().anyMatch(names::contains)
                ? named(names, new ItemTools(context).all())
                : List.of();
    }

    private static List<Tool<?, ?>> named(Set<String> names, List<Tool<?, ?>> all) {
        return all.stream().filter(tool -> names.contains(tool.name())).toList();
    }

    // begin

    record InitializeIn(
            @Field(listed = false) Optional<String> projectPath,
            @Field(max = 200) Optional<String> projectName) {}

    private Tool<InitializeIn, Answers.Initialized> initialize() {
        return Tool.of("initialize_project_orchestration", InitializeIn.class, Answers.Initialized.class)
                .description("Begin the work; what was begun stays.")
                .idempotent()
                .handler(context.handler("initialize_project_orchestration", (project, in, cause) -> {
                    ToolContext.check(project, in.projectPath());
                    ToolContext.checkOwnPlan(project);
                    Initialized<Json> done =
                            project.workflow().initialize(in.projectName().orElse(""), cause);
                    WorkflowState<Json> state = done.state().value();
                    return new Answers.Initialized(
                            state.title(),
                            project.root().toString(),
                            state.phase(),
                            project.state().file(project.workflow().key()),
                            done.existed(),
                            done.existed()
                                    ? "This project was begun already; nothing was changed. Call get_next_steps."
                                    : "The project is begun"
                                            + project.workflow()
                                                    .commands()
                                                    .whyChosen()
                                                    .map(why -> " with " + why)
                                                    .orElse("")
                                            + ". Call get_next_steps.",
                            context.told(
                                    project,
                                    done.moment(),
                                    done.existed()
                                            ? List.of()
                                            : List.of(done.moment().revision())));
                }));
    }

    // what next

    /** Beside advice of other workflows. */
    private static final String NOT_BEGUN =
            "The workflow that is served here was not begun: initialize_project_orchestration begins it.";

    record NextIn(
            @Field(listed = false) Optional<String> projectPath,

            @Field(min = 1, max = 20) Optional<Integer> maxSuggestions,

            @Field(min = 0, listed = false) Optional<Long> since,
            @Field(listed = false, max = 200) Optional<String> agent) {
        /** Who asks: the agent that the call names, else the client. */
        String caller(ToolCall call) {
            return agent.map(String::strip)
                    .filter(name -> !name.isEmpty())
                    .orElseGet(() -> call.client().strip());
        }
    }

    private Tool<NextIn, Answers.Next> next() {
        return Tool.of("get_next_steps", NextIn.class, Answers.Next.class)
                .description(
                        "What to do next and why, most important first: a tool with params to call, or a path to write"
                                + " by hand.")
                .handler(context.askingHandler("get_next_steps", (project, in, cause, call) -> {
                    ToolContext.check(project, in.projectPath());
                    Moment moment = project.state().now();
                    boolean isBegun = moment.find(project.workflow().key()).isPresent();
                    if (!isBegun && context.first().isPresent()) {
                        return begin(project, context.first().get(), in, in.caller(call));
                    }
                    List<NextStep> elsewhere = isBegun ? List.of() : context.beside(project, in.caller(call));
                    if (!elsewhere.isEmpty()) {
                        return unbegun(project, elsewhere.stream().map(Views::action), List.of(NOT_BEGUN), in);
                    }
                    WorkflowMoment<Json> now = project.workflow().in(moment);
                    NextSteps next = now.next();
                    return new Answers.Next(
                            next.phase(),
                            next.progress() + "%",
                            steps(project, next, in.caller(call)).stream()
                                    .limit(in.maxSuggestions().orElse(5))
                                    .map(Views::action)
                                    .toList(),
                            next.missing().stream().map(Views::blocker).toList(),
                            warnings(next, now.moment()),
                            next.changes(),
                            context.toldSince(project, now.moment(), in.since()));
                }));
    }

    /** What is next in the workflow that is served, and beside it, the most important first. The same call is advised once. */
    private List<NextStep> steps(OpenProject project, NextSteps next, String caller) {
        List<NextStep> steps = new ArrayList<>(next.steps());
        for (NextStep step : context.beside(project, caller)) {
            boolean isSaid = step.call().isPresent()
                    && steps.stream().anyMatch(said -> said.call().equals(step.call()));
            if (!isSaid) {
                steps.add(step);
            }
        }
        steps.sort((one, other) -> Integer.compare(other.salience(), one.salience()));
        return context.sifted(project, steps);
    }

    /** Before the workflow has begun, what begins it. */
    private Answers.Next begin(OpenProject project, FirstCall first, NextIn in, String caller) {
        Answers.Action action = new Answers.Action(
                "high",
                first.action(),
                first.because(),
                Optional.of(first.tool()),
                Optional.of(first.arguments()),
                Optional.empty(),
                "begin");
        Stream<Answers.Action> beside = context.sifted(project, context.beside(project, caller)).stream()
                .map(Views::action);
        return unbegun(project, Stream.concat(Stream.of(action), beside), List.of(), in);
    }

    /** What is next while the workflow that is served was not begun. */
    private Answers.Next unbegun(
            OpenProject project, Stream<Answers.Action> actions, List<String> warnings, NextIn in) {
        Moment now = project.state().now();
        return new Answers.Next(
                "",
                "0%",
                actions.limit(in.maxSuggestions().orElse(5)).toList(),
                List.of(),
                Stream.concat(warnings.stream(), Views.warnings(List.of(), now).stream())
                        .toList(),
                List.of(),
                context.toldSince(project, now, in.since()));
    }

    /** An empty list of steps says that it is empty for a reason. */
    private static List<String> warnings(NextSteps next, Moment moment) {
        List<String> warnings = Views.warnings(next.notes(), moment);
        return next.finished()
                ? Stream.concat(Stream.of("Finished: nothing is left to do."), warnings.stream())
                        .toList()
                : warnings;
    }

    // advance

    record AdvanceIn(
            @Field(listed = false) Optional<String> projectPath,
            @Field("Default: the next phase") Optional<String> targetPhase,

            @Field("Jump past the gates; needs reason") Optional<Boolean> skipValidation,

            Optional<String> reason) {}

    private Tool<AdvanceIn, Answers.Advanced> advance() {
        return Tool.of("advance_workflow_phase", AdvanceIn.class, Answers.Advanced.class)
                .description("Leave the phase, or learn what is missing and how to get it.")
                .handler(context.handler("advance_workflow_phase", this::advance));
    }

    private Answers.Advanced advance(OpenProject project, AdvanceIn in, Cause cause) {
        ToolContext.check(project, in.projectPath());
        Workflow<Json> workflow = project.workflow();
        if (in.skipValidation().orElse(false)) {
            return jump(project, in, cause);
        }
        Advance answer = workflow.advance(in.targetPhase(), ToolContext.because(cause, in.reason()));
        if (answer instanceof Advance.Refused refused) {
            return new Answers.Advanced(
                    false,
                    refused.phase(),
                    refused.phase(),
                    "Still in " + refused.phase() + ": " + refused.missing().size()
                            + (refused.missing().size() == 1 ? " thing is" : " things are") + " missing.",
                    refused.missing().stream().map(Views::gap).toList(),
                    context.told(project, refused.moment()));
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
                context.told(
                        project, advanced.moment(), List.of(advanced.moment().revision())));
    }

    private Answers.Advanced jump(OpenProject project, AdvanceIn in, Cause cause) {
        String target = in.targetPhase()
                .orElseThrow(() ->
                        new ToolException("E_ARG_MISSING", "skipValidation needs targetPhase: the phase to jump to."));
        if (in.reason().filter(text -> !text.isBlank()).isEmpty()) {
            throw new ToolException(
                    "E_ARG_MISSING", "skipValidation needs reason: why the gates are passed over. It is recorded.");
        }
        WorkflowChange<Json> jumped = project.workflow().jumpTo(target, ToolContext.because(cause, in.reason()));
        String from = jumped.before().phase();
        return new Answers.Advanced(
                true,
                from,
                jumped.value().phase(),
                "Jumped from " + from + " to " + jumped.value().phase()
                        + " without asking the gates; this is recorded.",
                List.of(),
                context.told(project, jumped.after().moment(), jumped.commit()));
    }

    // status

    record StatusIn(
            Optional<String> projectPath,
            @Field(min = 0, listed = false) Optional<Long> since) {}

    private Tool<StatusIn, Answers.Status> status() {
        return Tool.of("get_project_status", StatusIn.class, Answers.Status.class)
                .description("Where the project stands: phases, steps, progress, health.")
                .handler(context.handler("get_project_status", (project, in, cause) -> {
                    ToolContext.check(project, in.projectPath());
                    WorkflowMoment<Json> now = project.workflow().now();
                    return Views.status(project, now, context.news(project, now.moment(), in.since()));
                }));
    }

    // steps

    enum StepAction {
        COMPLETE,
        SKIP,
        REOPEN
    }

    record StepIn(
            @Field(id = true) String step,
            @Field("Default: complete") Optional<StepAction> action,

            @Field("What proves it, or why") Optional<String> reason,
            @Field(listed = false) Optional<String> projectPath) {}

    private Tool<StepIn, Answers.StepChanged> completeStep() {
        return Tool.of("complete_step", StepIn.class, Answers.StepChanged.class)
                .description("Complete, skip (needs reason) or reopen a step.")
                .idempotent()
                .handler(context.handler("complete_step", (project, in, cause) -> {
                    ToolContext.check(project, in.projectPath());
                    Workflow<Json> workflow = project.workflow();
                    Cause recorded = ToolContext.because(cause, in.reason());
                    WorkflowChange<Json> changed = switch (in.action().orElse(StepAction.COMPLETE)) {
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
                            changed.value().step(in.step()).status().word(),
                            changed.value().phase(),
                            changed.after().progress() + "%",
                            context.told(project, changed.after().moment(), changed.commit()));
                }));
    }
}
