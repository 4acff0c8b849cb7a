package io.workfloworchestrator.projectmanagement.setup;

import io.workfloworchestrator.interview.InterviewMoment;
import io.workfloworchestrator.json.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The answers that count in an interview, as documents are made of them. Immutable. */
record Said(Json.Obj answers) {
    static Said of(InterviewMoment interview) {
        return new Said(interview.answers());
    }

    /**
     * @param id by which documents quote it, such as {@code Q-problem}
     * @param source the id, and where an assumption or a confirmed draft comes from
     */
    record One(String id, String question, Json value, String text, List<String> lines, String source) {
        static One of(Json answer) {
            Json.Obj fields = answer.asObject();
            String id = fields.text("id").orElse("");
            String because = fields.text("because").orElse("");
            boolean assumed = fields.find("assumed").equals(Optional.of(Json.of(true)));
            return new One(
                    id,
                    fields.text("question").orElse(""),
                    fields.find("value").orElse(Json.Null.VALUE),
                    fields.text("text").orElse(""),
                    fields.texts("lines"),
                    assumed ? id + ", assumed: " + because : id);
        }
    }

    record About(String element, Map<String, One> answers) {
        Optional<One> find(String question) {
            return Optional.ofNullable(answers.get(question));
        }

        String word(String question) {
            return find(question).flatMap(one -> one.value().asText()).orElse("");
        }

        List<String> lines(String question) {
            return find(question).map(One::lines).orElse(List.of());
        }
    }

    /** An answer outside of loops; empty if nobody gave it. */
    Optional<One> find(String question) {
        Json.Obj topics = answers.at("answers").orElse(Json.Obj.EMPTY).asObject();
        return topics.keys().stream()
                .flatMap(topic -> topics.at(topic, question).stream())
                .map(One::of)
                .findFirst();
    }

    String source(String question) {
        return find(question).map(One::source).orElse("");
    }

    String text(String question) {
        return find(question).map(One::text).orElse("");
    }

    String word(String question) {
        return find(question).flatMap(one -> one.value().asText()).orElse("");
    }

    List<String> lines(String question) {
        return find(question).map(One::lines).orElse(List.of());
    }

    /** What was said about an element of a loop; nothing if nobody was asked about it. */
    About about(String topic, String element) {
        for (Json each : answers.at("answers", topic).map(Json::asList).orElse(List.of())) {
            Json.Obj fields = each.asObject();
            if (fields.text("element").equals(Optional.of(element))) {
                Map<String, One> all = new LinkedHashMap<>();
                fields.forEach((name, value) -> {
                    if (value instanceof Json.Obj) {
                        all.put(name, One.of(value));
                    }
                });
                return new About(element, all);
            }
        }
        return new About(element, Map.of());
    }

    List<One> all() {
        return listed().map(One::of).toList();
    }

    private Stream<Json> listed() {
        return answers.at("topics").map(Json::asList).orElse(List.of()).stream()
                .flatMap(topic -> topic.at("answers").map(Json::asList).orElse(List.of()).stream());
    }

    /** The answers that belong to a document and have no place of their own in it: those of questions that a project added. */
    List<One> others(String section, Set<String> placed) {
        boolean takesTheRest = section.equals(SetupDocument.CONSTITUTION.section());
        return listed().filter(answer -> {
                    String where = answer.asObject().text("section").orElse("");
                    return where.equals(section) || takesTheRest && !SetupDocument.isSection(where);
                })
                .map(One::of)
                .filter(one -> !placed.contains(one.id().replaceFirst("^Q-", "").replaceFirst("\\..*", "")))
                .toList();
    }
}
