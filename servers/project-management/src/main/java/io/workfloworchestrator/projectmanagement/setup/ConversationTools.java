package io.workfloworchestrator.projectmanagement.setup;

import io.workfloworchestrator.interview.AskedQuestion;
import io.workfloworchestrator.interview.Interview;
import io.workfloworchestrator.interview.InterviewChange;
import io.workfloworchestrator.interview.InterviewMoment;
import io.workfloworchestrator.interview.InterviewState;
import io.workfloworchestrator.interview.Standing;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.json.Words;
import io.workfloworchestrator.mcp.Field;
import io.workfloworchestrator.mcp.Tool;
import io.workfloworchestrator.mcp.ToolException;
import io.workfloworchestrator.server.InterviewAnswers;
import io.workfloworchestrator.server.OpenProject;
import io.workfloworchestrator.server.ToolContext;
import io.workfloworchestrator.state.Cause;
import io.workfloworchestrator.state.Commit;
import io.workfloworchestrator.state.Revision;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The two tools that lead the conversation: begin or resume it, and answer. Thread-safe. */
final class ConversationTools {
    private static final int ANSWER_BYTES = 40_000;
    private static final int SHOWN = 300;

    private final ToolContext context;
    private final Setup setup;

    ConversationTools(ToolContext context, Setup setup) {
        this.context = context;
        this.setup = setup;
    }

    record StartIn(
            Optional<String> projectPath,
            Optional<String> projectName,
            @Field("software, research, business, product") Optional<String> projectType,
            @Field("quick, deep") Optional<String> constitutionMode,
            Optional<String> initialDescription) {}

    record ContinueIn(
            Optional<String> projectPath,
            Optional<String> conversationId,
            @Field("Words of the person") Optional<String> userResponse,
            Map<String, Json> answers,
            @Field("Drafts, or all") List<String> confirm,
            @Field("Take what is recommended") Optional<Boolean> decide,
            @Field("answers replace others") Optional<Boolean> change) {}

    /** An answer that was found in what somebody said, and waits to be confirmed. */
    record Draft(String id, Json value, @Field(untrusted = true, max = 400) String because) {}

    record Turn(
            String conversationId,
            @Field(untrusted = true, max = 1_000) String message,
            @Field(named = false) Optional<InterviewAnswers.Asked> nextQuestion,
            @Field(named = false) List<Draft> drafts,
            Optional<Json> extractedSoFar,
            int completeness,
            boolean readyToGenerate,
            @Field(listed = false) long revision,

            @Field(untrusted = true, max = 400, listed = false)
            List<String> changes) {}

    Tool<StartIn, Turn> start() {
        return Tool.of("start_project_setup", StartIn.class, Turn.class)
                .description("Begin the set-up of a project, or resume it.")
                .closedWorld()
                .idempotent()
                .answerBytes(ANSWER_BYTES)
                .handler(context.handler("start_project_setup", this::start));
    }

    private Turn start(OpenProject project, StartIn in, Cause cause) {
        SetupSession session = setup.session(project, in.projectPath());
        Map<String, Json> given = given(in);
        boolean isNew = !session.exists();
        Interview interview = isNew
                ? session.interviews.start(SetupQuestions.ID, SetupQuestions.ID, Optional.empty(), cause)
                : session.interview(Optional.empty());
        InterviewMoment now = interview.now();
        Optional<Revision> own = isNew ? Optional.of(now.moment().revision()) : Optional.empty();
        if (now.state().status() == InterviewState.Status.CANCELLED) {
            own = interview.resume(Optional.empty(), cause).commit().map(Commit::revision);
        }
        String said = isNew ? "The set-up has begun." : "The set-up goes on; nothing that was said is lost.";
        if (isNew) {
            Optional<OldConversation> old = OldConversation.of(session.folder());
            if (old.isPresent()) {
                own = goOn(interview, old.get(), cause).or(() -> Optional.empty());
                said += " What was said in " + OldConversation.FILE + " is taken over, as drafts.";
            }
        }
        if (!given.isEmpty()) {
            InterviewChange change = interview.answerWhatFits(given, cause);
            own = change.commit().map(Commit::revision).or(() -> Optional.empty());
            List<String> kept = change.refused().stream().map(problem -> problem.message()).toList();
            said += kept.isEmpty() ? "" : " Not taken: " + String.join(" ", kept);
        }
        if (in.initialDescription().filter(text -> !text.isBlank()).isPresent()) {
            own = drafts(session, interview, in.initialDescription().get(), Optional.empty(), cause)
                    .commit()
                    .map(Commit::revision);
        }
        return turn(project, interview.now(), own, said);
    }

