package io.workfloworchestrator.examples.adopting;

import io.quarkiverse.mcp.server.Tool;
import io.quarkiverse.mcp.server.ToolArg;
import io.quarkiverse.mcp.server.ToolResponse;
import io.workfloworchestrator.json.CodedException;

// tag::quarkus
/** A bean of a Quarkus MCP server: its methods are its tools, and their bodies call the library. */
public class QuarkusNotes {
    private final Notes notes;

    QuarkusNotes(Notes notes) {
        this.notes = notes;
    }

    @Tool(name = "save_note", description = "Saves a note; one of the same name is replaced.", structuredContent = true)
    ToolResponse save(
            @ToolArg(description = "The note's name") String name, @ToolArg(description = "What it says") String text) {
        return answer(() -> notes.save(new Notes.Note(name, text), "quarkus"));
    }

    private static ToolResponse answer(java.util.function.Supplier<Object> work) {
        try {
            return ToolResponse.structuredSuccess(work.get());
        } catch (CodedException e) {
            return ToolResponse.error(e.getMessage() + " [" + e.code() + "]");
        }
    }
}
// end::quarkus
