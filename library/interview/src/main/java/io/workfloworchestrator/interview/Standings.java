package io.workfloworchestrator.interview;

import io.workfloworchestrator.definition.Shapes;
import io.workfloworchestrator.interview.Standing.Status;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.rules.Expression;
import io.workfloworchestrator.rules.Facts;
import io.workfloworchestrator.rules.RuleException;
import io.workfloworchestrator.rules.Template;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Where every question of an interview stands, computed from the set and from what was said. Questions are looked at in the order
 * of their needs, so that a condition sees exactly the answers that count. Not thread-safe; one use per instance.
 */
final class Standings {
    private final InterviewState state;
    private final Map<String, List<Standing>> byQuestion = new HashMap<>();
    private final Map<String, Object> answers = new HashMap<>();
    /** The answers inside of each element of a loop, by topic and element. */
    private final Map<String, Map<String, Object>> inside = new HashMap<>();

    private Standings(InterviewState state) {
        this.state = state;
    }

    /** In the order of the set; in a loop all questions of an element stand together. */
    static List<Standing> of(QuestionSet set, InterviewState state) {
        Standings standings = new Standings(state);
        set.compiled().values().forEach(standings::look);
        List<Standing> all = new ArrayList<>();
        set.topics().forEach(topic -> all.addAll(standings.ofTopic(topic)));
        return List.copyOf(all);
    }

    /** What conditions read, without the answers inside of loops. */
    static Map<String, Object> answersThatCount(List<Standing> standings) {
        Map<String, Object> counting = new HashMap<>();
        standings.stream()
                .filter(standing -> standing.counts() && standing.element().isEmpty())
                .forEach(standing -> counting.put(
                        standing.id(), plain(standing.answer().orElseThrow().value())));
        return counting;
    }

    static Object plain(Json value) {
        return Objects.requireNonNull(Shapes.plain(value), "an answer that counts is not null");
    }

    private List<Standing> ofTopic(Topic topic) {
        Map<String, List<Standing>> byElement = new LinkedHashMap<>();
        for (Question question : topic.questions()) {
            for (Standing standing : byQuestion.getOrDefault(question.id(), List.of())) {
                byElement
                        .computeIfAbsent(standing.element(), e -> new ArrayList<>())
                        .add(standing);
            }
        }
        return byElement.values().stream().flatMap(List::stream).toList();
    }

    private void look(CompiledQuestion compiled) {
        if (compiled.over() == null) {
            Standing standing = standing(compiled, "", answers);
            byQuestion.put(compiled.id(), List.of(standing));
            if (standing.counts()) {
                answers.put(compiled.id(), plain(standing.answer().orElseThrow().value()));
            }
            return;
        }
        Optional<List<String>> elements = elements(compiled.over());
        if (elements.isEmpty()) {
            Standing waiting = notAsked(compiled, "waits for " + missing(compiled, answers));
            byQuestion.put(compiled.id(), List.of(waiting));
            return;
        }
        List<Standing> all = new ArrayList<>();
        List<Object> values = new ArrayList<>();
        int most = Math.min(elements.get().size(), compiled.loop().most());
        for (String element : elements.get().subList(0, most)) {
            Standing standing = standing(compiled, element, seen(compiled.topic(), element));
            all.add(standing);
            if (standing.counts()) {
                Object value = plain(standing.answer().orElseThrow().value());
                inside(compiled.topic(), element).put(compiled.id(), value);
                values.add(value);
            }
        }
        if (most < elements.get().size()) {
            all.add(notAsked(
                    compiled,
                    "asked for the first " + most + " of " + elements.get().size() + " only"));
        } else if (all.isEmpty()) {
            all.add(notAsked(compiled, "asked once per " + compiled.loop().variable() + ", and there is not one"));
        }
        answers.put(compiled.id(), values);
        byQuestion.put(compiled.id(), all);
    }

    /** What a condition inside of a loop sees: the answers about its own element in place of the lists. */
    private Map<String, Object> seen(Topic topic, String element) {
        Map<String, Object> seen = new HashMap<>(answers);
        topic.questions().forEach(question -> seen.remove(question.id()));
        seen.putAll(inside(topic, element));
        return seen;
    }

