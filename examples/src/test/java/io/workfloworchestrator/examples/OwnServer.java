package io.workfloworchestrator.examples;

import io.workfloworchestrator.detect.ProjectFolder;
import io.workfloworchestrator.mcp.Field;
import io.workfloworchestrator.mcp.StdioServer;
import io.workfloworchestrator.mcp.Tool;
import io.workfloworchestrator.mcp.WorkflowMcpServer;
import io.workfloworchestrator.state.Cause;
import io.workfloworchestrator.state.Json;
import io.workfloworchestrator.state.StateManager;
import io.workfloworchestrator.state.jdbc.JdbcStateStore;
import io.workfloworchestrator.workflow.NextStep;
import io.workfloworchestrator.workflow.NextSteps;
import io.workfloworchestrator.workflow.Workflow;
import io.workfloworchestrator.workflow.WorkflowDefinition;
import java.nio.file.Path;
import java.util.List;

/** An MCP server with a workflow of its own: what is next, and saying that a step is done. */
final class OwnServer {
    record None() {}

    record Next(String phase, List<String> steps) {}

    record Done(
            @Field("The step's id") String step,
            @Field("What proves it") String note) {}

    static WorkflowMcpServer of(Workflow<Json> release) {
        Tool<None, Next> next = Tool.of("next", None.class, Next.class)
                .description("What to do next, the most important first.")
                .handler((in, call) -> next(release));
        Tool<Done, Next> done = Tool.of("done", Done.class, Next.class)
                .description("Say that a step is done; answers what is next.")
                .handler((in, call) -> {
                    release.complete(in.step(), in.note(), Cause.of(call.client(), in.note()));
                    return next(release);
                });
        return WorkflowMcpServer.builder("release", "1.0").tool(next).tool(done).build();
    }

    private static Next next(Workflow<Json> release) {
        NextSteps next = release.next();
        return new Next(
                next.phase(), next.steps().stream().map(NextStep::action).toList());
    }

    public static void main(String[] args) {
        StdioServer stdio = StdioServer.claim();
        Path folder = Path.of(args[0]);
        StateManager states = StateManager.of(JdbcStateStore.at(folder.resolve(".ai-planning/.state")));
        Workflow<Json> release =
                Workflow.open(ProjectFolder.open(folder), WorkflowDefinition.load(Path.of(args[1])), states);
        release.initialize("", Cause.of("release", "start"));
        stdio.run(of(release));
    }
}