    /** Takes over what an older conversation has: what was chosen as answers, and what was found as drafts. */
    private static Optional<Revision> goOn(Interview interview, OldConversation old, Cause cause) {
        Optional<Revision> own = Optional.empty();
        if (!old.answers().isEmpty()) {
            own = interview.answerWhatFits(old.answers(), cause).commit().map(Commit::revision);
        }
        if (!old.drafts().isEmpty()) {
            own = interview
                    .draft(askable(interview.now(), old.drafts()), "said in " + OldConversation.FILE, cause)
                    .commit()
                    .map(Commit::revision);
        }
        return own;
    }

    private static Map<String, Json> given(StartIn in) {
        Map<String, Json> given = new LinkedHashMap<>();
        in.projectName().filter(name -> !name.isBlank()).ifPresent(name -> given.put("name", Json.of(name)));
        in.projectType().ifPresent(type -> given.put("type", Choice.of("projectType", type, Choice.TYPES)));
        in.constitutionMode().ifPresent(mode -> given.put("mode", Choice.of("constitutionMode", mode, Choice.MODES)));
        in.initialDescription()
                .filter(text -> !text.isBlank())
                .ifPresent(text -> given.put("description", Json.of(text)));
        return given;
    }

    Tool<ContinueIn, Turn> goOn() {
        return Tool.of("continue_project_setup", ContinueIn.class, Turn.class)
                .description("Answer: userResponse becomes drafts to confirm (yes, skip, you decide count too);"
                        + " answers by question are taken at once.")
                .closedWorld()
                .answerBytes(ANSWER_BYTES)
                .handler(context.handler("continue_project_setup", this::goOn));
    }

    private Turn goOn(OpenProject project, ContinueIn in, Cause cause) {
        SetupSession session = setup.session(project, in.projectPath());
        Interview interview = session.interview(in.conversationId());
        boolean decides = in.decide().orElse(false);
        int asked = (in.userResponse().isPresent() ? 1 : 0)
                + (in.answers().isEmpty() ? 0 : 1)
                + (in.confirm().isEmpty() ? 0 : 1)
                + (decides ? 1 : 0);
        if (asked > 1) {
            throw new ToolException(
                    "E_ARG_VALUE",
                    "one call does one thing: give userResponse, or answers, or confirm, or decide. Nothing was"
                            + " changed.");
        }
        if (asked == 0) {
            return turn(project, interview.now(), Optional.empty(), "Nothing was said.");
        }
        InterviewChange change;
        if (in.userResponse().isPresent()) {
            change = response(session, interview, in.userResponse().get(), cause);
        } else if (!in.answers().isEmpty()) {
            change = in.change().orElse(false)
                    ? interview.edit(in.answers(), Optional.empty(), cause)
                    : interview.answer(in.answers(), cause);
        } else if (decides) {
            change = interview.decideOpen(cause);
        } else {
            boolean all = in.confirm().contains("all");
            change = interview.confirm(all ? List.of() : in.confirm(), cause);
        }
        return turn(project, change.after(), change.commit().map(Commit::revision), told(change));
    }

    /** What a person said in words. */
    private InterviewChange response(SetupSession session, Interview interview, String text, Cause cause) {
        if (text.isBlank()) {
            throw new ToolException("E_ARG_MISSING", "userResponse is empty. Give the words of the person.");
        }
        InterviewMoment now = interview.now();
        Optional<AskedQuestion> asked = SetupSession.next(now);
        boolean isOpen = asked.filter(question -> question.said().isEmpty()).isPresent();
        if (WordedAnswer.isYes(text)) {
            return agreed(interview, asked, cause);
        }
        if (isOpen && WordedAnswer.isSkip(text)) {
            return interview.skip(asked.map(AskedQuestion::id), cause);
        }
        if (isOpen && WordedAnswer.isDecide(text)) {
            return interview.decide(asked.map(AskedQuestion::id), cause);
        }
        boolean isOfFew = asked.map(AskedQuestion::type)
                .filter(type -> !List.of("string", "text", "list").contains(type))
                .isPresent();
        if (isOfFew) {
            InterviewChange change = interview.answerFreely(text, cause);
            if (!change.taken().isEmpty()) {
                return change;
            }
        }
        return drafts(session, interview, text, asked, cause);
    }

    /** A "yes" takes the recommendation of the question that is asked, or confirms the drafts. */
    private static InterviewChange agreed(
            Interview interview, Optional<AskedQuestion> asked, Cause cause) {
        boolean advised = asked.filter(question -> question.said().isEmpty())
                .flatMap(AskedQuestion::recommendation)
                .isPresent();
        if (!advised) {
            return interview.confirm(List.of(), cause);
        }
        AskedQuestion question = asked.orElseThrow();
        return interview.answer(
                Map.of(question.id(), question.recommendation().orElseThrow().value()), cause);
    }

