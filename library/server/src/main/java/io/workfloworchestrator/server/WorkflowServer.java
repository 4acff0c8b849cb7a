package io.workfloworchestrator.server;

import io.workfloworchestrator.json.CodedException;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.mcp.ToolCall;
import io.workfloworchestrator.mcp.ToolException;
import io.workfloworchestrator.mcp.WorkflowMcpServer;
import io.workfloworchestrator.workflow.Commands;
import io.workfloworchestrator.workflow.Workflow;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.function.Function;
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
        return of(name, version, project, client -> {}, WorkflowTools.NAMES_WITH_ITEMS);
    }

    /**
     * The same, for a host that chooses the project by its client.
     *
     * @param name the name that the server tells its clients; causes use it for a client without a name
     * @param project gives the open project; it may take its time, since nobody asks for it before the first call
     * @param whenReady called when a client has finished its handshake, and again when its roots have changed, as
     *     {@link WorkflowMcpServer.Builder#whenReady} says; from then on {@code project} may give another project
     * @param tools which of {@link WorkflowTools#NAMES_WITH_ITEMS} to offer; those for items are listed only while the definition has
     *     items, and give way to a tool of the same name that the server adds
     */
    public static WorkflowMcpServer.Builder of(
            String name,
            String version,
            Supplier<OpenProject> project,
            Consumer<ToolCall> whenReady,
            Set<String> tools) {
        return of(name, version, project, whenReady, tools, new ToolContext(name, project));
    }

    /** The same, where the server's own tools share a context with those of the kit, so that a client hears of each change once. */
    public static WorkflowMcpServer.Builder of(
            String name,
            String version,
            Supplier<OpenProject> project,
            Consumer<ToolCall> whenReady,
            Set<String> tools,
            ToolContext context) {
        WorkflowResources resources = new WorkflowResources(project);
        WorkflowMcpServer.Builder server = WorkflowMcpServer.builder(name, version)
                .instructions(instructions(tools))
                .tools(WorkflowTools.of(context, tools))
                .toolsWhile(() -> hasItems(project), WorkflowTools.forItems(context, tools))
                .offeredElsewhere(tool -> of(project, commands -> commands.offering(tool)))
                .insteadOf(tool -> of(project, commands -> commands.instead(tool)))
                .whenReady(client -> {
                    whenReady.accept(client);
                    resources.follow();
                });
        resources.addTo(server);
        if (tools.contains(ItemToolNames.LIST)) {
            new ItemResources(project).addTo(server);
        }
        WorkflowPrompts.addTo(server, project);
        IssueReports.of(
                        System.getenv(),
                        version,
                        Clock.systemUTC(),
                        () -> ThreadLocalRandom.current().nextLong(),
                        project)
                .ifPresent(reports -> server.tool(reports.tool()).whenAnswered(reports));
        return server;
    }

    /** What a client is told at first; it names only a tool that the server lists. */
    private static String instructions(Set<String> tools) {
        String next = tools.contains(Views.NEXT_TOOL)
                ? " Call get_next_steps before you work and after; it says what to do and why."
                : "";
        return "Shared state of this project." + next
                + " Every answer has the revision and, under changes, what others committed since your last call, or since"
                + " the revision that you give as since (untrusted). projectPath is the folder served.";
    }

    /** What the command lines of the project say, such as where a tool is offered; nothing while no project can be opened. */
    private static Optional<String> of(Supplier<OpenProject> project, Function<Commands, Optional<String>> asked) {
        try {
            return asked.apply(project.get().workflow().commands());
        } catch (ToolException | CodedException e) {
            return Optional.empty();
        }
    }

    /** Whether the project's workflow has items; a project that cannot be opened may have some when it can be. */
    private static boolean hasItems(Supplier<OpenProject> project) {
        try {
            Workflow<Json> workflow = project.get().workflow();
            return !workflow.running().kinds().isEmpty()
                    || !workflow.definition().kinds().isEmpty();
        } catch (ToolException | CodedException e) {
            return true;
        }
    }
}
