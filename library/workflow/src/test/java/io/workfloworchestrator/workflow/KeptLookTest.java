package io.workfloworchestrator.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was seen of the disk is kept beside the state, where there is one. */
@SuppressWarnings("NullAway.Init")
class KeptLookTest {
    private static final int MANY = 300;

    @TempDir
    Path root;

    private Path kept() {
        return root.resolve(".ai-planning/.state/seen-project-planning");
    }

    private Project project() {
        Project project = new Project(root);
        for (int i = 0; i < MANY; i++) {
            project.folder("07-temp/workflows/flow-" + i);
        }
        project.planning().initialize("Kept", Project.ME);
        return project;
    }

    @Test
    void theNextProcessBeginsWithItAndSaysTheSame() {
        Project project = project().folder(".ai-planning/.state");
        NextSteps first = project.planning().next();
        assertThat(kept()).isRegularFile();

        assertThat(project.planning().next().steps()).isEqualTo(first.steps());
        project.folder("07-temp/workflows/another");
        assertThat(project.planning().sync().changes()).contains("workflows found: another");
    }

    @Test
    void aQuestionInAProjectWithoutStateCreatesNothing() {
        Workflow<?> planning = project().planning();
        planning.prepare();
        planning.status();

        assertThat(root.resolve(".ai-planning")).doesNotExist();
    }
}
