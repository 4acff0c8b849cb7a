package io.workfloworchestrator.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.detect.Detection;
import io.workfloworchestrator.detect.ScanFinding;
import io.workfloworchestrator.detect.StateDetector;
import io.workfloworchestrator.state.Json;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is concluded from what was detected, and what is not. */
@SuppressWarnings("NullAway.Init")
class SettlingTest {
    @TempDir
    Path root;

    private List<String> changes(String code, String path) {
        Project project = new Project(root);
        WorkflowDefinition definition = WorkflowDefinition.load(Path.of("../../docs/definitions/approval.yaml"));
        Workflow<Json> approval = project.open(definition);
        approval.initialize("a", Project.ME);
        project.write("approval/answers/ada.md", "yes");
        WorkflowState<Json> state = approval.sync().state().value();
        project.delete("approval/answers/ada.md");

        Compiled compiled = new Compiled(definition, null, Optional.empty());
        Detection seen = StateDetector.of(project.folder(), compiled.facts).scan();
        Detection told = new Detection(
                seen.number(),
                seen.facts(),
                List.of(new ScanFinding(code, path, 0, "for some reason")),
                seen.changedFacts(),
                seen.changes(),
                seen.cost());
        return Settling.settle(compiled, state, Json.Obj.EMPTY, told, Instant.EPOCH, UnaryOperator.identity())
                .changes();
    }

    @Test
    void whatLiesInAFolderThatCannotBeReadIsNotMissing() {
        assertThat(changes("E_ENTRY_UNREADABLE", "approval")).noneMatch(change -> change.contains("missing"));
    }

    @Test
    void whatLiesBeyondABoundOfTheScanIsNotMissing() {
        assertThat(changes("E_SCAN_ENTRIES", "approval/answers")).noneMatch(change -> change.contains("missing"));
    }

    @Test
    void anUnreadableFolderElsewhereHidesNothing() {
        assertThat(changes("E_ENTRY_UNREADABLE", "approval/answers-of-others")).contains("answers missing: ada");
    }

    @Test
    void anythingElseOddHidesNothing() {
        assertThat(changes("E_FILE_TEXT", "approval/answers")).contains("answers missing: ada");
    }
}
