package io.workfloworchestrator.interview;

import io.workfloworchestrator.definition.Fields;
import io.workfloworchestrator.definition.Names;
import io.workfloworchestrator.definition.Shapes;
import io.workfloworchestrator.definition.YamlText;
import io.workfloworchestrator.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads a question set from YAML, field by field; the language is described in {@code docs/interviews.md}. */
final class QuestionSetReader {
    private static final int MOST_VERSIONS = 1_000_000;

    private QuestionSetReader() {}

    /** @throws io.workfloworchestrator.definition.BrokenDefinitionException with every problem */
    static QuestionSet read(String file, byte[] yaml) {
        YamlText text = YamlText.of(file, yaml);
        Fields top = text.fields("the question set");
        String id = top.required("interview");
        int version = top.integer("version", 1, 1, MOST_VERSIONS);
        String title = top.text("title", id);
        List<Topic> topics = top.list("topics", "topic").stream()
                .map(QuestionSetReader::topic)
                .toList();
        top.done();
        return new QuestionSet(id, version, title, topics, text);
    }

    private static Topic topic(Fields f) {
        String id = f.id();
        String title = f.text("title", id);
        String section = f.text("section", "");
        Map<String, String> each = f.textMap("for-each");
        int most = f.integer("most", AnswerCheck.MOST_ELEMENTS, 1, AnswerCheck.MOST_ELEMENTS);
        Topic.Loop loop = null;
        if (each.size() > 1) {
            f.problem("E_RULE_TYPE", "\"for-each\" names one variable, such as {story: answers.stories}.");
        } else if (each.size() == 1) {
            Map.Entry<String, String> only = each.entrySet().iterator().next();
            loop = new Topic.Loop(only.getKey(), only.getValue(), most);
        }
        List<Question> questions = f.list("questions", "question").stream()
                .map(QuestionSetReader::question)
                .toList();
        return f.done(new Topic(id, title, section, loop, questions));
    }

    private static Question question(Fields f) {
        return f.done(new Question(
                f.id(),
                type(f),
                f.required("text"),
                f.text("hint", ""),
                f.text("why", ""),
                options(f),
                new Question.Limits(json(f.plain("min")), json(f.plain("max")), f.text("pattern")),
                Optional.ofNullable(json(f.plain("default"))),
                f.bool("required", true),
                Optional.ofNullable(f.text("when")),
                f.integer("impact", 3, 1, 5),
                f.integer("uncertainty", 3, 1, 5),
                f.mapping("recommend").map(QuestionSetReader::advice),
                f.text("section", "")));
    }

    private static QuestionType type(Fields f) {
        String word = f.text("type", QuestionType.STRING.word());
        if (QuestionType.WORDS.contains(word)) {
            return QuestionType.valueOf(word.toUpperCase(Locale.ROOT));
        }
        f.problem("E_RULE_TYPE", "unknown type \"" + word + "\"." + Names.hint(word, QuestionType.WORDS));
        return QuestionType.TEXT;
    }

    /** An option is a word, or a mapping from a value to its words. */
    private static List<Question.Option> options(Fields f) {
        List<Question.Option> options = new ArrayList<>();
        Object given = f.plain("options");
        if (given instanceof List<?> list) {
            for (Object item : list) {
                if (item instanceof Map<?, ?> words) {
                    words.forEach((value, title) ->
                            options.add(new Question.Option(String.valueOf(value), String.valueOf(title))));
                } else {
                    options.add(new Question.Option(String.valueOf(item), String.valueOf(item)));
                }
            }
        } else if (given != null) {
            f.problem("E_RULE_TYPE", "\"options\" must be a list. Begin each option with \"- \".");
        }
        return options;
    }

    private static Question.Advice advice(Fields f) {
        Question.Advice advice = new Question.Advice(json(f.plain("value")), f.text("is"), f.required("because"));
        if ((advice.value() == null) == (advice.is() == null)) {
            f.problem("E_RULE_MISSING", "A recommendation has either a \"value\" or, in \"is\", an expression.");
        }
        return f.done(advice);
    }

    private static @Nullable Json json(@Nullable Object plain) {
        return plain == null ? null : Shapes.json(plain);
    }
}
