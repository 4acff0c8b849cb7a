package io.workfloworchestrator.interview;

import io.workfloworchestrator.json.Json;
import java.util.List;
import java.util.Optional;

/**
 * A question as it is put to somebody, complete. Immutable.
 *
 * @param id by which it is answered, such as {@code title} or {@code persona.login}
 * @param type the word of its type, such as {@code choice}
 * @param defaultValue what an empty input means
 * @param recommendation what is advised, and where that comes from
 * @param said what was said to it before, such as a draft that waits to be confirmed
 */
public record AskedQuestion(
        String id,
        String type,
        String text,
        String hint,
        String why,
        boolean required,
        List<Question.Option> options,
        Optional<Json> defaultValue,
        Optional<Json> min,
        Optional<Json> max,
        Optional<String> pattern,
        Optional<Recommendation> recommendation,
        String topic,
        Optional<Answer> said) {
    public AskedQuestion {
        options = List.copyOf(options);
    }

    static AskedQuestion of(QuestionSet set, Standing standing, Optional<Recommendation> recommendation) {
        Question question = standing.question();
        CompiledQuestion compiled = set.compiled(question);
        Question.Limits limits = question.limits();
        return new AskedQuestion(
                standing.id(),
                question.type().word(),
                Standings.worded(compiled.words().text(), compiled, standing.element()),
                Standings.worded(compiled.words().hint(), compiled, standing.element()),
                Standings.worded(compiled.words().why(), compiled, standing.element()),
                question.isRequired(),
                question.options(),
                question.defaultValue(),
                Optional.ofNullable(limits.min()),
                Optional.ofNullable(limits.max()),
                Optional.ofNullable(limits.pattern()),
                recommendation,
                compiled.topic().title(),
                standing.answer());
    }
}
