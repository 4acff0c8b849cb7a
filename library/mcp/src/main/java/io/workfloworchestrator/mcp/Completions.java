package io.workfloworchestrator.mcp;

import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpSchema;
import io.workfloworchestrator.json.Json;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which argument of which prompt or resource template a completion request asks for, or why the request is refused.
 *
 * @param completer null if the request is refused
 * @param argument the argument's name
 * @param refusal null if the request is not refused
 */
record Completions(
        @Nullable Completer completer,
        String argument,
        @Nullable McpError refusal) {

    static Completions of(Map<String, Completer> completers, Map<String, McpPrompt> prompts, Json.Obj params) {
        String name = params.at("ref", "name").flatMap(Json::asText).orElse("");
        String of = params.at("ref", "uri").flatMap(Json::asText).orElse(name);
        Completer completer = completers.get(of);
        if (completer == null) {
            return refused(
                    "E_REF_UNKNOWN",
                    "nothing completes \"" + PlainText.line(of, 80) + "\". There are: ",
                    completers.keySet());
        }
        String argument = params.at("argument", "name").flatMap(Json::asText).orElse("");
        List<String> arguments = Optional.ofNullable(prompts.get(of))
                .map(prompt -> prompt.arguments().stream()
                        .map(McpPrompt.Argument::name)
                        .toList())
                .orElseGet(() -> new UriTemplate(of).getVariableNames());
        return arguments.contains(argument)
                ? new Completions(completer, argument, null)
                : refused(
                        "E_ARG_UNKNOWN",
                        "\"" + PlainText.line(of, 80) + "\" has no argument \"" + PlainText.line(argument, 80)
                                + "\". Known: ",
                        arguments);
    }

    private static Completions refused(String code, String message, Collection<String> known) {
        return new Completions(
                null,
                "",
                Refusal.of(McpSchema.ErrorCodes.INVALID_PARAMS, code, message + String.join(", ", known) + "."));
    }
}
