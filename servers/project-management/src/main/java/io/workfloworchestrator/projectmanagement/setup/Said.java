package io.workfloworchestrator.projectmanagement.setup;

import io.workfloworchestrator.interview.InterviewMoment;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.projectmanagement.PlanningItems;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The answers that count in an interview, as documents are made of them. Immutable. */
record Said(Json.Obj answers) {
    static Said of(InterviewMoment interview) {
        return new Said(interview.answers());
    }

    /**
     * One answer.
     *
     * @param id by which documents quote it, such as {@code Q-problem}
     * @param question the question's whole words
     * @param value as it is kept
     * @param text in words
     * @param lines in words, one for each element
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
                    PlanningItems.texts(fields.get("lines")),
                    assumed ? id + ", assumed: " + because : id);
        }
    }

    /** What was said about one element of a loop, by question. */
    record About(String element, Map<String, One> answers) {
        Optional<One> find(String question) {
            return Optional.ofNullable(answers.get(question));
        }

        /** The value of a choice; empty without an answer. */
        String word(String question) {
            return find(question).flatMap(one -> one.value().asText()).orElse("");
        }

        List<String> lines(String question) {
            return find(question).map(One::lines).orElse(List.of());
        }
    }

    /** An answer outside of loops; empty if nobody gave it. */
    Optional<One> find(String question) {
        for (Json topic : topics().values()) {
            if (topic instanceof Json.Obj fields && fields.find(question).isPresent()) {
                return fields.find(question).map(One::of);
            }
        }
        return Optional.empty();
    }

    private Map<String, Json> topics() {
        Map<String, Json> topics = new LinkedHashMap<>();
        answers.at("answers").ifPresent(all -> all.asObject().forEach(topics::put));
        return topics;
    }

    /** Where an answer comes from; empty without an answer. */
    String source(String question) {
        return find(question).map(One::source).orElse("");
    }

    String text(String question) {
        return find(question).map(One::text).orElse("");
    }

    /** The value of a choice; empty without an answer. */
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

    /** All answers, in the order of the questions. */
    List<One> all() {
        List<One> all = new ArrayList<>();
        for (Json topic : listed()) {
            topic.at("answers").map(Json::asList).orElse(List.of()).forEach(answer -> all.add(One.of(answer)));
        }
        return all;
    }

    private List<Json> listed() {
        return answers.at("topics").map(Json::asList).orElse(List.of());
    }

    /** The answers that belong to a document and have no place of their own in it: those of questions that a project added. */
    List<One> others(String section, Set<String> placed) {
        List<One> others = new ArrayList<>();
        for (Json topic : listed()) {
            for (Json answer : topic.at("answers").map(Json::asList).orElse(List.of())) {
                One one = One.of(answer);
                String question = one.id().replaceFirst("^Q-", "").replaceFirst("\\..*", "");
                String where = answer.asObject().text("section").orElse("");
                boolean isOf = where.equals(section)
                        || section.equals(SetupDocument.CONSTITUTION.section()) && !SetupDocument.isSection(where);
                if (isOf && !placed.contains(question)) {
                    others.add(one);
                }
            }
        }
        return others;
    }
}
