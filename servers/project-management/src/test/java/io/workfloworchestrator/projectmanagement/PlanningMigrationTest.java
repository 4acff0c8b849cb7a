package io.workfloworchestrator.projectmanagement;

import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.definition.WorkflowDefinition;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.local.LocalProject;
import io.workfloworchestrator.mcp.ToolException;
import io.workfloworchestrator.server.OpenProject;
import io.workfloworchestrator.state.Cause;
import io.workfloworchestrator.workflow.Item;
import io.workfloworchestrator.workflow.Workflow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Work that began by the planning of before goes on by it, until it is moved to the current one. */
class PlanningMigrationTest {
    private static final Cause ME = Cause.by("ana");
    private static final String SELECTED = "02-goals-and-roadmap/selected-goals/";

    @TempDir
    private Path folder;

    @BeforeEach
    void begin() throws IOException {
        write(
                "02-goals-and-roadmap/potential-goals/search/goal.md",
                "---\nimpact: High\neffort: Low\n---\n# Search\n\nMine.\n");
        write(SELECTED + "login/goal.md", "---\nimpact: High\nmine: 1\n---\n# Login\n");
        write(SELECTED + "pay/goal.md", "---\nstatus: completed\n---\n# Pay\n");
        try (LocalProject project = LocalProject.open(folder)) {
            Workflow<Json> before = project.workflow(
                            WorkflowDefinition.resource(PlanningMigrationTest.class, "project-planning-1.yaml"))
                    .open();
            Object unused = before.initialize("Shop", ME);
            assertThat(before.now().state().value().tracked().get("goals")).hasSize(3);
        }
    }

    private void write(String path, String text) throws IOException {
        Files.createDirectories(folder.resolve(path).getParent());
        Files.writeString(folder.resolve(path), text);
    }

    private static Map<String, String> goals(Workflow<Json> planning) {
        Map<String, String> goals = new TreeMap<>();
        planning.now()
                .state()
                .value()
                .items("goal")
                .forEach((id, item) -> goals.put(new Item("goal", id, item).title(), item.status()));
        return goals;
    }

    @Test
    void itGoesOnByTheDefinitionOfBeforeAndToolsSayWhatIsMissing() {
        try (LocalProject project = LocalProject.open(folder)) {
            Workflow<Json> planning = project.workflow(Planning.FULL).open();
            assertThat(planning.running().version()).isEqualTo(1);
            assertThat(planning.next().steps()).isNotEmpty();
            assertThat(goals(planning)).isEmpty();

            OpenProject open = new OpenProject(folder, project.state(), planning);
            Assertions.assertThatThrownBy(() -> PlanningItems.require(open, "goal"))
                    .isInstanceOf(ToolException.class)
                    .hasMessageContaining("keeps no items of the kind goal");
        }
    }

    @Test
    void theGoalsOnDiskBecomeItemsWithNothingLost() throws IOException {
        try (LocalProject project = LocalProject.open(folder)) {
            Workflow<Json> planning = project.workflow(Planning.FULL).open();
            Object unused = planning.migrate(Optional.empty(), ME);

            assertThat(goals(planning))
                    .containsExactly(
                            Map.entry("Login", "not-started"),
                            Map.entry("Pay", "completed"),
                            Map.entry("Search", "potential"));
            project.files().flush();
            assertThat(Files.readString(folder.resolve(SELECTED + "login/goal.md")))
                    .contains("impact: High", "mine: 1", "# Login");
            assertThat(Files.readString(folder.resolve("02-goals-and-roadmap/potential-goals/search/goal.md")))
                    .endsWith("# Search\n\nMine.\n");
            assertThat(project.state().notices()).isEmpty();
            PlanningItems.require(new OpenProject(folder, project.state(), planning), "goal", "idea");
        }
    }

    @Test
    void theMigrationIsTakenBackByUndo() {
        try (LocalProject project = LocalProject.open(folder)) {
            Workflow<Json> planning = project.workflow(Planning.FULL).open();
            var moved = planning.migrate(Optional.empty(), ME).commit().orElseThrow();
            Object unused = project.state().undo(moved.revision(), ME);

            assertThat(planning.running().version()).isEqualTo(1);
            assertThat(planning.now().state().value().tracked().get("goals")).hasSize(3);
        }
    }
}
