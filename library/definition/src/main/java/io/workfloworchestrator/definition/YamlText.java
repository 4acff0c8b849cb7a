package io.workfloworchestrator.definition;

import io.workfloworchestrator.rules.RuleException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A YAML file that is read field by field, within the same limits as a definition; every fault is kept with its place, so that
 * one run names all of them.
 *
 * <pre>{@code
 * YamlText text = YamlText.of("questions.yaml", bytes);
 * Fields top = text.fields("the question set");
 * String title = top.text("title", "");
 * top.done();
 * text.throwIfAny();
 * }</pre>
 *
 * <p>Other modules read their own files by it: there is one YAML reader in the house. Not thread-safe.
 */
public final class YamlText {
    private final Problems problems;
    private final Optional<Yaml> document;

    private YamlText(Problems problems, Optional<Yaml> document) {
        this.problems = problems;
        this.document = document;
    }

    /**
     * The text in these bytes: at most 256 KB of UTF-8.
     *
     * @param file how problems name the file
     * @throws BrokenDefinitionException if the bytes are too many or no YAML
     */
    public static YamlText of(String file, byte[] bytes) {
        String text = YamlReader.text(file, bytes);
        Problems problems = new Problems(file, text);
        Optional<Yaml> document = YamlReader.read(text, problems);
        problems.throwIfAny();
        return new YamlText(problems, document);
    }

    /** No text: what was built in Java has problems without places, under this name. */
    public static YamlText none(String name) {
        return new YamlText(new Problems(name, ""), Optional.empty());
    }

    /**
     * The fields of the document.
     *
     * @param what how messages name the document, such as "the question set"
     * @throws BrokenDefinitionException if it is empty or no mapping
     */
    public Fields fields(String what) {
        Optional<Fields> fields = document.flatMap(yaml -> Fields.of(yaml, "", what, problems));
        if (fields.isEmpty() && problems.isEmpty()) {
            problems.add("E_RULE_MISSING", Place.NOWHERE, what + " is empty.");
        }
        problems.throwIfAny();
        return fields.orElseThrow();
    }

    /** As {@link #fields}, as plain values: null, Boolean, Long, Double, String, List and Map. */
    public Map<String, @Nullable Object> values(String what) {
        Fields fields = fields(what);
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        fields.names().forEach(name -> values.put(name, fields.plain(name)));
        throwIfAny();
        return values;
    }

    /** Adds a problem at a part of the document, such as {@code topics/goals/questions/name}. */
    public void problem(String code, String path, String message) {
        problems.add(code, path, message);
    }

    /** Adds what is wrong with an expression or a template in the document. */
    public void problem(String path, RuleException wrong) {
        problems.add(path, wrong, message -> message);
    }

    /** @throws BrokenDefinitionException with every problem, if there is one */
    public void throwIfAny() {
        problems.throwIfAny();
    }
}
