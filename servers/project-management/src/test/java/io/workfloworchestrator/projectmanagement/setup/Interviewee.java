package io.workfloworchestrator.projectmanagement.setup;

import io.workfloworchestrator.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Answers every question of a set-up, each with words of its own, so that one can look where they came to. */
final class Interviewee {
    private final SetupServer server;
    private final String around;
    private final List<String> tokens = new ArrayList<>();
    private final Map<String, Json> said = new LinkedHashMap<>();

    /** @param around what stands before and behind each token, with % for the token */
    Interviewee(SetupServer server, String around) {
        this.server = server;
        this.around = around;
    }

    /** The words that were said and must be found. */
    List<String> tokens() {
        return tokens;
    }

    /** The whole answers, by question. */
    Map<String, Json> said() {
        return said;
    }

    /** Begins a set-up and answers until nothing is asked any more. */
    void answerAll(String type, String mode) {
        Json.Obj turn = server.ok(
                "start_project_setup", Map.of("projectType", Json.of(type), "constitutionMode", Json.of(mode)));
        int asked = 0;
        while (turn.find("nextQuestion").isPresent()) {
            Json.Obj question = turn.find("nextQuestion").get().asObject();
            String id = question.text("id").orElseThrow();
            Json answer = answer(question, ++asked);
            said.put(id, answer);
            turn = server.answers(Map.of(id, answer));
        }
    }

    private Json answer(Json.Obj question, int number) {
        return switch (question.text("type").orElseThrow()) {
            case "choice" ->
                question.at("options", Integer.toString(number % 2), "value").orElseThrow();
            case "date" -> {
                String day = "2027-01-" + (10 + number % 20);
                tokens.add(day);
                yield Json.of(day);
            }
            case "list" -> Json.strings(List.of(token(number, "a"), token(number, "b")));
            case "text" -> Json.of(token(number, "a") + "\n\n" + token(number, "b"));
            default -> Json.of(token(number, "a").replace("\n", " "));
        };
    }

    private String token(int number, String letter) {
        String token = "qz" + number + letter + "x";
        tokens.add(token);
        return around.replace("%", token);
    }
}
