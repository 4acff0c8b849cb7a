package io.workfloworchestrator.mcp;

import io.modelcontextprotocol.spec.McpSchema;
import io.workfloworchestrator.json.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Checks the arguments of a prompt. */
final class Prompts {
    private Prompts() {}

    /** An error if the request names an unknown prompt; otherwise empty. */
    static Mono<Void> require(Set<String> known, Json.Obj params) {
        String name = params.text("name").orElse(null);
        return name == null || known.contains(name)
                ? Mono.empty()
                : Mono.error(Refusal.of(
                        McpSchema.ErrorCodes.INVALID_PARAMS,
                        "E_PROMPT_UNKNOWN",
                        "there is no prompt \"" + PlainText.line(name, 80) + "\". There are: "
                                + String.join(", ", known) + "."));
    }

    /**
     * Returns the arguments as texts.
     *
     * @throws ToolException when an argument is missing, unknown or not a text
     */
    static Map<String, String> arguments(McpPrompt prompt, @Nullable Map<String, Object> given) {
        Map<String, String> arguments = new LinkedHashMap<>();
        if (given != null) {
            given.forEach((name, value) -> {
                if (!(value instanceof String text)) {
                    throw new ToolException("E_ARG_TYPE", "\"" + PlainText.line(name, 80) + "\" must be a string.");
                }
                if (prompt.arguments().stream()
                        .noneMatch(argument -> argument.name().equals(name))) {
                    throw new ToolException(
                            "E_ARG_UNKNOWN",
                            "\"" + PlainText.line(name, 80) + "\" is unknown. Known: "
                                    + String.join(
                                            ", ",
                                            prompt.arguments().stream()
                                                    .map(McpPrompt.Argument::name)
                                                    .toList())
                                    + ".");
                }
                arguments.put(name, text);
            });
        }
        for (McpPrompt.Argument argument : prompt.arguments()) {
            if (argument.required() && !arguments.containsKey(argument.name())) {
                throw new ToolException("E_ARG_MISSING", "\"" + argument.name() + "\" is missing.");
            }
        }
        return arguments;
    }
}
