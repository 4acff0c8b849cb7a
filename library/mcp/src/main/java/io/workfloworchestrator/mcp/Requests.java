package io.workfloworchestrator.mcp;

import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpSchema;
import io.workfloworchestrator.json.Json;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import reactor.core.publisher.Mono;

/** Refuses requests for what a server does not have, and names what it has. Immutable. */
final class Requests {
    private final Map<String, McpPrompt> prompts;
    private final Map<String, Completer> completers;
    private final Collection<String> resources;
    private final List<UriTemplate> templates;

    Requests(Map<String, McpPrompt> prompts, Map<String, Completer> completers, Collection<String> resources) {
        this.prompts = prompts;
        this.completers = completers;
        this.resources = resources;
        this.templates = resources.stream().map(UriTemplate::new).toList();
    }

    /**
     * @param number the error number of JSON-RPC
     * @param code our own code, such as E_TOOL_UNKNOWN
     */
    static McpError refusal(int number, String code, String message) {
        return McpError.builder(number)
                .message(code + ": " + PlainText.of(message))
                .data(Map.of("code", code))
                .build();
    }

    private static <T> Mono<T> refused(String code, String message) {
        return Mono.error(refusal(McpSchema.ErrorCodes.INVALID_PARAMS, code, message));
    }

    private static String listed(Collection<String> names) {
        return String.join(", ", names) + ".";
    }

    // What follows is empty for a request that names nothing, because the session refuses that itself.

    Mono<Void> prompt(Json.Obj params) {
        String name = params.text("name").orElse(null);
        return name == null || prompts.containsKey(name)
                ? Mono.empty()
                : refused(
                        "E_PROMPT_UNKNOWN",
                        "there is no prompt \"" + PlainText.line(name, 80) + "\". There are: "
                                + listed(prompts.keySet()));
    }

    Mono<Void> resource(Json.Obj params) {
        String uri = params.text("uri").orElse(null);
        if (uri == null || templates.stream().anyMatch(template -> template.matches(uri))) {
            return Mono.empty();
        }
        return Mono.error(refusal(
                McpSchema.ErrorCodes.RESOURCE_NOT_FOUND,
                "E_RESOURCE_UNKNOWN",
                "the resource \"" + PlainText.line(uri, 80) + "\" is not found here. There are: " + listed(resources)));
    }

    /**
     * What completes an argument of a prompt, or a variable of a resource template.
     *
     * @param of the prompt's name, or the template
     */
    Mono<Completer> completer(String of, String argument) {
        Completer completer = completers.get(of);
        if (completer == null) {
            return refused(
                    "E_REF_UNKNOWN",
                    "nothing completes \"" + PlainText.line(of, 80) + "\". There are: " + listed(completers.keySet()));
        }
        McpPrompt prompt = prompts.get(of);
        List<String> arguments = prompt == null ? new UriTemplate(of).getVariableNames() : prompt.argumentNames();
        return arguments.contains(argument)
                ? Mono.just(completer)
                : refused(
                        "E_ARG_UNKNOWN",
                        "\"" + PlainText.line(of, 80) + "\" has no argument \"" + PlainText.line(argument, 80)
                                + "\". Known: " + listed(arguments));
    }
}
