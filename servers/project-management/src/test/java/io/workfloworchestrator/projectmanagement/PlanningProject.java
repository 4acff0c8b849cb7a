package io.workfloworchestrator.projectmanagement;

import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.definition.WorkflowDefinition;
import io.workfloworchestrator.files.ProjectFolder;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.mcp.ToolAnswer;
import io.workfloworchestrator.mcp.WorkflowMcpServer;
import io.workfloworchestrator.server.OpenProject;
import io.workfloworchestrator.server.WorkflowTools;
import io.workfloworchestrator.state.StateManager;
import io.workfloworchestrator.workflow.Workflow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A project folder with a planning server, for tests that call its tools as clients do. */
abstract class PlanningProject {
    @TempDir
    Path project;

    final StateManager state = StateManager.inMemory();
    WorkflowMcpServer server;

    @BeforeEach
    void open() {
        server = another();
    }

    /** A server of another client on the same state. */
    WorkflowMcpServer another() {
        ProjectFolder folder = ProjectFolder.open(project);
        Workflow<Json> workflow = Workflow.at(folder, WorkflowDefinition.builtIn("project-planning"), state)
                .tools(WorkflowTools.NAMES, WorkflowTools.STANDARD)
                .open();
        OpenProject open = new OpenProject(folder.root(), state, workflow);
        return ProjectManagementServer.of("test", () -> open);
    }

    static Json.Obj arguments(Map<String, Json> fields) {
        return Json.object(fields);
    }

    static Json.Obj ok(ToolAnswer answer) {
        assertThat(answer.isError()).as(answer.text()).isFalse();
        return answer.structured();
    }

    static Json.Obj error(ToolAnswer answer) {
        assertThat(answer.isError()).as(answer.text()).isTrue();
        return answer.structured().find("error").orElseThrow().asObject();
    }

    Json.Obj call(String tool) {
        return ok(server.call(tool, Json.Obj.EMPTY));
    }

    void begin() {
        ok(server.call("initialize_project_orchestration", arguments(Map.of("projectName", Json.of("Corner shop")))));
    }

    List<String> files() throws IOException {
        try (Stream<Path> all = Files.walk(project)) {
            return all.filter(path -> !path.equals(project)).map(Path::toString).toList();
        }
    }
}
