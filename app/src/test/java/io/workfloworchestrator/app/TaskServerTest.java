package io.workfloworchestrator.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The official Java client and {@code workflow mcp task-executor}, from a list of tasks to the archive. */
class TaskServerTest {
    @TempDir
    private Path folder;

    @Test
    void aClientTakesAWorkflowFromItsTasksToTheArchive() {
        try (SdkTalk server = new SdkTalk("task-executor", folder)) {
            Map<?, ?> created = server.call(
                    "create_workflow",
                    Map.of(
                            "name",
                            "login",
                            "tasks",
                            List.of(
                                    Map.of("description", "Write the form", "estimatedHours", 2),
                                    Map.of("description", "Check it", "needs", List.of(1)))));
            assertThat(created.get("workflowPath")).isEqualTo("temp/workflows/login");
            for (int i = 1; i <= 2; i++) {
                Map<?, ?> taken = server.call("next_task", Map.of("workflowName", "login", "agent", "ana"));
                assertThat(((Map<?, ?>) Objects.requireNonNull(taken.get("task"))).get("id"))
                        .isEqualTo(String.valueOf(i));
                Map<?, ?> done = server.call(
                        "complete_task",
                        Map.of(
                                "workflowName",
                                "login",
                                "taskId",
                                String.valueOf(i),
                                "token",
                                Objects.requireNonNull(taken.get("token"))));
                assertThat(((Map<?, ?>) Objects.requireNonNull(done.get("progress"))).get("completed"))
                        .isEqualTo(i);
            }
            Map<?, ?> nothing = server.call("next_task", Map.of("workflowName", "login", "agent", "ana"));
            assertThat(nothing.get("task")).isNull();
            assertThat(String.valueOf(nothing.get("because"))).contains("archive_workflow");
            String path = String.valueOf(server.call("archive_workflow", Map.of("workflowName", "login"))
                    .get("archivePath"));
            assertThat(folder.resolve("temp/workflows/login")).doesNotExist();
            assertThat(folder.resolve(path).resolve("state.json")).content().contains("\"completion\"");
        }
        assertThat(folder.resolve("archive/workflows")).isDirectoryRecursivelyContaining("glob:**/plan.md");
        assertThat(Files.exists(folder.resolve("temp/workflows/login"))).isFalse();
    }
}
