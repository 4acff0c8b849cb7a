package io.workfloworchestrator.projectmanagement.goals;

import io.workfloworchestrator.definition.WorkflowDefinition;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.local.LocalProject;
import io.workfloworchestrator.mcp.WorkflowMcpServer;
import io.workfloworchestrator.server.OpenProject;
import io.workfloworchestrator.server.ToolContext;
import io.workfloworchestrator.server.WorkflowServer;
import io.workfloworchestrator.server.WorkflowTools;
import java.nio.file.Path;
import java.time.Clock;

/** A process that writes goals down by the server's tool: {@code PROJECT NAME COUNT}. It prints each number that it got. */
final class GoalWriter {
    private GoalWriter() {}

    public static void main(String[] args) {
        try (LocalProject local = LocalProject.open(Path.of(args[0]))) {
            OpenProject project = new OpenProject(
                    local.folder().root(),
                    local.state(),
                    local.workflow(WorkflowDefinition.builtIn("planning")).open());
            WorkflowMcpServer server = WorkflowServer.of(
                            "planning", "test", () -> project, c -> {}, WorkflowTools.NAMES)
                    .tools(GoalTools.of(new ToolContext("planning", () -> project), Clock.systemUTC()))
                    .build();
            for (int i = 0; i < Integer.parseInt(args[2]); i++) {
                Json.Obj goal = Json.Obj.EMPTY.with("goalName", Json.of("Goal " + i + " of " + args[1]));
                var answer = server.call("create_potential_goal", goal);
                System.out.println(
                        answer.isError()
                                ? "refused " + answer.text()
                                : answer.structured().text("goalId").orElse(""));
            }
        }
    }
}
