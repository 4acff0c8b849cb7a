package io.workfloworchestrator.interview;

import io.workfloworchestrator.definition.BrokenDefinitionException;
import io.workfloworchestrator.definition.YamlText;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The questions of an interview: topics with typed questions, conditions and loops, proved as a whole.
 *
 * <pre>{@code
 * QuestionSet set = QuestionSet.read("bug-report.yaml", Files.readAllBytes(file));
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

    /** Names the set: lower-case letters, digits and dashes. */
    public String id() {
        return id;
    }

    /** From 1; a set gets a higher one when its questions change. */
    public int version() {
        return version;
    }

    public String title() {
        return title;
    }

    /** In the order in which they are asked. */
    public List<Topic> topics() {
        return topics;
    }

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
}
