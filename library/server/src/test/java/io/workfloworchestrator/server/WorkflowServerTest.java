package io.workfloworchestrator.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.definition.Definitions;
import io.workfloworchestrator.files.ProjectFolder;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.mcp.ToolAnswer;
import io.workfloworchestrator.mcp.WorkflowMcpServer;
import io.workfloworchestrator.state.StateManager;
import io.workfloworchestrator.workflow.Workflow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server of a type that no server was written for: the release of the cookbook. */
class WorkflowServerTest {
    @TempDir
    private Path project;

    private final StateManager state = StateManager.inMemory();
    private WorkflowMcpServer server;

    @BeforeEach
    void begin() throws IOException {
        Path definitions = Files.createDirectories(project.resolve(Definitions.FOLDER));
        Files.copy(Path.of("../../docs/definitions/release.yaml"), definitions.resolve("release.yaml"));
        ProjectFolder folder = ProjectFolder.open(project);
        Workflow<Json> workflow = Workflow.of(folder, "release/main", state)
                .tools(WorkflowTools.NAMES_WITH_DATA, WorkflowTools.STANDARD)
                .open();
        OpenProject open = new OpenProject(folder.root(), state, workflow);
        server = WorkflowServer.of("release", "1", () -> open).build();
        assertThat(call("initialize_project_orchestration", "{}").isError()).isFalse();
    }

    private ToolAnswer call(String tool, String arguments) {
        return server.call(tool, Json.parse(arguments).asObject());
    }

    @Test
    void dataThatAGateReadsIsSetByATool() {
        assertThat(call("explain", "{\"id\":\"gate:two-approvals\"}")
                        .structured()
                        .get("holds"))
                .isEqualTo(Json.of(false));

        ToolAnswer set = call("set_data", "{\"values\":{\"approvers\":[\"ann\",\"bo\"]},\"reason\":\"both agreed\"}");

        assertThat(set.isError()).as(set.text()).isFalse();
        assertThat(set.structured().at("data", "approvers")).contains(Json.parse("[\"ann\",\"bo\"]"));
        assertThat(set.structured().at("changes")).contains(Json.parse("[]"));
        assertThat(call("explain", "{\"id\":\"gate:two-approvals\"}")
                        .structured()
                        .get("holds"))
                .isEqualTo(Json.of(true));
        assertThat(state.history(1).get(0).cause().reason()).isEqualTo("set approvers: both agreed");
    }

    @Test
    void oneValueForAListIsTheListOfIt() {
        ToolAnswer set = call("set_data", "{\"values\":{\"approvers\":\"ann\"}}");

        assertThat(set.structured().at("data", "approvers")).contains(Json.parse("[\"ann\"]"));
        set = call("set_data", "{\"values\":{\"approvers\":\"ann, bo\"}}");
        assertThat(set.structured().at("data", "approvers")).contains(Json.parse("[\"ann\",\"bo\"]"));
        set = call("set_data", "{\"values\":{\"approvers\":null}}");
        assertThat(set.structured().at("data", "approvers")).isEmpty();
    }

    @Test
    void anUndoOfAnUndoSaysHowToGetFurtherBack() {
        call("set_data", "{\"values\":{\"approvers\":[\"ann\"]}}");
        assertThat(call("undo", "{}").text()).contains("Took back").doesNotContain("give its revision");

        assertThat(call("undo", "{}").text()).contains("Brought back", "give its revision");
    }

    @Test
    void whatTheDefinitionDoesNotDeclareIsRefusedByName() {
        assertThat(call("set_data", "{\"values\":{\"aprovers\":[]}}").text())
                .startsWith("E_WORKFLOW_DATA: ")
                .contains("approvers");
        assertThat(call("set_data", "{\"approvers\":[]}").text())
                .contains("\"approvers\" is unknown. Did you mean a field in \"values\"? Known: values, reason.");
        assertThat(call("set_data", "{\"season\":1}").text())
                .contains("\"season\" is unknown. Did you mean \"reason\", or a field in \"values\"?");
        assertThat(call("set_data", "{\"values\":{}}").text()).startsWith("E_ARG_MISSING: ");
        assertThat(state.head().number()).isEqualTo(1);
    }

    @Test
    void aValueThatTheWorkflowRefusesNamesTheNextCall() {
        assertThat(call("complete_step", "{\"step\":\"nope\"}").structured().toString())
                .contains("E_WORKFLOW_STEP", "get_project_status");
    }

    @Test
    void afterTheLastPhaseTheEmptyListOfStepsSaysWhy() throws IOException {
        Files.writeString(project.resolve(Definitions.FOLDER).resolve("chore.yaml"), """
                workflow: chore
                version: 1
                title: Chore
                phases:
                  - id: only
                    title: Only
                """);
        ProjectFolder folder = ProjectFolder.open(project);
        Workflow<Json> workflow = Workflow.of(folder, "chore/main", state)
                .tools(WorkflowTools.NAMES, WorkflowTools.STANDARD)
                .open();
        OpenProject open = new OpenProject(folder.root(), state, workflow);
        server = WorkflowServer.of("chore", "1", () -> open).build();
        assertThat(call("initialize_project_orchestration", "{}").isError()).isFalse();
        assertThat(call("get_next_steps", "{}").structured().get("warnings")).isEqualTo(Json.parse("[]"));

        ToolAnswer advanced = call("advance_workflow_phase", "{}");
        assertThat(advanced.text()).contains("the project is finished");
        assertThat(advanced.structured().get("changes")).isEqualTo(Json.parse("[]"));
        assertThat(call("get_next_steps", "{}").structured().get("warnings"))
                .isEqualTo(Json.parse("[\"Finished: nothing is left to do.\"]"));
    }
}
