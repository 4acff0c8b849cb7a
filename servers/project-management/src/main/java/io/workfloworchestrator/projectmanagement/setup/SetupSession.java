package io.workfloworchestrator.projectmanagement.setup;

import io.workfloworchestrator.definition.Names;
import io.workfloworchestrator.files.ProjectFolder;
import io.workfloworchestrator.interview.AnswerSource;
import io.workfloworchestrator.interview.AskedQuestion;
import io.workfloworchestrator.interview.Interview;
import io.workfloworchestrator.interview.InterviewMoment;
import io.workfloworchestrator.interview.Interviews;
import io.workfloworchestrator.interview.Standing;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.json.Words;
import io.workfloworchestrator.mcp.ToolException;
import io.workfloworchestrator.server.OpenProject;
import io.workfloworchestrator.workflow.WorkflowMoment;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The set-up of one open project, for one call: its interview, its rules, its documents. Not thread-safe. */
record SetupSession(OpenProject project, Interviews interviews, Clock clock) {
    private static final String CONTINUE = "continue_project_setup";
    private static final int MOST_NAMED = 8;

    ProjectFolder folder() {
        return project.workflow().project();
    }

    SetupRules rules() {
        return SetupRules.of(folder());
    }

    /** The day on which the interview began, in the person's zone: plans begin with it, so that they stay the same when asked again. */
    LocalDate firstDay(InterviewMoment interview) {
        return LocalDate.ofInstant(interview.state().began(), clock.getZone());
    }

    boolean exists() {
        return interviews.exists(SetupQuestions.ID);
    }

    /**
     * The interview, named by its own id or by that of the conversation that it goes on from.
     *
     * @throws ToolException E_SETUP_SESSION if another one is named; E_SETUP_NONE if nothing was begun
     */
    Interview interview(Optional<String> named) {
        named.map(String::strip).filter(id -> !isSession(id)).ifPresent(id -> {
            throw new ToolException(
                    "E_SETUP_SESSION",
                    "there is no set-up \"" + Words.clip(id.replaceAll("\\p{C}", "?"), 80)
                            + "\" in this project: it has one, \"" + SetupQuestions.ID
                            + "\". Leave conversationId out to mean it.");
        });
        if (!exists()) {
            throw new ToolException("E_SETUP_NONE", "no set-up was begun in this project. Begin it first.")
                    .next("start_project_setup", Json.Obj.EMPTY);
        }
        return interviews.open(SetupQuestions.ID);
    }

    private boolean isSession(String id) {
        return id.equals(SetupQuestions.ID)
                || OldConversation.of(folder())
                        .filter(old -> old.id().equals(id))
                        .isPresent();
    }

    /** The interview as of now, in which these questions have answers that count. */
    InterviewMoment answered(Optional<String> named, String... questions) {
        InterviewMoment now = interview(named).now();
        List<Standing> open = now.missing().stream()
                .filter(standing -> questions.length == 0
                        || List.of(questions).contains(standing.question().id()))
                .toList();
        if (!open.isEmpty()) {
            throw open(open);
        }
        return now;
    }

    private static ToolException open(List<Standing> open) {
        List<String> drafted =
                open.stream().filter(Standing::isProposed).map(Standing::id).toList();
        List<String> silent = open.stream()
                .filter(standing -> !standing.isProposed())
                .map(Standing::id)
                .toList();
        String what = (silent.isEmpty() ? "" : " Nobody answered " + listed(silent) + ".")
                + (drafted.isEmpty() ? "" : " The drafts of " + listed(drafted) + " wait to be confirmed.");
        Json.Obj next = drafted.isEmpty() ? Json.Obj.EMPTY : Json.object(Map.of("confirm", Json.strings(drafted)));
        return new ToolException("E_SETUP_OPEN", "the set-up is not complete, and nothing was written." + what)
                .next(CONTINUE, next);
    }

    private static String listed(List<String> ids) {
        return Names.first(MOST_NAMED, ids);
    }

    /** What to ask: the next question to which nobody said anything, or else one whose draft waits to be confirmed. */
    static Optional<AskedQuestion> next(InterviewMoment now) {
        List<Standing> open = now.toAsk();
        return open.stream()
                .filter(standing -> !standing.isProposed())
                .findFirst()
                .or(() -> open.stream().findFirst())
                .map(standing -> now.question(standing.id()));
    }

    static List<Standing> drafts(InterviewMoment now) {
        return now.standings().stream().filter(Standing::isProposed).toList();
    }

    /** How many of the questions that are asked have an answer or were skipped, in percent, rounded down. */
    static int completeness(InterviewMoment now) {
        long asked = now.standings().stream()
                .filter(standing -> standing.status() != Standing.Status.NOT_ASKED)
                .count();
        long done = now.standings().stream()
                .filter(standing -> standing.counts() || standing.status() == Standing.Status.SKIPPED)
                .count();
        return asked == 0 ? 0 : (int) (100 * done / asked);
    }

    /** What was said to a question so far, drafts included. */
    static Optional<Json> soFar(InterviewMoment now, String question) {
        return now.standings().stream()
                .filter(standing -> standing.id().equals(question))
                .flatMap(standing -> standing.answer().stream())
                .filter(answer -> answer.source() != AnswerSource.SKIPPED)
                .map(answer -> answer.value())
                .findFirst();
    }

    SetupFiles files(WorkflowMoment<Json> now) {
        return new SetupFiles(folder(), now.running());
    }
}