    private Map<String, Object> inside(Topic topic, String element) {
        return inside.computeIfAbsent(topic.id() + "/" + element, e -> new HashMap<>());
    }

    /** The elements of a loop; empty while what it goes over is not known. */
    private Optional<List<String>> elements(Expression over) {
        Object found;
        try {
            found = over.evaluate(Facts.of(Map.of("answers", answers)));
        } catch (RuleException e) {
            return Optional.empty();
        }
        List<String> elements = new ArrayList<>();
        if (found instanceof Long count) {
            for (int i = 1; i <= Math.min(count, AnswerCheck.MOST_ELEMENTS + 1L); i++) {
                elements.add(Integer.toString(i));
            }
        } else if (found instanceof List<?> list) {
            list.stream().map(String::valueOf).distinct().forEach(elements::add);
        }
        return Optional.of(elements);
    }

    private Standing standing(CompiledQuestion compiled, String element, Map<String, Object> seen) {
        Optional<Answer> answer = state.answer(Address.of(compiled.id(), element));
        String why = whyNotAsked(compiled, element, seen);
        if (!why.isEmpty()) {
            String kept = answer.filter(some -> some.source().counts()).isPresent() ? "; its answer is kept" : "";
            return standing(compiled, element, Status.NOT_ASKED, why + kept, answer);
        }
        if (answer.isEmpty()) {
            return standing(compiled, element, Status.OPEN, "", answer);
        }
        Answer said = answer.get();
        if (said.source() == AnswerSource.SKIPPED) {
            return standing(compiled, element, Status.SKIPPED, "skipped by " + said.by(), answer);
        }
        if (said.source() == AnswerSource.PROPOSED) {
            return standing(compiled, element, Status.OPEN, "drafted by " + said.by() + ", to be confirmed", answer);
        }
        if (AnswerCheck.of(compiled.question(), said.value()) instanceof CheckedAnswer.Refused refused) {
            return standing(
                    compiled, element, Status.OPEN, "its answer does not count: it " + refused.message(), answer);
        }
        boolean assumed = said.source() == AnswerSource.ASSUMPTION;
        return standing(compiled, element, assumed ? Status.ASSUMED : Status.KNOWN, said.because(), answer);
    }

    private static String whyNotAsked(CompiledQuestion compiled, String element, Map<String, Object> seen) {
        Expression when = compiled.when();
        if (when == null) {
            return "";
        }
        Map<String, Object> roots = new HashMap<>(Map.of("answers", seen));
        if (!element.isEmpty()) {
            roots.put(compiled.loop().variable(), element);
        }
        try {
            return when.test(Facts.of(roots)) ? "" : "asked only if " + when.text();
        } catch (RuleException e) {
            return "asked only if " + when.text() + ", and that waits for " + missing(compiled, seen);
        }
    }

    private static String missing(CompiledQuestion compiled, Map<String, Object> seen) {
        List<String> missing =
                compiled.needs().stream().filter(id -> !seen.containsKey(id)).toList();
        return missing.isEmpty() ? "another answer" : String.join(" and ", missing);
    }

    private static Standing notAsked(CompiledQuestion compiled, String why) {
        return standing(compiled, "", Status.NOT_ASKED, why, Optional.empty());
    }

    private static Standing standing(
            CompiledQuestion compiled, String element, Status status, String why, Optional<Answer> answer) {
        Question question = compiled.question();
        return new Standing(
                Address.of(compiled.id(), element),
                question,
                compiled.topic().id(),
                status,
                why,
                answer,
                element,
                question.impact() * question.uncertainty());
    }

    /** A question's words for an element; the text of a user in them stays text. */
    static String worded(Template template, CompiledQuestion compiled, String element) {
        Topic.Loop loop = compiled.topic().loop();
        try {
            return template.render(
                    loop == null || element.isEmpty() ? Facts.none() : Facts.of(Map.of(loop.variable(), element)));
        } catch (RuleException e) {
            return template.text(); // Nobody has said yet which element it is about.
        }
    }
}
