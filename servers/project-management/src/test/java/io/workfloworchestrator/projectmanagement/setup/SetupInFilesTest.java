package io.workfloworchestrator.projectmanagement.setup;

import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.definition.WorkflowDefinition;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.local.LocalProject;
import io.workfloworchestrator.mcp.ToolAnswer;
import io.workfloworchestrator.mcp.WorkflowMcpServer;
import io.workfloworchestrator.projectmanagement.ProjectManagementServer;
import io.workfloworchestrator.projectmanagement.Toolset;
import io.workfloworchestrator.server.OpenProject;
import io.workfloworchestrator.state.Commit;
import io.workfloworchestrator.workflow.Workflow;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The set-up by the server as it is served, on a folder with its database and files. */
class SetupInFilesTest {
    @TempDir
    private Path folder;

    private static Json.Obj ok(WorkflowMcpServer server, String tool, Map<String, Json> arguments) {
        ToolAnswer answer = server.call(tool, Json.object(arguments));
        assertThat(answer.isError()).as(answer.text()).isFalse();
        return answer.structured();
    }

    @Test
    void theFilesOfGoalsComeAndGoWithTheCommit() {
        try (LocalProject project = LocalProject.open(folder)) {
            Workflow<Json> workflow =
                    project.workflow(WorkflowDefinition.builtIn("planning")).open();
            OpenProject open = new OpenProject(project.folder().root(), project.state(), workflow);
            WorkflowMcpServer server =
                    ProjectManagementServer.of("test", () -> open, client -> {}, Set.of(Toolset.values()));
            Json.Obj unused = ok(server, "initialize_project_orchestration", Map.of());
            unused = ok(
                    server,
                    "start_project_setup",
                    Map.of("projectName", Json.of("Keys"), "projectType", Json.of("product")));
            unused = ok(server, "continue_project_setup", Map.of("answers", Json.parse("""
                    {"problem": "Keys are lost.", "goals": ["Find keys in a minute"], "stakeholders": ["tenants"],
                     "team": ["Ana"], "success": ["Nobody asks for a key twice"]}
                    """)));
            unused = ok(server, "finalize_project_setup", Map.of());
            project.files().flush();
            Path goal = folder.resolve("planning/goals/G-01-find-keys-in-a-minute.md");
            assertThat(goal)
                    .content()
                    .contains("# Find keys in a minute", "tier: Next", "Said in the set-up: Q-goals.");
            Commit finished = project.state().history(20).stream()
                    .filter(commit -> commit.cause().headline().contains("finished the set-up of Keys"))
                    .findFirst()
                    .orElseThrow();
            unused = ok(
                    server,
                    "undo",
                    Map.of("revision", Json.of(finished.revision().number())));
            project.files().flush();
            assertThat(goal).doesNotExist();
            assertThat(folder.resolve("planning/CONSTITUTION.md")).exists();
        }
    }

    @Test
    void theToolsAreListedInUnder4000Bytes() {
        int without = listed(EnumSet.of(Toolset.ORCHESTRATION));
        int with = listed(EnumSet.of(Toolset.ORCHESTRATION, Toolset.SETUP));
        assertThat(with - without).isBetween(1_000, 4_000);
    }

    private static int listed(Set<Toolset> toolsets) {
        WorkflowMcpServer server = ProjectManagementServer.of(
                "test",
                () -> {
                    throw new IllegalStateException("listing tools opens no project");
                },
                client -> {},
                toolsets);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        server.serveStdio(new ByteArrayInputStream("""
                {"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-06-18","capabilities":{},"clientInfo":{"name":"test","version":"1"}}}
                {"jsonrpc":"2.0","id":2,"method":"tools/list"}
                """.getBytes(StandardCharsets.UTF_8)), out);
        String answer =
                out.toString(StandardCharsets.UTF_8).lines().skip(1).findFirst().orElseThrow();
        return answer.getBytes(StandardCharsets.UTF_8).length;
    }
}
