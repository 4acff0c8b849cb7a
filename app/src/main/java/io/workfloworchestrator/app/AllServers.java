package io.workfloworchestrator.app;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.mcp.ToolCall;
import io.workfloworchestrator.mcp.WorkflowMcpServer;
import io.workfloworchestrator.projectmanagement.ProjectManagementServer;
import io.workfloworchestrator.projectmanagement.Toolset;
import io.workfloworchestrator.projectmanagement.completion.ReadinessAdvice;
import io.workfloworchestrator.projectmanagement.environments.ServerBook;
import io.workfloworchestrator.projectmanagement.handoff.SuggestedCall;
import io.workfloworchestrator.server.FirstCall;
import io.workfloworchestrator.server.OpenProject;
import io.workfloworchestrator.server.OtherAdvice;
import io.workfloworchestrator.server.ToolContext;
import io.workfloworchestrator.server.UndoScope;
import io.workfloworchestrator.server.WorkflowServer;
import io.workfloworchestrator.server.WorkflowTools;
import io.workfloworchestrator.specdriven.SpecDrivenServer;
import io.workfloworchestrator.specdriven.SpecToolset;
import io.workfloworchestrator.state.Moment;
import io.workfloworchestrator.taskexecutor.TaskExecutorServer;
import io.workfloworchestrator.taskexecutor.TaskToolset;
import io.workfloworchestrator.taskexecutor.workflows.TaskAdvice;
import io.workfloworchestrator.workflow.NextStep;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The planning, the specifications and the tasks of a project by one server: what all three have, such as what is next and undo, is there
 * once.
 */
final class AllServers {
    /** How a server of specifications or of tasks begins. Here the planning says how work begins. */
    private static final String BEGIN = "begin";

    static final String NAME = "all";

    private static final UndoScope UNDO = UndoScope.of(
                    "planning", "project-planning", "environments", "setup", "migration", "project-report")
            .and(SpecDrivenServer.UNDO)
            .and(TaskExecutorServer.UNDO);

    /** What {@code get_next_steps} advises in a project where nothing is planned. */
    private static final FirstCall FIRST = new FirstCall(
            "initialize_project_orchestration",
            Json.Obj.EMPTY.with("projectName", ""),
            "Begin the planning of the project",
            "No planning was begun yet. Give projectName, or leave it empty for the name of the folder.");

    private AllServers() {}

    static WorkflowMcpServer of(
            String version,
            Supplier<OpenProject> project,
            Consumer<ToolCall> whenReady,
            Set<Toolset> planning,
            AskedToolsets offered) {
        Set<String> tools = tools(Toolset.tools(planning), offered);
        ToolContext context = new ToolContext("workflow", project)
                .undoing(UNDO)
                .beginningBy(FIRST)
                .advisingBeside((some, caller) -> advice(some, tools, caller))
                .sifting((some, steps) -> SuggestedCall.in(some, TaskAdvice.sifted(some, steps)));
        WorkflowMcpServer.Builder server =
                WorkflowServer.of("workflow", version, project, whenReady, WorkflowTools.NAMES, context);
        Clock clock = Clock.systemUTC();
        ProjectManagementServer.addTo(server, context, project, planning);
        SpecDrivenServer.addTo(server, context, project, offered.features());
        TaskExecutorServer.addTo(server, context, project, offered.tasks(), clock);
        return server.build();
    }

    static Set<String> tools(Set<String> planning, AskedToolsets offered) {
        Set<String> all = new HashSet<>(planning);
        all.addAll(SpecToolset.tools(offered.features()));
        all.addAll(TaskToolset.tools(offered.tasks()));
        return all;
    }

    /** What is next in the specifications, the tasks and the servers, as one caller hears it, beside the planning that is served. */
    private static List<NextStep> advice(OpenProject project, Set<String> tools, String caller) {
        Moment now = project.state().now();
        return Stream.of(
                        OtherAdvice.of(project, now, ServerBook.WORKFLOW, tools),
                        ReadinessAdvice.of(project, () -> tools),
                        OtherAdvice.of(project, now, SpecDrivenServer.FEATURES, tools),
                        OtherAdvice.of(project, now, TaskExecutorServer.WORKFLOWS, tools),
                        TaskAdvice.of(project, now, tools, caller))
                .flatMap(List::stream)
                .filter(step -> !step.id().equals(BEGIN))
                .toList();
    }
}
