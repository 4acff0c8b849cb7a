package io.workfloworchestrator.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.local.ServedProject;
import io.workfloworchestrator.local.Serving;
import io.workfloworchestrator.local.Surroundings;
import io.workfloworchestrator.mcp.WorkflowMcpServer;
import io.workfloworchestrator.definition.WorkflowDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example server as a client meets it: a process that speaks over its standard streams. */
class OwnServerTest {
    @TempDir
    private Path project;

    @Test
    void aServerOfFewLinesHasEverything() throws IOException, InterruptedException {
        Files.writeString(
                Files.createDirectories(project.resolve("docs")).resolve("release-notes.md"),
                "What changed: everything that you can see, and some of what you cannot.");
        List<Json> answers = ServerProcess.ask(
                OwnServer.class,
                List.of("--project", project.toString()),
                "initialize_project_orchestration",
                "{\"projectName\":\"Release 1.0\"}",
                "get_next_steps",
                "{}",
                "have_notes",
                "{}",
                "advance_workflow_phase",
                "{}",
                "complete_step",
                "{\"step\":\"approve\",\"reason\":\"read by two\"}",
                "get_history",
                "{}",
                "complete_step",
                "{\"step\":\"nope\"}");

        assertThat(answers.get(1).at("currentPhase")).contains(Json.of("prepare"));
        assertThat(answers.get(1).at("nextActions")).asString().contains("approve");
        assertThat(answers.get(2).at("there")).contains(Json.of(true));
        assertThat(answers.get(3)).asString().contains("approve");
        assertThat(answers.get(5)).asString().contains("read by two");
        assertThat(answers.get(6)).asString().contains("E_WORKFLOW_STEP").doesNotContain("E_INTERNAL");
        assertThat(Files.readString(project.resolve(".ai-planning/release/main.json")))
                .as("the readable file")
                .contains("Release 1.0");
    }

    @Test
    void itIsCalledWithoutAProcess() {
        try (ServedProject served = new ServedProject(
                project.toString(),
                Serving.of(WorkflowDefinition.resource(OwnServer.class, "release.yaml")),
                new Surroundings(project, Optional.empty(), Optional.empty()))) {
            WorkflowMcpServer server = OwnServer.server().serving(served);
            assertThat(server.call("have_notes", Json.Obj.EMPTY).structured().get("there"))
                    .isEqualTo(Json.of(false));
        }
    }
}
