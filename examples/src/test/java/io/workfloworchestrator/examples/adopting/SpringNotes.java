package io.workfloworchestrator.examples.adopting;

import org.springaicommunity.mcp.annotation.McpTool;
import org.springaicommunity.mcp.annotation.McpToolParam;

// tag::spring
/** A bean of a Spring AI MCP server: its methods are its tools, and their bodies call the library. */
public class SpringNotes {
    private final Notes notes;

    SpringNotes(Notes notes) {
        this.notes = notes;
    }

    @McpTool(
            name = "save_note",
            description = "Saves a note; one of the same name is replaced.",
            generateOutputSchema = true)
    Notes.Saved save(
            @McpToolParam(description = "The note's name") String name,
            @McpToolParam(description = "What it says") String text) {
        return notes.save(new Notes.Note(name, text), "spring");
    }
}
// end::spring
