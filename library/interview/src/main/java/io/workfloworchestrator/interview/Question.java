package io.workfloworchestrator.interview;

import io.workfloworchestrator.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One question of a set, as its author wrote it; {@code docs/interviews.md} has the fields. Immutable.
 *
 * <p>Texts may name the element of a loop: {@code "Who is ${story} for?"}.
 *
 * @param id unique in the set: a letter, then letters, digits and underscores, at most 64
 * @param type what an answer is
 * @param text the whole question, as a person is asked
 * @param hint how to answer it; may be empty
 * @param why why it matters; may be empty
 * @param options the options of a choice; empty for other types
 * @param limits the limits of an answer
 * @param defaultValue the answer that an empty input means
 * @param isRequired whether it cannot be skipped
 * @param when the condition under which it is asked; empty for always
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

    /** Begins a question of this id. */
    public static Builder of(String id, QuestionType type, String text) {
        return new Builder(id, type, text);
    }

    List<String> optionValues() {
        return options.stream().map(Option::value).toList();
    }

    /** Describes a question. */
    public static final class Builder {
        private final String id;
        private final QuestionType type;
        private final String text;
        private String hint = "";
        private String why = "";
        private List<Option> options = List.of();
        private Limits limits = new Limits(null, null, null);
        private @Nullable Json defaultValue;
        private boolean required = true;
        private @Nullable String when;
        private int impact = 3;
        private int uncertainty = 3;
        private @Nullable Advice advice;
        private String section = "";

        private Builder(String id, QuestionType type, String text) {
            this.id = id;
            this.type = type;
            this.text = text;
        }

        /** Sets how to answer it. */
        public Builder hint(String words) {
            hint = words;
            return this;
        }

        /** Sets why it matters. */
        public Builder why(String words) {
            why = words;
            return this;
        }

        /** Sets the options of a choice; the words of each are its value. */
        public Builder options(String... values) {
            List<Option> all = new ArrayList<>();
            for (String value : values) {
                all.add(new Option(value, value));
            }
            return options(all);
        }

        /** Sets the options of a choice. */
        public Builder options(List<Option> all) {
            options = List.copyOf(all);
            return this;
        }

        /** Sets the limits of an answer. */
        public Builder limits(@Nullable Json min, @Nullable Json max, @Nullable String pattern) {
            limits = new Limits(min, max, pattern);
            return this;
        }

        /** Sets the answer that an empty input means. */
        public Builder defaultValue(Json value) {
            defaultValue = value;
            return this;
        }

        /** Lets people skip it. */
        public Builder optional() {
            required = false;
            return this;
        }

        /** Sets the condition under which it is asked, over {@code answers.<id>}. */
        public Builder when(String condition) {
            when = condition;
            return this;
        }

        /** Sets how much depends on the answer and how little is known without it, each 1 to 5. */
        public Builder rank(int impactOf5, int uncertaintyOf5) {
            impact = impactOf5;
            uncertainty = uncertaintyOf5;
            return this;
        }

        /** Recommends an answer. */
        public Builder recommend(Json value, String because) {
            advice = new Advice(value, null, because);
            return this;
        }

        /** Recommends what an expression over {@code facts} and {@code answers} gives. */
        public Builder recommendWhat(String expression, String because) {
            advice = new Advice(null, expression, because);
            return this;
        }

        /** Sets the section of a document to which the answer goes. */
        public Builder section(String name) {
            section = name;
            return this;
        }

        /** The question; the set that it is put into checks it. */
        public Question build() {
            return new Question(
                    id,
                    type,
                    text,
                    hint,
                    why,
                    options,
                    limits,
                    Optional.ofNullable(defaultValue),
                    required,
                    Optional.ofNullable(when),
                    impact,
                    uncertainty,
                    Optional.ofNullable(advice),
                    section);
        }
    }
}
