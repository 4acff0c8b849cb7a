package io.workfloworchestrator.interview;

import io.workfloworchestrator.definition.BrokenDefinitionException;
import io.workfloworchestrator.definition.YamlText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The questions of an interview: topics with typed questions, conditions and loops, proved as a whole.
 *
 * <pre>{@code
 * QuestionSet set = QuestionSet.builder("bug-report", "A bug report")
 *         .topic("what", "What happened", Question.of("seen", QuestionType.TEXT, "What did you see?").build())
 *         .build();
 * }</pre>
 *
 * <p>Nobody can hold a set in which a condition names an unknown question, a question waits for itself, a default is no answer,
 * or a question can never be asked. {@code docs/interviews.md} has the YAML form. Immutable and thread-safe.
 */
public final class QuestionSet {
    private final String id;
    private final int version;
    private final String title;
    private final List<Topic> topics;
    private final Map<String, CompiledQuestion> compiled;

    QuestionSet(String id, int version, String title, List<Topic> topics, YamlText source) {
        this.id = id;
        this.version = version;
        this.title = title;
        this.topics = List.copyOf(topics);
        this.compiled = new QuestionSetVerifier(source).compile(id, this.topics);
    }

    /**
     * Reads a set from YAML.
     *
     * @param file how problems name the file
     * @throws BrokenDefinitionException with every problem, each with its place
     */
    public static QuestionSet read(String file, byte[] yaml) {
        return QuestionSetReader.read(file, yaml);
    }

    /** Begins a set in Java. */
    public static Builder builder(String id, String title) {
        return new Builder(id, title);
    }

    /** Names the set: lower-case letters, digits and dashes. */
    public String id() {
        return id;
    }

    /** From 1; a set gets a higher one when its questions change. */
    public int version() {
        return version;
    }

    /** For people. */
    public String title() {
        return title;
    }

    /** In the order in which they are asked. */
    public List<Topic> topics() {
        return topics;
    }

    /** The question of this id. */
    public Optional<Question> question(String questionId) {
        return Optional.ofNullable(compiled.get(questionId)).map(CompiledQuestion::question);
    }

    /** The questions by their ids, each after those that its condition and its loop read. */
    Map<String, CompiledQuestion> compiled() {
        return compiled;
    }

    CompiledQuestion compiled(Question question) {
        return Objects.requireNonNull(compiled.get(question.id()), question.id());
    }

    /** Describes a set in Java. */
    public static final class Builder {
        private final String id;
        private final String title;
        private int version = 1;
        private final List<Topic> topics = new ArrayList<>();

        private Builder(String id, String title) {
            this.id = id;
            this.title = title;
        }

        /** Sets the version, from 1. */
        public Builder version(int number) {
            version = number;
            return this;
        }

        /** Adds a topic. */
        public Builder topic(Topic topic) {
            topics.add(topic);
            return this;
        }

        /** Adds a topic whose questions are asked once. */
        public Builder topic(String topicId, String topicTitle, Question... questions) {
            return topic(new Topic(topicId, topicTitle, "", null, List.of(questions)));
        }

        /** Adds a topic whose questions are asked for each element of an answer. */
        public Builder topic(String topicId, String topicTitle, Topic.Loop loop, Question... questions) {
            return topic(new Topic(topicId, topicTitle, "", loop, List.of(questions)));
        }

        /**
         * The set, proved.
         *
         * @throws BrokenDefinitionException with every problem
         */
        public QuestionSet build() {
            return new QuestionSet(id, version, title, topics, YamlText.none(id));
        }
    }
}
