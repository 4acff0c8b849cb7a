package io.workfloworchestrator.server;

import io.workfloworchestrator.files.ProjectFolder;
import io.workfloworchestrator.interview.AskedQuestion;
import io.workfloworchestrator.interview.Interview;
import io.workfloworchestrator.interview.InterviewChange;
import io.workfloworchestrator.interview.InterviewMoment;
import io.workfloworchestrator.interview.Interviews;
import io.workfloworchestrator.interview.QuestionSet;
import io.workfloworchestrator.interview.QuestionSets;
import io.workfloworchestrator.json.CodedException;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.mcp.Field;
import io.workfloworchestrator.mcp.Tool;
import io.workfloworchestrator.mcp.ToolCall;
import io.workfloworchestrator.mcp.ToolException;
import io.workfloworchestrator.state.Cause;
import io.workfloworchestrator.state.Commit;
import io.workfloworchestrator.state.Moment;
import io.workfloworchestrator.state.Revision;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The tool by which any server leads interviews: begin, answer, go back, review and resume, in one tool with actions. Add it to a
 * server's builder. Thread-safe; the project is opened by the first call.
 */
public final class InterviewTool {
    public static final String NAME = "interview";

    private static final int ANSWER_BYTES = 40_000;

    private final ToolContext context;
    private final Map<String, Supplier<QuestionSet>> sets;
    private final Function<OpenProject, Json.Obj> facts;
    private final Clock clock;
    private final Map<Path, QuestionSets> opened = new ConcurrentHashMap<>();

    private InterviewTool(
            ToolContext context,
            Map<String, Supplier<QuestionSet>> sets,
            Function<OpenProject, Json.Obj> facts,
            Clock clock) {
        this.context = context;
        this.sets = new LinkedHashMap<>(sets);
        this.facts = facts;
        this.clock = clock;
    }

    enum Action {
        LIST,
        START,
        NEXT,
        ANSWER,
        TEXT,
        EDIT,
        DRAFT,
        CONFIRM,
        DECIDE,
        SKIP,
        BACK,
        ASK,
        REVIEW,
        CANCEL,
        RESUME
    }

    record In(
            Action action,

            @Field("Default: the set's id, or the only interview")
            Optional<String> session,

            @Field("To start") Optional<String> set,
            @Field("Default: the one asked now") Optional<String> question,
            @Field("Several at once, or edits") Map<String, Json> answers,
            @Field("Of question") Optional<Json> answer,
            @Field("Words; what is certain is taken") Optional<String> text,

            @Field(value = "Most questions to ask", min = 1, max = 1000)
            Optional<Integer> budget,

            @Field("Take what fits") Optional<Boolean> partial,
            @Field("decide: all open ones") Optional<Boolean> all,
            @Field("review: its questions") Optional<String> topic,
            @Field("Source of a draft") Optional<String> because,

            @Field(value = "edit: revision you read", min = 0)
            Optional<Long> seen) {}

    record Listed(
            String id, String kind, @Field(untrusted = true) String title, String status) {}

    record Out(
            String session,
            String set,
            String status,
            Optional<InterviewAnswers.Asked> question,
            Optional<InterviewAnswers.Progress> progress,
            List<String> taken,
            List<InterviewAnswers.NotTaken> notTaken,

            @Field("Kept, not asked now") List<String> setAside,

            @Field("Count again") List<String> backAgain,
            List<InterviewAnswers.Topic> coverage,
            List<Listed> list,
            @Field(flat = true) News news) {}

    /** The tool for a project, which recommends what {@link RepositoryFacts} say. */
    public static Tool<?, ?> of(String server, Supplier<OpenProject> project, Map<String, Supplier<QuestionSet>> sets) {
        return of(server, project, sets, open -> RepositoryFacts.of(ProjectFolder.open(open.root())));
    }