    /** Drafts what a text says; lists grow, and what was answered already stays. */
    private static InterviewChange drafts(
            SetupSession session, Interview interview, String text, Optional<AskedQuestion> asked, Cause cause) {
        InterviewMoment now = interview.now();
        Map<String, Json> found = WordedAnswer.drafts(text, asked, session.rules().text());
        Map<String, Json> drafts = askable(now, found);
        if (drafts.isEmpty()) {
            throw new ToolException(
                    "E_SETUP_UNCLEAR",
                    "nothing in these words answers a question that is open, and nothing was changed. "
                            + asked.map(question -> "Asked is: " + question.text()
                                            + " Answer it with answers {\"" + question.id() + "\": …}.")
                                    .orElse("Everything is answered; change an answer with answers and change true."));
        }
        return interview.draft(drafts, "said: «" + Words.clip(text.strip().replaceAll("\\s+", " "), 160) + "»", cause);
    }

    /** The drafts that wait for somebody: of questions that are open. */
    private static Map<String, Json> askable(InterviewMoment now, Map<String, Json> found) {
        Map<String, Json> drafts = new LinkedHashMap<>();
        for (Standing standing : now.standings()) {
            Json value = found.get(standing.id());
            if (value != null && standing.status() == Standing.Status.OPEN) {
                drafts.put(standing.id(), merged(SetupSession.soFar(now, standing.id()), value));
            }
        }
        return drafts;
    }

    private static Json merged(Optional<Json> before, Json more) {
        if (before.isEmpty() || !(before.get() instanceof Json.Arr) || !(more instanceof Json.Arr)) {
            return more;
        }
        List<Json> all = new ArrayList<>(before.get().asList());
        for (Json one : more.asList()) {
            String text = one.asText().orElse("");
            boolean isNew = all.stream().noneMatch(other -> SetupGoal.isAlike(other.asText().orElse(""), text));
            if (isNew) {
                all.add(one);
            }
        }
        return Json.array(all);
    }

    private static String told(InterviewChange change) {
        String said = change.taken().isEmpty() ? "Nothing was taken." : "Taken: " + String.join(", ", change.taken()) + ".";
        if (!change.setAside().isEmpty()) {
            said += " Set aside, since what they depend on changed: " + String.join(", ", change.setAside()) + ".";
        }
        return change.refused().isEmpty()
                ? said
                : said + " Still open: "
                        + String.join(", ", change.refused().stream().map(problem -> problem.id()).toList()) + ".";
    }

    private Turn turn(OpenProject project, InterviewMoment now, Optional<Revision> own, String said) {
        Optional<AskedQuestion> next = SetupSession.next(now);
        List<Standing> drafts = SetupSession.drafts(now);
        boolean ready = now.missing().isEmpty();
        String advice = ready
                ? " Everything that must be known is known: finalize_project_setup, or go on with what is open."
                : drafts.isEmpty() ? "" : " " + Texts.counted(drafts.size(), "draft waits", "drafts wait")
                        + " to be confirmed: say yes, name them in confirm, or correct them with answers.";
        return new Turn(
                now.id(),
                said + advice,
                next.map(InterviewAnswers::asked),
                drafts.stream().map(ConversationTools::draft).toList(),
                Optional.of(counts(now)),
                SetupSession.completeness(now),
                ready,
                now.moment().revision().number(),
                context.newsAfter(project, now.moment(), own));
    }

    private static Draft draft(Standing standing) {
        Json value = standing.answer().orElseThrow().value();
        String text = value.asText().orElse("");
        Json shown = text.length() > SHOWN ? Json.of(Words.clip(text, SHOWN)) : value;
        return new Draft(standing.id(), shown, standing.answer().orElseThrow().because());
    }

    private static Json counts(InterviewMoment now) {
        Map<String, Json> counts = new LinkedHashMap<>();
        counts.put("goals", Json.of(count(now, "goals")));
        counts.put("stakeholders", Json.of(count(now, "stakeholders")));
        counts.put("resources", Json.of(count(now, "team", "tools", "technologies", "budget")));
        counts.put("assets", Json.of(count(now, "existing", "needed", "external")));
        counts.put("constraints", Json.of(count(now, "constraints")));
        return Json.object(counts);
    }

    private static int count(InterviewMoment now, String... questions) {
        int count = 0;
        for (String question : questions) {
            count += SetupSession.soFar(now, question)
                    .map(value -> value instanceof Json.Arr list ? list.asList().size() : 1)
                    .orElse(0);
        }
        return count;
    }
}
