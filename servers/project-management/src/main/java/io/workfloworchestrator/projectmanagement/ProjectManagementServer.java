package io.workfloworchestrator.projectmanagement;

import io.workfloworchestrator.mcp.ToolCall;
import io.workfloworchestrator.mcp.WorkflowMcpServer;
import io.workfloworchestrator.projectmanagement.completion.ReadinessAdvice;
import io.workfloworchestrator.projectmanagement.environments.EnvironmentPrompts;
import io.workfloworchestrator.projectmanagement.environments.ServerBook;
import io.workfloworchestrator.server.OpenProject;
import io.workfloworchestrator.server.OtherAdvice;
import io.workfloworchestrator.server.ToolContext;
import io.workfloworchestrator.server.WorkflowServer;
import io.workfloworchestrator.server.WorkflowTools;
import io.workfloworchestrator.workflow.NextStep;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The server: the tools of one project's planning, by toolset, with its resources and prompts. */
public final class ProjectManagementServer {
    public static final String NAME = "project-management";

    /** The workflow that it serves: the planning of the project, which is {@link Planning#LEAN} in many projects. */
    public static final String PLANNING = Planning.FULL;

    private ProjectManagementServer() {}

    /**
     * The server of a project, which is opened when first needed.
     *
     * @param project gives the open project; it may take its time, since nobody asks for it before the first call
     */
    public static WorkflowMcpServer of(String version, Supplier<OpenProject> project) {
        return of(version, project, client -> {}, Toolset.DEFAULT);
    }

    /**
     * The same, for a host that chooses the project by its client.
     *
     * @param whenReady called when a client has finished its handshake, and again when its roots have changed, as
     *     {@link WorkflowMcpServer.Builder#whenReady} says; from then on {@code project} may give another project
     */
    public static WorkflowMcpServer of(
            String version, Supplier<OpenProject> project, Consumer<ToolCall> whenReady, Set<Toolset> toolsets) {
        ToolContext context = advising(project, () -> toolsets);
        WorkflowMcpServer.Builder server = WorkflowServer.of(
                NAME,
                version,
                project,
                whenReady,
                toolsets.contains(Toolset.ORCHESTRATION) ? WorkflowTools.NAMES : Set.of(),
                context);
        addTo(server, context, project, toolsets);
        return server.build();
    }

    /**
     * The same, for a host that learns only from its client which toolsets are meant: all tools can be called, and those of the
     * orchestration and of {@code listed} are listed.
     *
     * @param listed asked whenever a client lists the tools, and after each call; before {@code whenReady} was called it gives
     *     what is usual
     */
    public static WorkflowMcpServer ofAny(
            String version,
            Supplier<OpenProject> project,
            Consumer<ToolCall> whenReady,
            Supplier<Set<Toolset>> listed) {
        ToolContext context = advising(project, listed);
        WorkflowMcpServer.Builder server =
                WorkflowServer.of(NAME, version, project, whenReady, WorkflowTools.NAMES, context);
        new PlanningResources(project).addTo(server);
        EnvironmentPrompts.all().forEach(server::prompt);
        for (Toolset set : Toolset.values()) {
            server.toolsWhile(() -> listed.get().contains(set), set.tools(context));
        }
        return server.build();
    }

    /**
     * Beside the planning's own steps, what stands in the way of wrapping the project up; and of a server with the tools of staging and
     * production what waits there, also where no planning was begun.
     */
    private static ToolContext advising(Supplier<OpenProject> project, Supplier<Set<Toolset>> listed) {
        return new ToolContext(NAME, project).advisingBeside((some, caller) -> {
            List<NextStep> steps = new ArrayList<>(ReadinessAdvice.of(some, () -> Toolset.tools(listed.get())));
            if (listed.get().contains(Toolset.ENVIRONMENTS)) {
                steps.addAll(
                        OtherAdvice.of(some, some.state().now(), ServerBook.WORKFLOW, Toolset.tools(listed.get())));
            }
            return steps;
        });
    }

    /** Adds what these toolsets have beside the kit to a server, which may have other parts too. */
    public static void addTo(
            WorkflowMcpServer.Builder server,
            ToolContext context,
            Supplier<OpenProject> project,
            Set<Toolset> toolsets) {
        new TreeSet<>(toolsets).forEach(set -> server.tools(set.tools(context)));
        new PlanningResources(project).addTo(server);
        if (toolsets.contains(Toolset.ENVIRONMENTS)) {
            EnvironmentPrompts.all().forEach(server::prompt);
        }
    }
}
