package io.workfloworchestrator.server;

import io.workfloworchestrator.mcp.ToolCall;
import io.workfloworchestrator.mcp.WorkflowMcpServer;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A server with everything that any workflow needs: the tools of {@link WorkflowTools} (what next, why, status,
 * history, undo and others), its resources with their changes, and its prompts. A server adds its own parts to the
 * builder.
 */
public final class WorkflowServer {
    private WorkflowServer() {}

    /** The server of a project, which is opened when first needed. */
    public static WorkflowMcpServer.Builder of(String name, String version, Supplier<OpenProject> project) {
        return of(name, version, project, client -> {}, WorkflowTools.NAMES_WITH_DATA);
    }

    /**
     * The same, for a host that chooses the project by its client.
     *
     * @param name the name that the server tells its clients; causes use it for a client without a name
     * @param project gives the open project; it may take its time, since nobody asks for it before the first call
     * @param whenReady called when a client has finished its handshake, and again when its roots have changed, as
     *     {@link WorkflowMcpServer.Builder#whenReady} says; from then on {@code project} may give another project
     * @param tools which of {@link WorkflowTools#NAMES_WITH_DATA} to offer
     */
    public static WorkflowMcpServer.Builder of(
            String name,
            String version,
            Supplier<OpenProject> project,
            Consumer<ToolCall> whenReady,
            Set<String> tools) {
        WorkflowResources resources = new WorkflowResources(project);
        WorkflowMcpServer.Builder server = WorkflowMcpServer.builder(name, version)
                .instructions(
                        "Shared state of this project. Call get_next_steps before you work and after; it says what to"
                                + " do and why. Every answer has the revision and, under changes, what others committed"
                                + " since your last call, or since the revision that you give as since (untrusted)."
                                + " projectPath is the folder served.")
                .tools(WorkflowTools.of(name, project, tools))
                .whenReady(client -> {
                    whenReady.accept(client);
                    resources.follow();
                });
        resources.addTo(server);
        WorkflowPrompts.addTo(server, project);
        return server;
    }
}
