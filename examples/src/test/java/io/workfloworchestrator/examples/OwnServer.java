package io.workfloworchestrator.examples;

import io.workfloworchestrator.definition.WorkflowDefinition;
import io.workfloworchestrator.local.LocalServer;
import io.workfloworchestrator.mcp.Tool;

/** An MCP server with a workflow of its own, and a tool that only this server has. */
final class OwnServer {
    record None() {}

    record Notes(boolean there) {}

    static LocalServer server() {
        return LocalServer.of("release", "1.0", () -> WorkflowDefinition.resource(OwnServer.class, "release.yaml"))
                .tool(project -> Tool.of("have_notes", None.class, Notes.class)
                        .readOnly()
                        .handler((in, call) -> new Notes(
                                project.get().workflow().project().exists("docs/release-notes.md"))));
    }

    public static void main(String[] args) {
        server().run(args);
    }
}