    /**
     * The tool for a project that is opened when first needed.
     *
     * @param server the name for causes of a client without a name
     * @param project gives the same project each time
     * @param sets the question sets that the server brings, by their ids; a project may put its own in their place
     * @param facts what is known of the project, for recommendations
     */
    public static Tool<?, ?> of(
            String server,
            Supplier<OpenProject> project,
            Map<String, Supplier<QuestionSet>> sets,
            Function<OpenProject, Json.Obj> facts) {
        ToolContext context = new ToolContext(server, project);
        InterviewTool tool = new InterviewTool(context, sets, facts, Clock.systemUTC());
        return Tool.of(NAME, In.class, Out.class)
                .description("Ask a person in a guided way: start a set, then next and answer until nothing is asked."
                        + " review shows what is known, assumed and open; decide records an assumption; ask lets the"
                        + " client ask its person; answers can be edited and undone.")
                .answerBytes(ANSWER_BYTES)
                .handler(context.askingHandler(NAME, tool::call));
    }

    /** The sets of the project; they remember what they have read. */
    private QuestionSets sets(OpenProject project) {
        return opened.computeIfAbsent(project.root(), root -> QuestionSets.of(ProjectFolder.open(root), sets));
    }

    private Out call(OpenProject project, In in, Cause cause, ToolCall call) {
        Interviews interviews = Interviews.of(project.state(), sets(project), clock, () -> facts.apply(project));
        if (in.action() == Action.LIST) {
            return list(project, interviews);
        }
        if (in.action() == Action.START) {
            String set = in.set().orElseThrow(() -> missing("set", "the id of a question set"));
            Interview begun = interviews.start(set, in.session().orElse(set), in.budget(), cause);
            InterviewMoment now = begun.now();
            return out(project, now, Optional.of(now.moment().revision()), Optional.empty(), in);
        }
        Interview interview = interviews.open(session(project, interviews, in));
        if (in.action() == Action.NEXT || in.action() == Action.REVIEW) {
            return out(project, interview.now(), Optional.empty(), Optional.empty(), in);
        }
        InterviewChange change = change(interview, in, cause, call);
        return out(project, change.after(), change.commit().map(Commit::revision), Optional.of(change), in);
    }

    private static String session(OpenProject project, Interviews interviews, In in) {
        if (in.session().isPresent()) {
            return in.session().get();
        }
        List<String> ids = interviews.ids(project.state().now());
        if (in.set().isPresent() || ids.size() != 1) {
            return in.set()
                    .orElseThrow(() -> missing(
                            "session",
                            ids.isEmpty() ? "start an interview first" : "one of " + String.join(", ", ids)));
        }
        return ids.get(0);
    }

    private static ToolException missing(String name, String what) {
        return new ToolException("E_ARG_MISSING", "\"" + name + "\" is missing: " + what + ".");
    }

    private static InterviewChange change(Interview interview, In in, Cause cause, ToolCall call) {
        return switch (in.action()) {
            case ANSWER ->
                in.partial().orElse(false)
                        ? interview.answerWhatFits(answers(interview, in), cause)
                        : interview.answer(answers(interview, in), cause);
            case TEXT ->
                interview.answerFreely(in.text().orElseThrow(() -> missing("text", "the words of the person")), cause);
            case EDIT ->
                interview.edit(
                        answers(interview, in),
                        ToolContext.revision("seen", "a revision is 0 or more, as answers say it", in.seen()),
                        cause);
            case DRAFT -> interview.draft(answers(interview, in), in.because().orElse(""), cause);
            case CONFIRM -> interview.confirm(in.question().map(List::of).orElse(List.of()), cause);
            case DECIDE ->
                in.all().orElse(false) ? interview.decideOpen(cause) : interview.decide(in.question(), cause);
            case SKIP -> interview.skip(in.question(), cause);
            case BACK -> interview.back(cause);
            case CANCEL -> interview.cancel(cause);
            case RESUME -> interview.resume(in.budget(), cause);
            case ASK -> ask(NAME, interview, in.question(), cause, call);
            default -> throw new IllegalStateException("the action is handled before");
        };
    }

    /** The answers of a call: several by their questions, or one to the question that is named or asked now. */
    private static Map<String, Json> answers(Interview interview, In in) {
        Map<String, Json> answers = new LinkedHashMap<>(in.answers());
        in.answer()
                .ifPresent(value -> answers.put(
                        in.question()
                                .or(() -> interview.now().next().map(AskedQuestion::id))
                                .orElse(""),
                        value));
        if (answers.isEmpty()) {
            throw missing("answer", "a value for the question, or \"answers\" for several");
        }
        return answers;
    }

