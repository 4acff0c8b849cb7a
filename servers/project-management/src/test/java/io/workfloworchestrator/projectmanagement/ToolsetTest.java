package io.workfloworchestrator.projectmanagement;

import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.files.ProjectFolder;
import io.workfloworchestrator.server.WorkflowTools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Toolsets are asked for by their words, and the project may ask for them too. */
class ToolsetTest {
    @TempDir
    private Path folder;

    @Test
    void theOrchestrationIsAlwaysThere() {
        assertThat(Toolset.of(List.of("Setup"))).containsExactly(Toolset.ORCHESTRATION, Toolset.SETUP);
        assertThat(Toolset.of(List.of(Toolset.ALL))).isEqualTo(EnumSet.allOf(Toolset.class));
        assertThat(Toolset.tools(Set.of(Toolset.ORCHESTRATION))).isEqualTo(WorkflowTools.NAMES);
    }

    @Test
    void aToolIsOfferedByAtMostOneToolset() {
        long all = Toolset.tools(EnumSet.allOf(Toolset.class)).size();
        long each = EnumSet.allOf(Toolset.class).stream()
                .mapToLong(set -> Toolset.tools(Set.of(set)).size())
                .sum();
        assertThat(each).isEqualTo(all);
        assertThat(Toolset.offering("no_such_tool")).isEmpty();
    }

    @Test
    void theProjectSaysWhichToolsetsItsServerOffers() throws IOException {
        Files.createDirectories(folder.resolve(".ai-planning"));
        assertThat(PlanningSettings.of(ProjectFolder.open(folder)).toolsets()).isEmpty();
        Files.writeString(folder.resolve(PlanningSettings.FILE), "toolsets: [goals, reports]\n");
        assertThat(PlanningSettings.of(ProjectFolder.open(folder)).toolsets())
                .contains(EnumSet.of(Toolset.ORCHESTRATION, Toolset.GOALS, Toolset.REPORTS));
    }
}
