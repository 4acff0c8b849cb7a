package io.workfloworchestrator.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.workfloworchestrator.definition.WorkflowDefinition;
import io.workfloworchestrator.files.PathException;
import io.workfloworchestrator.json.Json;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkflowTrialTest {
    private static final WorkflowDefinition RELEASE = WorkflowDefinition.parse("release.yaml", """
            workflow: release
            version: 1
            title: Release
            facts:
              notes: {file: docs/notes.md, read: [text]}
            data:
              approvers: {type: list, of: string, default: []}
            phases:
              - id: prepare
                steps:
                  - {id: read, title: Read the notes}
                exit:
                  - {id: has-notes, when: facts.notes.exists, otherwise: Write docs/notes.md.}
                  - {id: approved, when: size(data.approvers) > 0, otherwise: Have somebody approve.}
              - id: ship
                steps:
                  - {id: tag, title: Tag it}
            """);

    @TempDir
    private Path folder;

    @Test
    void filesAndDataGoInAdviceComesOut() {
        try (WorkflowTrial release = WorkflowTrial.of(folder, RELEASE)) {
            assertThat(release.phase()).isEqualTo("prepare");
            assertThat(release.next()).anyMatch(step -> step.contains("Read the notes"));
            assertThat(release.advance())
                    .anyMatch(missing -> missing.contains("Write docs/notes.md."))
                    .anyMatch(missing ->
                            missing.endsWith("Have somebody approve. It reads the data approvers (set_data)."));

            release.write("docs/notes.md", "new")
                    .set("approvers", "[\"somebody\"]")
                    .complete("read");
            assertThat(release.explain("gate:has-notes").holds()).isTrue();
            assertThat(release.advance()).isEmpty();
            assertThat(release.phase()).isEqualTo("ship");
        }
        assertThat(folder.resolve(".ai-planning")).as("the state is in memory").doesNotExist();
    }

    @Test
    void aFileThatGoesIsMissedAgain() {
        try (WorkflowTrial release = WorkflowTrial.of(folder, RELEASE)) {
            release.write("docs/notes.md", "new").delete("docs/notes.md");
            assertThat(release.advance()).anyMatch(missing -> missing.contains("Write docs/notes.md."));
            assertThatThrownBy(() -> release.write("../elsewhere", "")).isInstanceOf(PathException.class);
        }
    }

    @Test
    void toolsAreCalledAsAClientCallsThem() {
        try (WorkflowTrial release = WorkflowTrial.of(folder, RELEASE)) {
            assertThat(release.call("get_project_status", "{}").structured().get("currentPhase"))
                    .isEqualTo(Json.of("prepare"));
            assertThat(release.call("complete_step", "{\"step\":\"nope\"}").text())
                    .contains("E_WORKFLOW_STEP");
        }
    }
}
