package io.workfloworchestrator.taskexecutor.workflows;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.mcp.ToolAnswer;
import java.nio.file.Path;

/**
 * A process that works: {@code PROJECT WORKFLOW AGENT} takes tasks and completes them until there are none, {@code PROJECT archive
 * WORKFLOW} archives. It prints each task that it completed, and every refusal.
 */
final class TaskWorker {
    private TaskWorker() {}

    public static void main(String[] args) {
        try (TaskServer server = TaskServer.on(Path.of(args[0]))) {
            if (args[1].equals("archive")) {
                Json.Obj unused = server.ok("archive_workflow", "workflowName", args[2]);
                return;
            }
            while (true) {
                ToolAnswer taken = server.server.call(
                        "next_task",
                        Json.Obj.EMPTY.with("workflowName", Json.of(args[1])).with("agent", Json.of(args[2])));
                if (taken.isError()) {
                    System.out.println("refused " + taken.text());
                    return;
                }
                Json token = taken.structured().get("token");
                if (token == null) {
                    return;
                }
                String id = TaskServer.text(taken.structured(), "task", "id");
                ToolAnswer done = server.server.call(
                        "complete_task",
                        Json.Obj.EMPTY
                                .with("workflowName", Json.of(args[1]))
                                .with("taskId", Json.of(id))
                                .with("token", token));
                System.out.println(done.isError() ? "refused " + done.text() : id);
            }
        }
    }
}
