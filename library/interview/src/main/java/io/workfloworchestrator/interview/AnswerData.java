package io.workfloworchestrator.interview;

import io.workfloworchestrator.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * The answers of an interview as plain data, for templates: each by its topic and question, and all of a topic as a list. Only
 * answers that count are here; what is open has its place in the topic's list, with the reason. Pure functions.
 */
final class AnswerData {
    private AnswerData() {}

    static Json.Obj of(QuestionSet set, List<Standing> standings) {
        Map<String, Json> byTopic = new TreeMap<>();
        List<Json> topics = new ArrayList<>();
        for (Topic topic : set.topics()) {
            List<Standing> own =
                    standings.stream().filter(s -> s.topic().equals(topic.id())).toList();
            byTopic.put(topic.id(), topic.loop() == null ? byQuestion(set, own) : byElement(set, own));
            topics.add(listed(set, topic, own));
        }
        return Json.Obj.EMPTY
                .with("set", Json.of(set.id()))
                .with("title", Json.of(set.title()))
                .with("answers", Json.object(byTopic))
                .with("topics", Json.array(topics));
    }

    private static Json.Obj byQuestion(QuestionSet set, List<Standing> own) {
        Map<String, Json> answers = new TreeMap<>();
        own.stream()
                .filter(Standing::counts)
                .forEach(s -> answers.put(s.question().id(), answer(set, s)));
        return Json.object(answers);
    }

    /** A list, in the order of the elements: {@code {element, key, <question id>…}}. */
    private static Json byElement(QuestionSet set, List<Standing> own) {
        Map<String, List<Standing>> elements = new LinkedHashMap<>();
        own.stream()
                .filter(s -> !s.element().isEmpty())
                .forEach(s -> elements.computeIfAbsent(s.element(), e -> new ArrayList<>())
                        .add(s));
        List<Json> list = new ArrayList<>();
        elements.forEach((element, answers) -> list.add(
                byQuestion(set, answers).with("element", Json.of(element)).with("key", Json.of(Address.key(element)))));
        return Json.array(list);
    }

    private static Json listed(QuestionSet set, Topic topic, List<Standing> own) {
        List<Json> answers = own.stream()
                .filter(Standing::counts)
                .map(s -> (Json) answer(set, s))
                .toList();
        List<Json> open = own.stream()
                .filter(s -> s.status() == Standing.Status.OPEN || s.status() == Standing.Status.SKIPPED)
                .map(s -> (Json) head(set, s)
                        .with("why", Json.of(s.why()))
                        .with("skipped", Json.of(s.status() == Standing.Status.SKIPPED)))
                .toList();
        return Json.Obj.EMPTY
                .with("id", Json.of(topic.id()))
                .with("title", Json.of(topic.title()))
                .with("section", Json.of(topic.section()))
                .with("answers", Json.array(answers))
                .with("open", Json.array(open));
    }

    private static Json.Obj head(QuestionSet set, Standing standing) {
        CompiledQuestion compiled = set.compiled(standing.question());
        String section = standing.question().section().isEmpty()
                ? compiled.topic().section()
                : standing.question().section();
        return Json.Obj.EMPTY
                .with("id", Json.of(standing.answerId()))
                .with("question", Json.of(Standings.worded(compiled.words().text(), compiled, standing.element())))
                .with("section", Json.of(section));
    }

    private static Json.Obj answer(QuestionSet set, Standing standing) {
        Answer answer = standing.answer().orElseThrow();
        String text = words(standing.question(), answer.value());
        String id = standing.answerId();
        return head(set, standing)
                .with("value", answer.value())
                .with("text", Json.of(text))
                .with("lines", Json.strings(lines(standing.question(), answer.value())))
                .with("quote", Json.of("«" + text + "» (" + id + ")"))
                .with("assumed", Json.of(standing.status() == Standing.Status.ASSUMED))
                .with("source", Json.of(answer.source().name().toLowerCase(Locale.ROOT)))
                .with("because", Json.of(answer.because()))
                .with("by", Json.of(answer.by()))
                .with("when", Json.of(answer.when().toString()));
    }

    static String words(Question question, Json value) {
        return String.join(", ", lines(question, value));
    }

    private static List<String> lines(Question question, Json value) {
        if (value instanceof Json.Arr array) {
            return array.elements().stream()
                    .map(element -> word(question, element))
                    .toList();
        }
        return List.of(word(question, value));
    }

    private static String word(Question question, Json value) {
        if (value instanceof Json.Bool bool) {
            return bool.value() ? "yes" : "no";
        }
        String text = value.asText().orElseGet(value::toString);
        return question.options().stream()
                .filter(option -> option.value().equals(text))
                .map(Question.Option::title)
                .findFirst()
                .orElse(text);
    }
}
