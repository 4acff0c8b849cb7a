package io.workfloworchestrator.specdriven.guide;

import io.workfloworchestrator.json.Json;
import java.util.List;

/** An answer to any question, which fits its type, and is different for each question of free text. Pure functions. */
final class Answering {
    private Answering() {}

    static Json to(Json.Obj question) {
        String id = question.text("id").orElseThrow();
        return switch (question.text("type").orElseThrow()) {
            case "bool" -> Json.of(true);
            case "int" -> Json.of(2);
            case "choice" -> option(question, 0);
            case "choices" -> Json.array(List.of(option(question, 0), option(question, 1)));
            case "list" -> Json.strings(List.of(token(id) + " one", token(id) + " two"));
            default -> Json.of(token(id));
        };
    }

    private static Json option(Json.Obj question, int index) {
        return question.find("options")
                .orElseThrow()
                .asList()
                .get(index)
                .asObject()
                .find("value")
                .orElseThrow();
    }

    /** A text that nothing else holds. */
    static String token(String question) {
        return "tok-" + question.replaceAll("[^a-z0-9]", "-") + "-kot";
    }
}
