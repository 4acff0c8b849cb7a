package io.workfloworchestrator.projectmanagement.setup;

import io.workfloworchestrator.interview.AskedQuestion;
import io.workfloworchestrator.interview.InterviewChange;
import io.workfloworchestrator.interview.InterviewMoment;
import io.workfloworchestrator.interview.Standing;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.json.Words;
import io.workfloworchestrator.mcp.Field;
import io.workfloworchestrator.server.InterviewAnswers;
import io.workfloworchestrator.server.News;
import io.workfloworchestrator.server.OpenProject;
import io.workfloworchestrator.server.ToolContext;
import io.workfloworchestrator.state.Revision;
import java.util.List;
import java.util.Optional;

/** What the conversation answers: where it stands, what waits to be confirmed, and the next question, whole. Thread-safe. */
record Turns(ToolContext context) {
    private static final int SHOWN = 300;

    /** An answer that was found in what somebody said, and waits to be confirmed. */
    record Draft(
            String id,
            Json value,
            @Field(untrusted = true, max = 400) String because) {}

    record Turn(
            @Field(listed = false) String conversationId,

            @Field(untrusted = true, max = 1_000, listed = false)
            String message,

            @Field(named = false) Optional<InterviewAnswers.Asked> nextQuestion,
            @Field(named = false) List<Draft> drafts,
            @Field(listed = false) Optional<Json> extractedSoFar,
            @Field(listed = false) int completeness,
            boolean readyToGenerate,
            @Field(flat = true) News news) {}

    static String told(InterviewChange change) {
        String said =
                change.taken().isEmpty() ? "Nothing was taken." : "Taken: " + String.join(", ", change.taken()) + ".";
        if (!change.setAside().isEmpty()) {
            said += " Set aside, since what they depend on changed: " + String.join(", ", change.setAside()) + ".";
        }
        return change.refused().isEmpty()
                ? said
                : said + " Still open: "
                        + String.join(
                                ", ",
                                change.refused().stream()
                                        .map(problem -> problem.id())
                                        .toList()) + ".";
    }

    /** @param taken the questions that it answered or drafted: their drafts are shown, and all of them once nothing else is open */
    Turn of(OpenProject project, InterviewMoment now, List<Revision> own, List<String> taken, String said) {
        Optional<AskedQuestion> next = SetupSession.next(now);
        List<Standing> drafts = SetupSession.drafts(now);
        boolean showsAll = next.filter(question -> question.said().isEmpty()).isEmpty();
        boolean ready = now.missing().isEmpty();
        String advice = ready
                ? " Everything that must be known is known: finalize_project_setup, or go on with what is open."
                : drafts.isEmpty()
                        ? ""
                        : " " + Texts.counted(drafts.size(), "draft waits", "drafts wait")
                                + " to be confirmed: say yes, name them in confirm, or correct them with answers.";
        return new Turn(
                now.id(),
                said + advice,
                next.map(InterviewAnswers::asked),
                drafts.stream()
                        .filter(standing -> showsAll || taken.contains(standing.id()))
                        .map(Turns::draft)
                        .toList(),
                Optional.of(counts(now)),
                SetupSession.completeness(now),
                ready,
                context.told(project, now.moment(), own));
    }

    private static Draft draft(Standing standing) {
        Json value = standing.answer().orElseThrow().value();
        String text = value.asText().orElse("");
        Json shown = text.length() > SHOWN ? Json.of(Words.clip(text, SHOWN)) : value;
        return new Draft(standing.id(), shown, standing.answer().orElseThrow().because());
    }

    private static Json counts(InterviewMoment now) {
        return Json.Obj.EMPTY
                .with("goals", count(now, "goals"))
                .with("stakeholders", count(now, "stakeholders"))
                .with("resources", count(now, "team", "tools", "technologies", "budget"))
                .with("assets", count(now, "existing", "needed", "external"))
                .with("constraints", count(now, "constraints"));
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
