package io.workfloworchestrator.specdriven.guide;

import io.workfloworchestrator.interview.AskedQuestion;
import io.workfloworchestrator.interview.Interview;
import io.workfloworchestrator.interview.InterviewChange;
import io.workfloworchestrator.interview.InterviewMoment;
import io.workfloworchestrator.interview.QuestionSets;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.mcp.Field;
import io.workfloworchestrator.mcp.Tool;
import io.workfloworchestrator.mcp.ToolCall;
import io.workfloworchestrator.mcp.ToolException;
import io.workfloworchestrator.server.InterviewTool;
import io.workfloworchestrator.server.OpenProject;
import io.workfloworchestrator.server.ToolContext;
import io.workfloworchestrator.specdriven.SpecDrivenException;
import io.workfloworchestrator.state.Cause;
import io.workfloworchestrator.workflow.Item;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;

/** {@code sdd_guide}: leads from an idea to documents, one question after another. Thread-safe. */
public final class GuideTool {
    public static final String NAME = "sdd_guide";

    private static final int ANSWER_BYTES = 40_000;
    /** Answers that callers give in one line, with a semicolon between. */
    private static final Set<String> LISTS = Set.of("acceptance_criteria", "deliverables", "validation");

    private final StageDocuments documents;
    private final Clock clock;
    private final Path home;
    private final GuideReplies replies;
    private final Map<Path, QuestionSets> sets = new ConcurrentHashMap<>();

    private GuideTool(ToolContext context, StageDocuments documents, Clock clock, Path home) {
        this.home = home;
        this.documents = documents;
        this.clock = clock;
        this.replies = new GuideReplies(context);
    }

    enum Action {
        START,
        ANSWER,
        STATUS,
        BACK,
        EDIT,
        REVIEW,
        CANCEL,
        RESUME,
        LIST,
        DECIDE,
        SKIP,
        DRAFT,
        CONFIRM,
        ASK
    }

    record In(
            Action action,
            Optional<String> project_path,

            @Field("Number or folder; default: the open one")
            Optional<String> session,

            @Field(value = "To start", max = 1 << 20) Optional<String> description,

            @Field("Default: the one asked now") Optional<String> question,
            Optional<Json> response,
            @Field("Several, by question id") Map<String, Json> answers,

            @Field("Default: found. new-project, existing-project, add-feature, bug-fix, design-first")
            Optional<String> scenario,

            @Field("An object: goalId, goalName, goalDescription, impactScore, effortScore, tier")
            Optional<Json> goal_context,

            @Field(value = "Most questions", min = 1, max = 1000)
            Optional<Integer> budget,

            @Field("decide: all open ones") Optional<Boolean> all,
            @Field(listed = false) Optional<String> handoff,
            @Field(listed = false) Optional<String> because,
            @Field(listed = false) Optional<String> topic,
            @Field(listed = false) Optional<String> root,
            @Field(listed = false, min = 0) Optional<Long> seen) {}

    /**
     * @param documents writes what a stage leads to
     * @param home the home folder of the user, where sessions of the forerunner lie
     */
    public static Tool<?, ?> of(ToolContext context, StageDocuments documents, Clock clock, Path home) {
        GuideTool tool = new GuideTool(context, documents, clock, home);
        return Tool.of(NAME, In.class, GuideReplies.Out.class)
                .description(
                        "From an idea to constitution, specification, plan and tasks: start, then answer the question"
                                + " until completed. decide records an assumption; ask has the client ask its person;"
                                + " draft, then confirm; edit changes answers; review takes topic.")
                .answerBytes(ANSWER_BYTES)
                .handler(context.askingHandler(NAME, tool::call));
    }

    private GuideReplies.Out call(OpenProject project, In in, Cause cause, ToolCall call) {
        ToolContext.check(project, in.project_path());
        QuestionSets questions = sets.computeIfAbsent(
                project.root(), root -> QuestionSets.of(project.workflow().project(), GuideQuestions.sets()));
        Guide guide = new Guide(project, questions, documents, clock);
        if (in.action() == Action.LIST) {
            return replies.list(project, guide);
        }
        Guide.Outcome outcome = in.action() == Action.START
                ? guide.start(start(project, in), home, cause)
                : done(guide, guide.sessions.get(in.session()), in, cause, call);
        Optional<String> topic =
                in.action() == Action.REVIEW ? Optional.of(in.topic().orElse("")) : Optional.empty();
        return replies.of(project, guide, outcome, topic);
    }

    private static Json.Obj goal(In in) {
        Json given = in.goal_context().orElse(Json.Obj.EMPTY);
        if (!(given instanceof Json.Obj fields)) {
            throw new ToolException(
                    "E_ARG_TYPE", "\"goal_context\" must be an object with fields such as goalName, or be left out.");
        }
        return fields;
    }

