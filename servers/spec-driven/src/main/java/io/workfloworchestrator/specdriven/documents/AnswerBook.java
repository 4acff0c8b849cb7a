package io.workfloworchestrator.specdriven.documents;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.specdriven.guide.FeatureAnswers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** All answers about a feature, found by the ids of their questions. Immutable. */
final class AnswerBook {
    static final List<String> SETS = List.of("constitution", "specification", "planning");

    private final Map<String, List<Json>> topics = new LinkedHashMap<>();

    AnswerBook(FeatureAnswers feature) {
        for (String set : SETS) {
            topics.put(
                    set, feature.answers().at(set, "topics").map(Json::asList).orElse(List.of()));
        }
    }

    List<GivenAnswer> of(String set) {
        return parts(set, "answers").map(GivenAnswer::of).toList();
    }

    private Stream<Json> parts(String set, String part) {
        return topics.getOrDefault(set, List.of()).stream()
                .flatMap(topic -> topic.at(part).stream())
                .flatMap(list -> list.asList().stream());
    }

    List<GivenAnswer> all() {
        return SETS.stream().flatMap(set -> of(set).stream()).toList();
    }

    /** The answer to a question outside of loops; empty if nobody gave it. */
    Optional<GivenAnswer> find(String question) {
        return all().stream()
                .filter(answer ->
                        answer.element().isEmpty() && answer.question().equals(question))
                .findFirst();
    }

    String text(String question) {
        return find(question).map(GivenAnswer::text).orElse("");
    }

    boolean isYes(String question) {
        return find(question).map(GivenAnswer::isYes).orElse(false);
    }

    /**
     * The elements of the loop that asks these questions, in their order: for each its answers by question. Where the questions were
     * asked once and not in a loop, that is one element.
     */
    List<Map<String, GivenAnswer>> elements(Set<String> questions) {
        Map<String, Map<String, GivenAnswer>> elements = new LinkedHashMap<>();
        for (GivenAnswer answer : all()) {
            if (questions.contains(answer.question())) {
                elements.computeIfAbsent(answer.element(), any -> new LinkedHashMap<>())
                        .put(answer.question(), answer);
            }
        }
        return List.copyOf(elements.values());
    }

    /** Questions of a set that are still open: id, words and why. What somebody chose to leave out is not open. */
    List<Json> open(String set) {
        return parts(set, "open")
                .filter(each -> !each.at("skipped").equals(Optional.of(Json.of(true))))
                .toList();
    }

    /**
     * The answers for a template: each by its question's id, what was chosen as {@code chosen.<question>.<option>}, and what was
     * answered with yes as {@code is.<question>}.
     */
    Json.Obj data() {
        Json.Obj data = Json.Obj.EMPTY;
        Map<String, Json> yes = new TreeMap<>();
        Map<String, Json> chosen = new TreeMap<>();
        for (GivenAnswer answer : all()) {
            if (!answer.element().isEmpty()) {
                continue;
            }
            data = data.with(answer.question(), answer.data());
            if (answer.isYes()) {
                yes.put(answer.question(), Json.of(true));
            }
            Map<String, Json> options = new TreeMap<>();
            List<Json> values =
                    answer.value() instanceof Json.Arr ? answer.value().asList() : List.of(answer.value());
            values.stream()
                    .flatMap(value -> value.asText().stream())
                    .filter(value -> value.matches("[a-z][a-z0-9_-]{0,63}"))
                    .forEach(value -> options.put(value.replace('-', '_'), Json.of(true)));
            if (!options.isEmpty()) {
                chosen.put(answer.question(), Json.object(options));
            }
        }
        return data.with("is", Json.object(yes)).with("chosen", Json.object(chosen));
    }
}
