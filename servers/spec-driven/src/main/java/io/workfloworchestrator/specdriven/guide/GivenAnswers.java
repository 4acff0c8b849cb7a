package io.workfloworchestrator.specdriven.guide;

import io.workfloworchestrator.definition.Names;
import io.workfloworchestrator.interview.AskedQuestion;
import io.workfloworchestrator.interview.Interview;
import io.workfloworchestrator.interview.QuestionSets;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.json.Words;
import io.workfloworchestrator.specdriven.SpecDrivenException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Answers that a caller gives at once, to questions of any stage: each stage takes its own when it is asked. Not thread-safe.
 *
 * <p>A file of answers is written for a scenario, and what is asked depends on the project too: with a constitution there is less to
 * ask. Answers to questions that another scenario asks are therefore left out, and named.
 */
final class GivenAnswers {
    private final Map<String, Json> left = new LinkedHashMap<>();
    private final List<String> notAsked = new ArrayList<>();
    private final Map<String, List<Stage>> stages = new LinkedHashMap<>();

    private GivenAnswers() {}

    static GivenAnswers none() {
        return new GivenAnswers();
    }

    /**
     * The answers for a session.
     *
     * @param sets the questions of all scenarios
     * @throws SpecDrivenException E_QUESTION if no scenario asks such a question, or if none of the questions is asked here; E_GUIDE_STAGE if
     *     the documents of all of them are written
     */
    static GivenAnswers of(Session session, StageInterviews interviews, Map<String, Json> answers, QuestionSets sets) {
        GivenAnswers given = new GivenAnswers();
        for (Map.Entry<String, Json> answer : answers.entrySet()) {
            List<Stage> asking = interviews.stagesOf(answer.getKey());
            if (!asking.isEmpty()) {
                given.left.put(answer.getKey(), answer.getValue());
                given.stages.put(answer.getKey(), asking);
            } else if (answers.size() > 1 && GuideQuestions.isAsked(sets, StageInterviews.plain(answer.getKey()))) {
                given.notAsked.add(answer.getKey());
            } else {
                throw unknown(session, interviews, answer.getKey());
            }
        }
        if (given.left.isEmpty()) {
            throw unknown(session, interviews, answers.keySet().iterator().next());
        }
        if (given.left.keySet().stream()
                .noneMatch(question -> given.isAhead(question, session.state().stage()))) {
            throw notNow(session, interviews, given.left.keySet().iterator().next());
        }
        return given;
    }

    static SpecDrivenException unknown(Session session, StageInterviews interviews, String question) {
        String shown = Words.clip(question.replaceAll("\\p{C}", "?"), 80);
        return new SpecDrivenException(
                "E_QUESTION",
                "there is no question \"" + shown + "\" for " + session.state().scenario() + "."
                        + Names.hint(shown, interviews.questions()));
    }

    /** The refusal of an answer to a question of another stage than the one that asks now. */
    static SpecDrivenException notNow(Session session, StageInterviews interviews, String question) {
        Stage stage = session.state().stage();
        return new SpecDrivenException(
                "E_GUIDE_STAGE",
                "\"" + question + "\" is no question of " + stage.word() + ", which is asked now"
                        + asked(interviews, stage) + ". "
                        + (stage == Stage.COMPLETE ? "Change an answer with action edit." : "Answer that first."));
    }

    static String asked(StageInterviews interviews, Stage stage) {
        return interviews
                .begun(stage)
                .map(Interview::now)
                .flatMap(now -> now.next())
                .map(AskedQuestion::id)
                .map(id -> ": " + id)
                .orElse("");
    }

    private boolean isAhead(String question, Stage stage) {
        return stages.getOrDefault(question, List.of()).stream().anyMatch(one -> one.compareTo(stage) >= 0);
    }

    /** Those that a stage asks for; it is given each once. */
    Map<String, Json> take(Stage stage) {
        return take(question -> stages.getOrDefault(question, List.of()).contains(stage));
    }

    /** Those that stages after this one ask for; they are not given again. */
    Map<String, Json> later(Stage stage) {
        return take(question -> isAhead(question, stage));
    }

    private Map<String, Json> take(Predicate<String> isWanted) {
        Map<String, Json> these = new LinkedHashMap<>(left);
        these.keySet().removeIf(isWanted.negate());
        left.keySet().removeAll(these.keySet());
        return these;
    }

    /** What was neither taken nor kept, a sentence for each reason. */
    List<String> said() {
        List<String> sentences = new ArrayList<>();
        if (!notAsked.isEmpty()) {
            sentences.add("Not asked here, and left out: " + Names.listed(notAsked) + ".");
        }
        if (!left.isEmpty()) {
            sentences.add("Not changed, since their documents are written: " + Names.listed(left.keySet())
                    + ". Change an answer with edit.");
        }
        return sentences;
    }
}
