package io.workfloworchestrator.app.environments;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.json.JsonException;
import io.workfloworchestrator.projectmanagement.environments.IssueEntry;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The call of a tool that an issue is about. Immutable. */
record IssueCall(String tool, Json.Obj arguments) {
    /** What a server answered; {@code error} has the texts of the answer. */
    record Reply(boolean isError, String error, String answer) {}

    /** The call of an issue; empty if it names no tool, or its arguments are no JSON. */
    static Optional<IssueCall> of(IssueEntry issue) {
        try {
            Json.Obj arguments =
                    Json.parse(issue.text("arguments").orElse("{}")).asObject();
            return issue.text("tool").map(tool -> new IssueCall(tool, arguments));
        } catch (JsonException e) {
            return Optional.empty(); // They were cut, or had a secret.
        }
    }

    Reply make(StdioProbe server) {
        return reply(answer(server));
    }

    /** Makes the call. @return the result, or an object with {@code error} */
    Json.Obj answer(StdioProbe server) {
        return outcome(
                server.ask("tools/call", Json.Obj.EMPTY.with("name", tool).with("arguments", arguments)));
    }

    /** The result in a message of a server, or an object with {@code error}. */
    static Json.Obj outcome(Json.Obj message) {
        return message.find("result")
                .filter(Json.Obj.class::isInstance)
                .map(Json::asObject)
                .orElseGet(
                        () -> Json.Obj.EMPTY.with("error", message.find("error").orElse(Json.Obj.EMPTY)));
    }

    static Reply reply(Json.Obj answer) {
        boolean isError =
                answer.find("error").isPresent() || answer.find("isError").equals(Optional.of(Json.of(true)));
        Json said = answer.find("error").orElse(answer);
        String texts = said.at("content").map(Json::asList).orElse(List.of()).stream()
                .flatMap(part -> part.at("text").flatMap(Json::asText).stream())
                .collect(Collectors.joining("\n"));
        String error =
                texts.isEmpty() ? said.at("message").flatMap(Json::asText).orElse("") : texts;
        return new Reply(isError, error, said.toString());
    }
}
