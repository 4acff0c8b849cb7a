package io.workfloworchestrator.mcp;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A way of working that a person can pick in the client: a text, made from arguments, that the agent then follows.
 *
 * @param name the name by which it is called
 * @param title the title for people
 * @param description says what it is for
 * @param arguments the arguments that the person fills in
 * @param writer writes the text
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

    /** An argument that the person fills in. */
    public record Argument(String name, String description, boolean required) {}

    /** Gives the text of a prompt; called by several threads at once. */
    @FunctionalInterface
    public interface Writer {
        /**
         * Returns the text for these arguments. All required arguments are there.
         *
         * @throws ToolException when there is no text for these arguments; its message reaches the client
         * @throws Exception any other exception reaches the client as E_INTERNAL, without its message
         */
        String write(Map<String, String> arguments) throws Exception;
    }
}
