package io.workfloworchestrator.interview;

import io.workfloworchestrator.json.Json;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One question of a set, as its author wrote it; {@code docs/interviews.md} has the fields. Immutable.
 *
 * <p>Texts may name the element of a loop: {@code "Who is ${story} for?"}.
 *
 * @param id unique in the set: a letter, then letters, digits and underscores, at most 64
 * @param text the whole question, as a person is asked
 * @param defaultValue the answer that an empty input means
 * @param impact how much depends on the answer, 1 to 5
 * @param uncertainty how little is known without an answer, 1 to 5
 * @param advice how a recommendation is found; empty if nothing is recommended
 * @param section the section of a document to which the answer goes; empty for that of the topic
 */
public record Question(
        String id,
        QuestionType type,
        String text,
        String hint,
        String why,
        List<Option> options,
        Limits limits,
        Optional<Json> defaultValue,
        boolean isRequired,
        Optional<String> when,
        int impact,
        int uncertainty,
        Optional<Advice> advice,
        String section) {
    public Question {
        options = List.copyOf(options);
    }

    /** An option of a choice: the value that is kept, and its words for people. */
    public record Option(String value, String title) {}

    /**
     * Limits of an answer, each null if there is none: of a number its value, of a date its day in ISO 8601, of a text its
     * length in characters, of a list its elements.
     *
     * @param pattern a regular expression that a whole text, or each element of a list, must match
     */
    public record Limits(
            @Nullable Json min,
            @Nullable Json max,
            @Nullable String pattern) {}

    /**
     * How the recommendation is found.
     *
     * @param value the literal; null if it is computed
     * @param is an expression over {@code facts} and {@code answers}; null if it is literal
     * @param because where it comes from; a text with expressions
     */
    public record Advice(@Nullable Json value, @Nullable String is, String because) {}

    List<String> optionValues() {
        return options.stream().map(Option::value).toList();
    }
}
