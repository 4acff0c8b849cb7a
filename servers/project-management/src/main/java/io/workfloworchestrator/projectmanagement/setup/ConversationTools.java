package io.workfloworchestrator.projectmanagement.setup;

import io.workfloworchestrator.interview.Interview;
import io.workfloworchestrator.interview.InterviewChange;
import io.workfloworchestrator.interview.InterviewMoment;
import io.workfloworchestrator.interview.InterviewState;
import io.workfloworchestrator.interview.Standing;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.mcp.Field;
import io.workfloworchestrator.mcp.Tool;
import io.workfloworchestrator.mcp.ToolException;
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

    private final ToolContext context;
    private final Setup setup;
    private final Turns turns;

    ConversationTools(ToolContext context, Setup setup) {
        this.context = context;
        this.setup = setup;
        this.turns = new Turns(context);
    }

    record StartIn(
            @Field(listed = false) Optional<String> projectPath,
            Optional<String> projectName,
            Optional<ProjectType> projectType,
            Optional<ConstitutionMode> constitutionMode,
            Optional<String> initialDescription) {}

    record ContinueIn(
            @Field(listed = false) Optional<String> projectPath,
            Optional<String> conversationId,
            Optional<String> userResponse,
            Map<String, Json> answers,
            @Field("Drafts or all") List<String> confirm,
            @Field("Replace answers") Optional<Boolean> change) {}

    Tool<StartIn, Turns.Turn> start() {
        return Tool.of("start_project_setup", StartIn.class, Turns.Turn.class)
                .description("Begin or resume the set-up.")
                .answerBytes(ANSWER_BYTES)
                .handler(context.handler("start_project_setup", this::start));
    }

    private Turns.Turn start(OpenProject project, StartIn in, Cause cause) {
        SetupSession session = setup.session(project, in.projectPath());
        Map<String, Json> given = given(in);
        List<Revision> own = new ArrayList<>();
        String said = session.exists() ? resume(session, cause, own) : begin(session, in, cause, own);
        Interview interview = session.interview(Optional.empty());
        if (!given.isEmpty()) {
            InterviewChange change = interview.answerWhatFits(given, cause);
            own(own, change);
            List<String> kept =
                    change.refused().stream().map(problem -> problem.message()).toList();
            said += kept.isEmpty() ? "" : " Not taken: " + String.join(" ", kept);
        }
        return turns.of(project, interview.now(), own, List.of(), said);
    }

    private static String resume(SetupSession session, Cause cause, List<Revision> own) {
        Interview interview = session.interview(Optional.empty());
        if (interview.now().state().status() == InterviewState.Status.CANCELLED) {
            own(own, interview.resume(Optional.empty(), cause));
        }
        return "The set-up goes on; nothing that was said is lost.";
    }

    /** Begins the interview, with the drafts that an older conversation and the description give. */
    private static String begin(SetupSession session, StartIn in, Cause cause, List<Revision> own) {
        Optional<OldConversation> old = OldConversation.of(session.folder());
        Interview interview = session.interviews().start(SetupQuestions.ID, SetupQuestions.ID, Optional.empty(), cause);
        own.add(interview.now().moment().revision());
        if (old.isPresent() && !old.get().answers().isEmpty()) {
            own(own, interview.answerWhatFits(old.get().answers(), cause));
        }
        old.ifPresent(
                conversation -> draft(interview, conversation.drafts(), "said in " + OldConversation.FILE, cause, own));
        in.initialDescription()
                .ifPresent(text -> draft(
                        interview,
                        WordedAnswer.drafts(
                                text, Optional.empty(), session.rules().text()),
                        "said in the description",
                        cause,
                        own));
        if (in.constitutionMode().isEmpty() && isOpen(interview.now(), "mode")) {
            own(own, interview.acceptDefault(Optional.of("mode"), cause));
        }
        return "The set-up has begun."
                + (old.isPresent() ? " What was said in " + OldConversation.FILE + " is taken over, as drafts." : "");
    }

    private static boolean isOpen(InterviewMoment now, String question) {
        return now.standings().stream()
                .anyMatch(standing -> standing.id().equals(question)
                        && standing.status() == Standing.Status.OPEN
                        && standing.question().defaultValue().isPresent());
    }

    private static void draft(
            Interview interview, Map<String, Json> found, String because, Cause cause, List<Revision> own) {
        Map<String, Json> drafts = Replies.askable(interview.now(), found);
        if (!drafts.isEmpty()) {
            own(own, interview.draft(drafts, because, cause));
        }
    }

    private static void own(List<Revision> own, InterviewChange change) {
        change.commit().map(Commit::revision).ifPresent(own::add);
    }

    private static Map<String, Json> given(StartIn in) {
        Map<String, Json> given = new LinkedHashMap<>();
        in.projectName().filter(name -> !name.isBlank()).ifPresent(name -> given.put("name", Json.of(name)));
        in.projectType().ifPresent(type -> given.put("type", Json.of(type.word())));
        in.constitutionMode().ifPresent(mode -> given.put("mode", Json.of(mode.word())));
        in.initialDescription()
                .filter(text -> !text.isBlank())
                .ifPresent(text -> given.put("description", Json.of(text)));
        return given;
    }

    Tool<ContinueIn, Turns.Turn> goOn() {
        return Tool.of("continue_project_setup", ContinueIn.class, Turns.Turn.class)
                .description("Answer: userResponse becomes drafts to confirm (or says yes, skip, you decide);"
                        + " answers count at once.")
                .answerBytes(ANSWER_BYTES)
                .handler(context.handler("continue_project_setup", this::goOn));
    }

    private Turns.Turn goOn(OpenProject project, ContinueIn in, Cause cause) {
        SetupSession session = setup.session(project, in.projectPath());
        Interview interview = session.interview(in.conversationId());
        int asked = (in.userResponse().isPresent() ? 1 : 0)
                + (in.answers().isEmpty() ? 0 : 1)
                + (in.confirm().isEmpty() ? 0 : 1);
        if (asked > 1) {
            throw new ToolException(
                    "E_ARG_VALUE",
                    "one call does one thing: give userResponse, or answers, or confirm. Nothing was changed.");
        }
        if (asked == 0) {
            return turns.of(project, interview.now(), List.of(), List.of(), "This is where the set-up stands.");
        }
        InterviewChange change;
        if (in.userResponse().isPresent()) {
            change = Replies.of(session, interview, in.userResponse().get(), cause);
        } else if (!in.answers().isEmpty()) {
            change = in.change().orElse(false)
                    ? interview.edit(in.answers(), Optional.empty(), cause)
                    : interview.answer(in.answers(), cause);
        } else {
            boolean all = in.confirm().contains("all");
            change = interview.confirm(all ? List.of() : in.confirm(), cause);
        }
        return turns.of(
                project,
                change.after(),
                change.commit().map(Commit::revision).stream().toList(),
                change.taken(),
                Turns.told(change));
    }
}
