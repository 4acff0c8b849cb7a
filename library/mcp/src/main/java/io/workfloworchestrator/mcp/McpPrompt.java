package io.workfloworchestrator.mcp;

import java.util.List;
import java.util.Map;

/**
 * A way of working that a person can pick in the client: a text, made from arguments, that the agent then follows.
 *
 * @param name by which it is called
 * @param title for people
 * @param description what it is for
 * @param arguments what the person fills in
 * @param writer gives the text
 */
public record McpPrompt(String name, String title, String description, List<Argument> arguments, Writer writer) {
    public McpPrompt {
        arguments = List.copyOf(arguments);
    }

    /** What the person fills in. */
    public record Argument(String name, String description, boolean required) {}

    /** Gives the text of a prompt; called by several threads at once. */
    @FunctionalInterface
    public interface Writer {
        /**
         * The text for these arguments; all required ones are there.
         *
         * @throws ToolException when there is none for them; its message reaches the client
         * @throws Exception anything else reaches the client as E_INTERNAL without its message
         */
        String write(Map<String, String> arguments) throws Exception;
    }
}
