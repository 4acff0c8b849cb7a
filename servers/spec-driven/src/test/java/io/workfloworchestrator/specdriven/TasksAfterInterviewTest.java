package io.workfloworchestrator.specdriven;

import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.local.LocalProject;
import io.workfloworchestrator.mcp.ToolAnswer;
import io.workfloworchestrator.mcp.WorkflowMcpServer;
import io.workfloworchestrator.server.OpenProject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Right after an interview its tasks are worked on, researched and passed on; that health data is touched goes along. */
class TasksAfterInterviewTest {
    private static final String TASKS = "specs/001-track-an-order/tasks.md";

    @TempDir
    private Path folder;

    @Test
    void theTasksOfAnInterviewAreMovedOneLineAtATimeAndPassedOnWithTheirFlag() throws Exception {
        Files.writeString(folder.resolve("constitution.md"), "# Constitution\n\nPHI must be encrypted.\n");
        try (LocalProject local = LocalProject.open(folder)) {
            OpenProject project = new OpenProject(
                    local.folder().root(),
                    local.state(),
                    local.workflow(SpecDrivenServer.FEATURES).open());
            WorkflowMcpServer server =
                    SpecDrivenServer.of("test", () -> project, client -> {}, EnumSet.allOf(SpecToolset.class));
            interviewed(server);
            local.files().flush();
            String before = Files.readString(folder.resolve(TASKS));

            Json.Obj progress = call(server, "get_task_progress", "{\"featureId\": \"001\"}");
            assertThat(progress.at("summary", "totalTasks")).isPresent().isNotEqualTo(Optional.of(Json.of(0)));
            Json.Obj done = call(
                    server,
                    "update_task_status",
                    "{\"featureId\": \"001\", \"taskId\": \"T001\", \"status\": \"done\"}");
            assertThat(done.text("message").orElse("")).contains("T001 is done.", "The feature 001 is building now.");
            local.files().flush();
            assertThat(Files.readString(folder.resolve(TASKS))).isEqualTo(before.replace("- [ ] T001 ", "- [x] T001 "));

            Json.Obj passed = call(server, "prepare_task_handoff", "{\"featureId\": \"Track an order\"}");
            assertThat(passed.at("suggestedToolCall", "params", "context", "phiHandling"))
                    .contains(Json.of(true));
            assertThat(passed.find("suggestedToolCall").orElseThrow().toString())
                    .contains("dependsOn", "estimatedHours");
            assertThat(local.workflow(SpecDrivenServer.FEATURES)
                            .open()
                            .state()
                            .orElseThrow()
                            .value()
                            .items("feature")
                            .values()
                            .iterator()
                            .next()
                            .fields())
                    .containsEntry("health", Json.of(true));
            Json.Obj research = call(server, "research_best_practices", "{\"topic\": \"tracking codes\"}");
            assertThat(research.text("path")).contains("specs/001-track-an-order/research.md");
            assertThat(research.find("guidance").orElseThrow().toString()).contains("HIPAA");
        }
    }

    @Test
    void anAnswerThatIsTakenBackHasItsDocumentDerivedAgain() throws Exception {
        Files.writeString(folder.resolve("constitution.md"), "# Constitution\n");
        try (LocalProject local = LocalProject.open(folder)) {
            OpenProject project = new OpenProject(
                    local.folder().root(),
                    local.state(),
                    local.workflow(SpecDrivenServer.FEATURES).open());
            WorkflowMcpServer server =
                    SpecDrivenServer.of("test", () -> project, client -> {}, EnumSet.allOf(SpecToolset.class));
            interviewed(server);
            Json.Obj unused = call(
                    server,
                    "sdd_guide",
                    "{\"action\": \"edit\", \"session\": \"001\", \"question\": \"problem_statement\", \"response\": \"Parcels get lost.\"}");
            Path spec = folder.resolve("specs/001-track-an-order/spec.md");
            assertThat(Files.readString(spec)).contains("Parcels get lost.");

            Json.Obj undone = call(server, "undo", "{}");

            assertThat(undone.text("message").orElse(""))
                    .contains("problem_statement", "Derive the stage spec of 001 again");
            assertThat(call(server, "get_next_steps", "{\"maxSuggestions\": 20}")
                            .toString())
                    .contains("Derive the stage spec of 001 again");
            unused = call(server, "derive_again", "{\"feature\": \"001\", \"stage\": \"spec\", \"take\": true}");
            assertThat(Files.readString(spec))
                    .contains("Customers call the desk")
                    .doesNotContain("get lost");
            assertThat(call(server, "get_next_steps", "{\"maxSuggestions\": 20}")
                            .toString())
                    .doesNotContain("Derive the stage spec");

            Files.writeString(folder.resolve("specs/001-track-an-order/tasks.proposed.md"), "# Tasks\n");
            assertThat(call(server, "get_next_steps", "{\"maxSuggestions\": 20}")
                            .toString())
                    .contains("Take what you want of specs/001-track-an-order/tasks.proposed.md");
        }
    }

    private static void interviewed(WorkflowMcpServer server) {
        Json.Obj last = call(
                server,
                "sdd_guide",
                "{\"action\": \"start\", \"scenario\": \"add-feature\", \"description\": \"Orders cannot be tracked\"}");
        for (int i = 0; last.find("question").isPresent(); i++) {
            assertThat(i).isLessThan(20);
            String stage = last.text("step").orElseThrow();
            last = call(
                    server,
                    "sdd_guide",
                    Json.object(Map.of("action", Json.of("answer"), "answers", SampleAnswers.of(stage, "add-feature")))
                            .toString());
        }
    }

    private static Json.Obj call(WorkflowMcpServer server, String tool, String arguments) {
        ToolAnswer answer = server.call(tool, Json.parse(arguments).asObject());
        assertThat(answer.isError()).as(answer.text()).isFalse();
        return answer.structured();
    }
}
