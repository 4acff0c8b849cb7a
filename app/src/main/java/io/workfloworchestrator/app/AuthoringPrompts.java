package io.workfloworchestrator.app;

import io.workfloworchestrator.mcp.McpPrompt;
import java.util.List;

/** The texts of {@code docs/prompts}, which a coding agent follows to work with the library, as prompts of a server. */
final class AuthoringPrompts {
    private static final String REPLACED = "A prompt for a coding agent";

    private AuthoringPrompts() {}

    /** All prompts; a text is read when somebody picks it. */
    static List<McpPrompt> all() {
        return List.of(
                prompt(
                        "adopt-in-a-server",
                        "Adopt Workflow Orchestrator in a server",
                        "Moves the state of an existing MCP server onto the library; clients notice nothing."),
                prompt(
                        "new-server",
                        "Write a new server",
                        "An MCP server in Java with a workflow of its own: what is next, and why."),
                prompt(
                        "add-a-workflow-type",
                        "Add a workflow type",
                        "Describes a way of working of this project as a workflow definition, without code."));
    }

    private static McpPrompt prompt(String name, String title, String description) {
        return new McpPrompt(name, title, description, List.of(), arguments -> text(name));
    }

    /** The text, without the line that tells people what it is. */
    static String text(String name) {
        String text = Program.text("prompts/" + name + ".md", "the text of the prompt " + name);
        return String.join(
                "\n", text.lines().filter(line -> !line.contains(REPLACED)).toList());
    }
}
