package io.workfloworchestrator.projectmanagement;

import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.local.LocalProject;
import io.workfloworchestrator.mcp.WorkflowMcpServer;
import io.workfloworchestrator.server.OpenProject;
import io.workfloworchestrator.state.Cause;
import io.workfloworchestrator.workflow.Workflow;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The planning as resources and prompts. */
class PlanningResourcesTest {
    private static final String HELLO =
            "{\"jsonrpc\":\"2.0\",\"id\":0,\"method\":\"initialize\",\"params\":{\"protocolVersion\":\"2025-06-18\",\"capabilities\":{},\"clientInfo\":{\"name\":\"test\",\"version\":\"1\"}}}\n";

    @TempDir
    private Path folder;

    @Test
    void theDashboardEachGoalAndEachDocumentCanBeReadAndGoalsAreCompleted() throws IOException {
        Files.createDirectories(folder.resolve("planning"));
        Files.writeString(folder.resolve("planning/ROADMAP.md"), "# Roadmap\n");
        try (LocalProject project = LocalProject.open(folder)) {
            Workflow<Json> planning = project.workflow(Planning.LEAN).open();
            Object unused = planning.initialize("Shop", Cause.by("ana"));
            unused =
                    planning.items().add("goal", Json.object(Map.of("title", Json.of("Pay by card"))), Cause.by("ana"));
            OpenProject open = new OpenProject(folder, project.state(), planning);
            WorkflowMcpServer server = ProjectManagementServer.of("test", () -> open);

            assertThat(asked(server, "resources/read", "{\"uri\":\"planning://dashboard\"}"))
                    .contains("G-01", "Pay by card", "potential");
            assertThat(asked(server, "resources/read", "{\"uri\":\"planning://goals/G-01\"}"))
                    .contains("Pay by card");
            assertThat(asked(server, "resources/read", "{\"uri\":\"planning://goals/G-07\"}"))
                    .contains("error");
            assertThat(asked(server, "resources/read", "{\"uri\":\"planning://documents/roadmap\"}"))
                    .contains("# Roadmap");
            assertThat(asked(server, "resources/read", "{\"uri\":\"planning://documents/rodmap\"}"))
                    .contains("Did you mean", "roadmap");
            assertThat(
                            asked(
                                    server,
                                    "completion/complete",
                                    "{\"ref\":{\"type\":\"ref/prompt\",\"name\":\"work_on_goal\"},\"argument\":{\"name\":\"goal\",\"value\":\"pay\"}}"))
                    .contains("Pay by card");
            assertThat(asked(server, "prompts/list", "{}"))
                    .contains("weekly_review", "wrap_up", "work_on_goal", "begin_project");
        }
    }

    private static String asked(WorkflowMcpServer server, String method, String params) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        String request = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"" + method + "\",\"params\":" + params + "}\n";
        server.serveStdio(new ByteArrayInputStream((HELLO + request).getBytes(StandardCharsets.UTF_8)), out);
        List<String> lines = out.toString(StandardCharsets.UTF_8).lines().toList();
        return lines.get(lines.size() - 1);
    }
}
