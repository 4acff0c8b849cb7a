package io.workfloworchestrator.specdriven;

import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.local.LocalProject;
import io.workfloworchestrator.mcp.ToolAnswer;
import io.workfloworchestrator.mcp.WorkflowMcpServer;
import io.workfloworchestrator.server.OpenProject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A whole interview, from the first answer to documents and items in the project's own state. */
class WholeInterviewTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"new-project", "existing-project", "add-feature", "bug-fix", "design-first"})
    void theAnswersBecomeDocumentsAndItems(String scenario) throws Exception {
        if (scenario.equals("add-feature")) {
            Files.writeString(folder.resolve("constitution.md"), "# Constitution\n\nPHI must be encrypted.\n");
        }
        Json.Obj last = Json.Obj.EMPTY;
        try (LocalProject local = LocalProject.open(folder)) {
            WorkflowMcpServer server = server(local);
            last = call(
                    server,
                    Json.object(Map.of(
                            "action", Json.of("start"),
                            "scenario", Json.of(scenario),
                            "description", Json.of("Orders cannot be tracked"))));
        }
        for (int i = 0; last.find("question").isPresent(); i++) {
            assertThat(i).isLessThan(20);
            try (LocalProject local = LocalProject.open(folder)) { // another process each time
                WorkflowMcpServer server = server(local);
                String stage = last.text("step").orElseThrow();
                last = call(
                        server,
                        Json.object(Map.of("action", Json.of("answer"), "answers", SampleAnswers.of(stage, scenario))));
            }
        }
        assertThat(last.find("completed")).as(last.toString()).contains(Json.of(true));
        Path feature = folder.resolve("specs/001-track-an-order");
        String spec = Files.readString(feature.resolve("spec.md"));
        String tasks = Files.readString(feature.resolve("tasks.md"));
        assertThat(spec).contains("FR-001").doesNotContain("{{");
        assertThat(Files.readString(feature.resolve("plan.md"))).doesNotContain("{{");
        assertThat(tasks).contains("T001").doesNotContain("{{");
        try (LocalProject local = LocalProject.open(folder)) {
            var items = local.workflow("feature/001-track-an-order")
                    .open()
                    .now()
                    .state()
                    .value();
            assertThat(items.items("requirement").keySet()).isNotEmpty();
            assertThat(items.items("task").keySet()).isNotEmpty();
        }
        assertThat(last.find("documents").orElseThrow().asList())
                .extracting(d -> d.asObject().text("path").orElse(""))
                .containsAll(List.of("specs/001-track-an-order/plan.md", "specs/001-track-an-order/tasks.md"));
    }

    private static WorkflowMcpServer server(LocalProject local) {
        OpenProject project = new OpenProject(
                local.folder().root(),
                local.state(),
                local.workflow(SpecDrivenServer.FEATURES).open());
        return SpecDrivenServer.of("test", () -> project, client -> {}, Set.of());
    }

    private static Json.Obj call(WorkflowMcpServer server, Json.Obj arguments) {
        ToolAnswer answer = server.call("sdd_guide", arguments);
        assertThat(answer.isError()).as(answer.text()).isFalse();
        return answer.structured();
    }
}