    /**
     * Has the client ask its person; an answer that does not fit is refused as any other one.
     *
     * @param tool the tool with whose actions a client answers that cannot ask
     * @param named the question; empty for the one that is asked now
     * @throws ToolException E_CLIENT_CANNOT_ASK, E_PERSON_DECLINED, E_QUESTION if nothing is open
     */
    public static InterviewChange ask(
            String tool, Interview interview, Optional<String> named, Cause cause, ToolCall call) {
        if (!call.canAsk()) {
            ToolException cannot = new ToolException(
                    "E_CLIENT_CANNOT_ASK",
                    "this client cannot ask its person (it offers no elicitation). Ask yourself, with action"
                            + (tool.equals(NAME) ? " next and answer." : " answer."));
            throw tool.equals(NAME) ? cannot.next(NAME, Json.Obj.EMPTY.with("action", Json.of("next"))) : cannot;
        }
        InterviewMoment now = interview.now();
        AskedQuestion question = named.map(now::question)
                .or(now::next)
                .orElseThrow(() -> new ToolException("E_QUESTION", "No question is open now."));
        Optional<Json.Obj> form = call.ask(InterviewForm.message(question), InterviewForm.schema(question));
        Optional<Json> value = form.flatMap(filled -> filled.find(InterviewForm.FIELD));
        if (form.isEmpty()) {
            throw new ToolException(
                    "E_PERSON_DECLINED", "the person gave no answer to \"" + question.id() + "\"; it stays open.");
        }
        return value.filter(some -> !some.equals(Json.of("")) && some != Json.Null.VALUE)
                .map(some -> interview.answer(Map.of(question.id(), some), cause))
                .orElseGet(() -> interview.skip(Optional.of(question.id()), cause));
    }

    private Out list(OpenProject project, Interviews interviews) {
        Moment now = project.state().now();
        List<Listed> list = new ArrayList<>();
        for (String id : interviews.sets().ids()) {
            list.add(listed(
                    id,
                    "set",
                    () -> new Listed(id, "set", interviews.sets().get(id).title(), "")));
        }
        for (String id : interviews.ids(now)) {
            list.add(listed(id, "session", () -> {
                InterviewMoment moment = interviews.open(id).in(now);
                return new Listed(id, "session", moment.set().title(), status(moment));
            }));
        }
        return new Out(
                "",
                "",
                "",
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                list,
                context.told(project, now));
    }

    private static Listed listed(String id, String kind, Supplier<Listed> look) {
        try {
            return look.get();
        } catch (CodedException e) {
            return new Listed(id, kind, String.valueOf(e.getMessage()), "broken");
        }
    }

    private static String status(InterviewMoment moment) {
        String kept = moment.state().status().name().toLowerCase(Locale.ROOT);
        return kept.equals("open") && moment.next().isEmpty() ? "done" : kept;
    }

    private Out out(
            OpenProject project,
            InterviewMoment moment,
            Optional<Revision> own,
            Optional<InterviewChange> change,
            In in) {
        boolean review = in.action() == Action.REVIEW;
        List<String> topics =
                moment.set().topics().stream().map(topic -> topic.id()).toList();
        in.topic().filter(topic -> !topics.contains(topic)).ifPresent(topic -> {
            throw new ToolException(
                    "E_ARG_VALUE",
                    "there is no topic \"" + topic + "\". There are: " + String.join(", ", topics) + ".");
        });
        boolean named = in.action() == Action.NEXT && in.question().isPresent();
        Optional<AskedQuestion> question =
                named ? in.question().map(moment::question) : review ? Optional.empty() : moment.next();
        return new Out(
                moment.id(),
                moment.set().id(),
                status(moment),
                question.map(InterviewAnswers::asked),
                Optional.of(InterviewAnswers.progress(moment)),
                change.map(InterviewChange::taken).orElse(List.of()),
                InterviewAnswers.notTaken(change.map(InterviewChange::refused).orElse(List.of())),
                change.map(InterviewChange::setAside).orElse(List.of()),
                change.map(InterviewChange::backAgain).orElse(List.of()),
                review ? InterviewAnswers.coverage(moment, in.topic()) : List.of(),
                List.of(),
                context.told(project, moment.moment(), own.stream().toList()));
    }
}
