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
        List<Topic> topics = new ArrayList<>();
        top.list("topics", "topic").forEach(topic -> topics.add(topic(topic)));
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
        List<Question> questions = new ArrayList<>();
        f.list("questions", "question").forEach(question -> questions.add(question(question)));
        f.done();
        return new Topic(id, title, section, loop, questions);
    }

    private static Question question(Fields f) {
        Question.Builder question = Question.of(f.id(), type(f), f.required("text"))
                .hint(f.text("hint", ""))
                .why(f.text("why", ""))
                .options(options(f))
                .limits(json(f.plain("min")), json(f.plain("max")), f.text("pattern"))
                .rank(f.integer("impact", 3, 1, 5), f.integer("uncertainty", 3, 1, 5))
                .advice(advice(f))
                .section(f.text("section", ""));
        Json defaultValue = json(f.plain("default"));
        if (defaultValue != null) {
            question.defaultValue(defaultValue);
        }
        if (!f.bool("required", true)) {
            question.optional();
        }
        String when = f.text("when");
        if (when != null) {
            question.when(when);
        }
        f.done();
        return question.build();
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

    private static Question.@Nullable Advice advice(Fields f) {
        Fields advice = f.mapping("recommend").orElse(null);
        if (advice == null) {
            return null;
        }
        Json value = json(advice.plain("value"));
        String is = advice.text("is");
        String because = advice.required("because");
        if ((value == null) == (is == null)) {
            advice.problem("E_RULE_MISSING", "A recommendation has either a \"value\" or, in \"is\", an expression.");
        }
        advice.done();
        return new Question.Advice(value, is, because);
    }

    private static @Nullable Json json(@Nullable Object plain) {
        return plain == null ? null : Shapes.json(plain);
    }
}
