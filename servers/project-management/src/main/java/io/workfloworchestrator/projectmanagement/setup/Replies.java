package io.workfloworchestrator.projectmanagement.setup;

import io.workfloworchestrator.interview.AskedQuestion;
import io.workfloworchestrator.interview.Interview;
import io.workfloworchestrator.interview.InterviewChange;
import io.workfloworchestrator.interview.InterviewMoment;
import io.workfloworchestrator.interview.Recommendation;
import io.workfloworchestrator.interview.Standing;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.json.Words;
import io.workfloworchestrator.mcp.ToolException;
import io.workfloworchestrator.state.Cause;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a person's reply does in the interview: "yes" confirms, "skip" skips, "you decide" decides, a word that is one of few answers
 * is taken, and all else becomes drafts. Pure functions of the interview.
 */
final class Replies {
    private Replies() {}

    static InterviewChange of(SetupSession session, Interview interview, String text, Cause cause) {
        if (text.isBlank()) {
            throw new ToolException("E_ARG_MISSING", "userResponse is empty. Give the words of the person.");
        }
        InterviewMoment now = interview.now();
        Optional<AskedQuestion> asked = SetupSession.next(now);
        boolean isOpen = asked.filter(question -> question.said().isEmpty()).isPresent();
        if (WordedAnswer.isDecideAll(text)) {
            return interview.decideOpen(cause);
        }
        if (WordedAnswer.isYes(text)) {
            return agreed(interview, asked, cause);
        }
        boolean hasDefault =
                isOpen && asked.flatMap(AskedQuestion::defaultValue).isPresent();
        if (hasDefault && WordedAnswer.isSkip(text)) {
            return interview.decide(asked.map(AskedQuestion::id), cause);
        }
        if (!isOpen && WordedAnswer.isSkip(text)) {
            throw unclear(asked);
        }
        if (WordedAnswer.isSkip(text)) {
            return interview.skip(asked.map(AskedQuestion::id), cause);
        }
        if (isOpen && WordedAnswer.isDecide(text)) {
            return interview.decide(asked.map(AskedQuestion::id), cause);
        }
        Optional<Json> certain = asked.flatMap(question -> WordedAnswer.certain(text, question));
        if (certain.isPresent()) {
            return interview.answer(Map.of(asked.orElseThrow().id(), certain.get()), cause);
        }
        return drafts(session, interview, text, asked, cause);
    }

    /** A "yes" takes the recommendation or the default of the question that is asked, or confirms the drafts. */
    private static InterviewChange agreed(Interview interview, Optional<AskedQuestion> asked, Cause cause) {
        Optional<AskedQuestion> open = asked.filter(question -> question.said().isEmpty());
        Optional<Json> advised = open.flatMap(
                question -> question.recommendation().map(Recommendation::value).or(question::defaultValue));
        return advised.isEmpty()
                ? interview.confirm(List.of(), cause)
                : interview.answer(Map.of(open.orElseThrow().id(), advised.get()), cause);
    }

    /** Drafts what a text says; lists grow, and what was answered already stays. */
    static InterviewChange drafts(
            SetupSession session, Interview interview, String text, Optional<AskedQuestion> asked, Cause cause) {
        InterviewMoment now = interview.now();
        // Words never take the place of a draft: somebody may go on talking instead of confirming it.
        Optional<AskedQuestion> silent =
                asked.filter(question -> question.said().isEmpty());
        Map<String, Json> found =
                WordedAnswer.drafts(text, silent, session.rules().text());
        Map<String, Json> drafts = askable(now, found);
        if (drafts.isEmpty()) {
            throw unclear(asked);
        }
        return interview.draft(drafts, "said: «" + Words.clip(text.strip().replaceAll("\\s+", " "), 160) + "»", cause);
    }

    private static ToolException unclear(Optional<AskedQuestion> asked) {
        return new ToolException(
                "E_SETUP_UNCLEAR",
                "these words say nothing new to a question that is open, and nothing was changed. "
                        + asked.map(question ->
                                        "Asked is: " + question.text() + " You can answer it, or correct its draft,"
                                                + " with answers {\"" + question.id() + "\": …}.")
                                .orElse("Everything is answered; change an answer with answers and change true."));
    }

    /**
     * The drafts that wait for somebody: of questions that are open. A list grows; any other draft stays as it was said, whatever
     * later words say on the side.
     */
    static Map<String, Json> askable(InterviewMoment now, Map<String, Json> found) {
        Map<String, Json> drafts = new LinkedHashMap<>();
        for (Standing standing : now.standings()) {
            Json value = found.get(standing.id());
            if (value != null && standing.status() == Standing.Status.OPEN) {
                Optional<Json> before = SetupSession.soFar(now, standing.id());
                boolean isKept =
                        before.filter(known -> !(known instanceof Json.Arr)).isPresent();
                Json merged = merged(before, value);
                if (!isKept && !before.equals(Optional.of(merged))) {
                    drafts.put(standing.id(), merged);
                }
            }
        }
        return drafts;
    }

    /** A list with more elements: of two that say the same, the one that says more. */
    private static Json merged(Optional<Json> before, Json more) {
        if (before.isEmpty() || !(before.get() instanceof Json.Arr) || !(more instanceof Json.Arr)) {
            return more;
        }
        List<Json> all = new ArrayList<>(before.get().asList());
        for (Json one : more.asList()) {
            String text = one.asText().orElse("");
            boolean isKnown = all.stream()
                    .map(other -> other.asText().orElse(""))
                    .anyMatch(other -> SetupGoal.isWithin(text, other) || SetupGoal.isAlike(text, other));
            if (!isKnown) {
                all.removeIf(other -> SetupGoal.isWithin(other.asText().orElse(""), text));
                all.add(one);
            }
        }
        return Json.array(all);
    }
}
