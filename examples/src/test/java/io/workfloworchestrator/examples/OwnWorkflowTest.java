package io.workfloworchestrator.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.definition.WorkflowDefinition;
import io.workfloworchestrator.files.ProjectFolder;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.state.Cause;
import io.workfloworchestrator.state.StateManager;
import io.workfloworchestrator.workflow.Advance;
import io.workfloworchestrator.workflow.Why;
import io.workfloworchestrator.workflow.Workflow;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A workflow type of one's own, from a YAML file. */
class OwnWorkflowTest {
    private static final Cause ME = Cause.of("me", "an example");

    static WorkflowDefinition release() throws IOException {
        try (InputStream yaml = OwnWorkflowTest.class.getResourceAsStream("release.yaml")) {
            assertThat(yaml).isNotNull();
            return WorkflowDefinition.parse("release.yaml", yaml.readAllBytes());
        }
    }

    @Test
    void aDefinitionIsProvedBeforeItRuns() throws IOException {
        assertThat(release().verify(Set.of())).isEmpty();
    }

    @Test
    void stepsFollowTheFilesAndGatesSayWhatIsMissing(@TempDir Path folder) throws IOException {
        ProjectFolder project = ProjectFolder.open(folder);
        try (StateManager states = StateManager.inMemory()) {
            Workflow<Json> release = Workflow.open(project, release(), states);
            release.initialize("Release 1.0", ME);

            Advance early = release.advance(Optional.empty(), ME);
            assertThat(early).isInstanceOf(Advance.Refused.class);

            Why why = release.explain("step:write-notes");
            assertThat(why.holds()).isFalse();
            assertThat(why.toText()).contains("docs/release-notes.md");

            String notes = "What changed: everything that you can see, and some of what you cannot.";
            project.writeNew("docs/release-notes.md", notes.getBytes(StandardCharsets.UTF_8));
            release.complete("approve", "read by two people", ME);
            assertThat(release.advance(Optional.empty(), ME)).isInstanceOf(Advance.Advanced.class);
            assertThat(release.status().phase()).isEqualTo("ship");
        }
    }
}
