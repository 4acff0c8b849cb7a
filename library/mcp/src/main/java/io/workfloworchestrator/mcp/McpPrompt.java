package io.workfloworchestrator.mcp;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A way of working that a person can pick in the client: a text, made from arguments, that the agent then follows.
 *
 * @param tools the tools that the text cannot do without; a client is offered the prompt only while all of them are listed
 */
public record McpPrompt(
        String name, String title, String description, List<Argument> arguments, Writer writer, Set<String> tools) {
    public McpPrompt {
        arguments = List.copyOf(arguments);
        tools = Set.copyOf(tools);
    }

    /** A prompt whose text needs no tool. */
    public McpPrompt(String name, String title, String description, List<Argument> arguments, Writer writer) {
        this(name, title, description, arguments, writer, Set.of());
    }

    /** The same, for a text that cannot do without these tools. */
    public McpPrompt needing(String... names) {
        return new McpPrompt(name, title, description, arguments, writer, Set.of(names));
    }

    List<String> argumentNames() {
        return arguments.stream().map(Argument::name).toList();
    }

    /**
     * The text for arguments as a client gives them.
     *
     * @throws ToolException when an argument is missing, unknown or not a text
     * @throws Exception as {@link Writer#write}
     */
    String text(@Nullable Map<String, Object> given) throws Exception {
        Map<String, String> texts = new LinkedHashMap<>();
        for (Map.Entry<String, Object> argument :
                given == null ? Set.<Map.Entry<String, Object>>of() : given.entrySet()) {
            String shown = "\"" + PlainText.line(argument.getKey(), 80) + "\"";
            if (!(argument.getValue() instanceof String text)) {
                throw new ToolException("E_ARG_TYPE", shown + " must be a string.");
            }
            if (!argumentNames().contains(argument.getKey())) {
                throw new ToolException(
                        "E_ARG_UNKNOWN", shown + " is unknown. Known: " + String.join(", ", argumentNames()) + ".");
            }
            texts.put(argument.getKey(), text);
        }
        for (Argument argument : arguments) {
            if (argument.required() && !texts.containsKey(argument.name())) {
                throw new ToolException("E_ARG_MISSING", "\"" + argument.name() + "\" is missing.");
            }
        }
        return writer.write(texts);
    }

    /** An argument that the person fills in. */
    public record Argument(String name, String description, boolean required) {}

    /** Gives the text of a prompt; called by several threads at once. */
    @FunctionalInterface
    public interface Writer {
        /**
         * Returns the text for these arguments. All required arguments are there.
         *
         * @throws ToolException when there is no text for these arguments; its message reaches the client, as that of a
         *     {@code CodedException} does
         * @throws Exception any other exception reaches the client as E_INTERNAL, without its message
         */
        String write(Map<String, String> arguments) throws Exception;
    }
}