    private static Start start(OpenProject project, In in) {
        Json.Obj given = goal(in);
        Optional<String> named = in.handoff().or(() -> given.text("handoffId"));
        Optional<Item> handoff = named.flatMap(id -> TakenHandoff.find(project, id));
        if (in.handoff().isPresent() && handoff.isEmpty()) {
            throw new SpecDrivenException(
                    "E_HANDOFF",
                    "there is no hand-off \"" + in.handoff().get().replaceAll("\\p{C}", "?")
                            + "\" in the planning of this project. Leave it out, or pass the goal on first.");
        }
        Json.Obj goal = Json.Obj.EMPTY;
        for (Item item : handoff.stream().toList()) {
            Json kept = item.state().fields().getOrDefault("context", Json.Obj.EMPTY);
            goal = kept instanceof Json.Obj fields ? fields : goal;
            goal = goal.with("handoffId", item.id());
        }
        for (String name : given.keys()) {
            goal = goal.with(name, given.find(name).orElseThrow());
        }
        return new Start(
                in.description().orElse(""),
                in.scenario().filter(word -> !word.isBlank()).map(Scenario::of),
                goal.size() == 0 ? Optional.empty() : Optional.of(new GoalGiven(goal)),
                in.budget(),
                Map.of(),
                FeatureRoots.root(project.workflow().project(), in.root()));
    }

    private Guide.Outcome done(Guide guide, Session session, In in, Cause cause, ToolCall call) {
        return switch (in.action()) {
            case ANSWER -> {
                in.question()
                        .filter(any -> in.response().isPresent())
                        .ifPresent(question -> guide.requireAskedNow(session, question));
                yield guide.answer(session, given(guide, session, in), cause);
            }
            case EDIT ->
                guide.edit(
                        session,
                        given(guide, session, in),
                        ToolContext.revision("seen", "a revision is 0 or more, as answers say it", in.seen()),
                        cause);
            case CANCEL -> guide.cancel(session, cause);
            case RESUME -> guide.resume(session, in.budget(), cause);
            case STATUS, REVIEW -> guide.status(session);
            default -> guide.step(session, step(in, call), cause);
        };
    }

    private BiFunction<Interview, Cause, InterviewChange> step(In in, ToolCall call) {
        return switch (in.action()) {
            case BACK -> Interview::back;
            case SKIP -> (interview, cause) -> interview.skip(in.question(), cause);
            case DECIDE ->
                (interview, cause) ->
                        in.all().orElse(false) ? interview.decideOpen(cause) : interview.decide(in.question(), cause);
            case DRAFT ->
                (interview, cause) -> interview.draft(
                        given(interview.now().next(), in), in.because().orElse(""), cause);
            case CONFIRM ->
                (interview, cause) ->
                        interview.confirm(in.question().map(List::of).orElse(List.of()), cause);
            case ASK -> (interview, cause) -> InterviewTool.ask(NAME, interview, in.question(), cause, call);
            default -> throw new IllegalStateException("the action is handled before");
        };
    }

    private static Map<String, Json> given(Guide guide, Session session, In in) {
        Optional<InterviewMoment> asking = guide.status(session).asking();
        return given(asking.flatMap(InterviewMoment::next), in);
    }

    /** The answers of a call: several by their questions, or one to the question that is named or asked now. */
    private static Map<String, Json> given(Optional<AskedQuestion> asked, In in) {
        Map<String, Json> given = new LinkedHashMap<>(in.answers());
        in.response().ifPresent(value -> {
            String question = in.question()
                    .or(() -> asked.map(AskedQuestion::id))
                    .orElseThrow(() -> new ToolException(
                            "E_ARG_MISSING", "\"question\" is missing: no question is asked now; say which you mean."));
            given.put(question, value);
        });
        if (given.isEmpty()) {
            throw new ToolException(
                    "E_ARG_MISSING",
                    "\"response\" is missing: a value for the question, or \"answers\" for several. To leave it out,"
                            + " action skip; to have it decided, action decide.");
        }
        given.replaceAll(GuideTool::lines);
        return given;
    }

    private static Json lines(String question, Json value) {
        String id = question.replaceFirst("[.\\[].*$", "").toLowerCase(Locale.ROOT);
        String text = value.asText().orElse("");
        return LISTS.contains(id) && text.contains(";") && !text.contains("\n")
                ? Json.strings(List.of(text.split(";")).stream()
                        .map(String::strip)
                        .filter(one -> !one.isEmpty())
                        .toList())
                : value;
    }
}
