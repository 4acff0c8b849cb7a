package io.workfloworchestrator.server;

import io.workfloworchestrator.interview.Answer;
import io.workfloworchestrator.interview.AnswerProblem;
import io.workfloworchestrator.interview.AskedQuestion;
import io.workfloworchestrator.interview.InterviewMoment;
import io.workfloworchestrator.interview.Standing;
import io.workfloworchestrator.interview.TopicCoverage;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.json.Words;
import io.workfloworchestrator.mcp.Field;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The records in which an interview is answered to clients and to the command line, and how they are made. */
public final class InterviewAnswers {
    private static final int LONGEST_VALUE = 300;

    static final int LONGEST_TEXT = 2_000;

    private InterviewAnswers() {}

    /** An option of a choice. */
    public record Option(
            String value, @Field(untrusted = true) String title) {}

    /** What is advised, and where that comes from. */
    public record Advice(
            Json value, @Field(untrusted = true, max = 600) String because) {}

    /** What was said to a question. */
    public record Said(
            Json value,
            String source,
            @Field(untrusted = true, max = 600) String because,
            @Field(untrusted = true) String by,
            String when) {}

    /** A question, complete. */
    public record Asked(
            String id,
            String type,
            @Field(untrusted = true, max = LONGEST_TEXT) String text,
            @Field(untrusted = true, max = LONGEST_TEXT) String hint,
            @Field(untrusted = true, max = LONGEST_TEXT) String why,
            boolean required,
            List<Option> options,
            Optional<Json> default_,
            Optional<Json> min,
            Optional<Json> max,
            @Field(untrusted = true) Optional<String> pattern,
            Optional<Advice> recommendation,
            @Field(untrusted = true) String topic,
            Optional<Said> said) {}

    /** How far the interview is: numbers of questions, of which {@code missing} are open and required. */
    public record Progress(int known, int assumed, int open, int skipped, int notAsked, int missing) {}

    /** Where one question stands. */
    public record Stand(
            String id,
            String status,
            @Field(untrusted = true, max = 400) String why,
            Optional<Json> value,
            int score) {}

    /** How much is known about a topic; {@code questions} only if the topic was asked for. */
    public record Topic(
            String id,
            @Field(untrusted = true) String title,
            Progress progress,
            List<String> open,
            List<Stand> questions) {}

    /** An answer that was not taken. */
    public record NotTaken(
            String id,
            String code,
            @Field(untrusted = true, max = 600) String message) {}

    public static Asked asked(AskedQuestion question) {
        return new Asked(
                question.id(),
                question.type(),
                question.text(),
                question.hint(),
                question.why(),
                question.required(),
                question.options().stream()
                        .map(option -> new Option(option.value(), option.title()))
                        .toList(),
                question.defaultValue(),
                question.min(),
                question.max(),
                question.pattern(),
                question.recommendation().map(advice -> new Advice(shortened(advice.value()), advice.because())),
                question.topic(),
                question.said().map(InterviewAnswers::said));
    }

    private static Said said(Answer answer) {
        return new Said(
                shortened(answer.value()),
                word(answer.source()),
                answer.because(),
                answer.by(),
                answer.when().toString());
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** A long text by its beginning: an answer lists many, and each may be long. */
    private static Json shortened(Json value) {
        String text = value.asText().orElse("");
        if (text.length() > LONGEST_VALUE) {
            return Json.of(Words.clip(text, LONGEST_VALUE));
        }
        String whole = value.toString();
        return whole.length() > LONGEST_VALUE * 4 ? Json.of(Words.clip(whole, LONGEST_VALUE)) : value;
    }

    public static Progress progress(InterviewMoment moment) {
        return progress(moment.standings());
    }

    private static Progress progress(List<Standing> standings) {
        int missing = (int) standings.stream()
                .filter(s -> s.status() == Standing.Status.OPEN && s.question().isRequired())
                .count();
        return new Progress(
                count(standings, Standing.Status.KNOWN),
                count(standings, Standing.Status.ASSUMED),
                count(standings, Standing.Status.OPEN),
                count(standings, Standing.Status.SKIPPED),
                count(standings, Standing.Status.NOT_ASKED),
                missing);
    }

    private static int count(List<Standing> standings, Standing.Status status) {
        return (int) standings.stream().filter(s -> s.status() == status).count();
    }

    /** The coverage map; of the topic that was asked for, every question too. */
    public static List<Topic> coverage(InterviewMoment moment, Optional<String> asked) {
        return moment.coverage().stream()
                .map(topic -> topic(topic, asked.isPresent() && asked.get().equals(topic.topic())))
                .toList();
    }

    private static Topic topic(TopicCoverage topic, boolean whole) {
        return new Topic(
                topic.topic(),
                topic.title(),
                progress(topic.questions()),
                topic.questions().stream()
                        .filter(s -> s.status() == Standing.Status.OPEN)
                        .map(Standing::id)
                        .toList(),
                whole ? topic.questions().stream().map(InterviewAnswers::stand).toList() : List.of());
    }

    private static Stand stand(Standing standing) {
        return new Stand(
                standing.id(),
                word(standing.status()),
                standing.why(),
                standing.answer().map(answer -> shortened(answer.value())),
                standing.score());
    }

    public static List<NotTaken> notTaken(List<AnswerProblem> problems) {
        return problems.stream()
                .limit(50)
                .map(problem -> new NotTaken(problem.id(), problem.code(), problem.message()))
                .toList();
    }
}
