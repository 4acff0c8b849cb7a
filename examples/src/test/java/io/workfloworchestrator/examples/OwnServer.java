package io.workfloworchestrator.examples;

import io.workfloworchestrator.definition.WorkflowDefinition;
import io.workfloworchestrator.files.ProjectFolder;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.mcp.StdioServer;
import io.workfloworchestrator.mcp.Tool;
import io.workfloworchestrator.mcp.WorkflowMcpServer;
import io.workfloworchestrator.state.Cause;
import io.workfloworchestrator.state.StateManager;
import io.workfloworchestrator.state.jdbc.JdbcStateStore;
import io.workfloworchestrator.workflow.NextStep;
import io.workfloworchestrator.workflow.NextSteps;
import io.workfloworchestrator.workflow.Workflow;
import java.nio.file.Path;
import java.util.List;

/** An MCP server with a workflow of its own: what is next, and saying that a step is done. */
final class OwnServer {
    record None() {}

    record Done(String step, String note) {}

    record Next(String phase, List<String> steps) {}

    static Next next(Workflow<Json> release) {
        NextSteps next = release.next();
        return new Next(
                next.phase(), next.steps().stream().map(NextStep::action).toList());
    }

    static Next done(Workflow<Json> release, Done in, String client) {
        release.complete(in.step(), in.note(), Cause.of(client, in.note()));
        return next(release);
    }

    public static void main(String[] args) {
        StdioServer stdio = StdioServer.claim();
        ProjectFolder folder = ProjectFolder.open(args[0]);
        StateManager states = StateManager.of(JdbcStateStore.at(folder.root().resolve(".ai-planning/.state")));
        Workflow<Json> release = Workflow.open(folder, WorkflowDefinition.load(Path.of(args[1])), states);
        release.initialize("", Cause.of("release", "start"));
        stdio.run(WorkflowMcpServer.builder("release", "1.0")
                .tool(Tool.of("next", None.class, Next.class).handler((in, call) -> next(release)))
                .tool(Tool.of("done", Done.class, Next.class).handler((in, call) -> done(release, in, call.client())))
                .build());
    }
}
