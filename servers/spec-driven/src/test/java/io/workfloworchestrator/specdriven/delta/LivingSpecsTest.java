package io.workfloworchestrator.specdriven.delta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.workfloworchestrator.files.ProjectFolder;
import io.workfloworchestrator.server.OpenProject;
import io.workfloworchestrator.state.Cause;
import io.workfloworchestrator.state.StateManager;
import io.workfloworchestrator.workflow.Workflow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LivingSpecsTest {
    private static final Cause CAUSE = Cause.of("ana", "a test");
    private static final String SPEC = "specs/living/sign-in/spec.md";
    private static final String DELTA = "specs/003-lock/delta.md";
    private static final String LOCK = """
            ## ADDED Requirements

            ### Requirement: Lock

            The system SHALL lock.
            """;

    @TempDir
    Path folder;

    private LivingSpecs specs;

    @BeforeEach
    void open() {
        StateManager state = StateManager.inMemory();
        ProjectFolder project = ProjectFolder.open(folder);
        specs = new LivingSpecs(new OpenProject(
                project.root(),
                state,
                Workflow.of(project, "features/main", state).open()));
    }

    private void save(String path, String text) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private String text(String path) throws IOException {
        return Files.readString(folder.resolve(path));
    }

    @Test
    void aChangeMakesASpecificationThatWasNotThere() throws IOException {
        save(DELTA, LOCK);

        specs.begin(DELTA, SPEC, CAUSE);
        MergedSpec merged = specs.merge(DELTA, SPEC, CAUSE);

        assertThat(text(SPEC))
                .isEqualTo(merged.text())
                .startsWith("# sign-in\n")
                .contains("### Requirement: Lock");
        assertThat(text(DELTA)).startsWith("---\nbase: ");
        assertThat(specs.merge(DELTA, SPEC, CAUSE).remarks()).containsExactly("\"Lock\" is there already.");
    }

    @Test
    void whatOthersMergedMeanwhileStaysAndAChangeCanBeTakenBack() throws IOException {
        save(
                SPEC,
                "# sign-in\n\n## Purpose\n\nIn.\n\n## Requirements\n\n### Requirement: First\n\nThe system SHALL.\n");
        save(DELTA, LOCK);
        save("specs/004-card/delta.md", LOCK.replace("Lock", "Card"));
        specs.begin(DELTA, SPEC, CAUSE);
        specs.begin("specs/004-card/delta.md", SPEC, CAUSE);

        specs.merge("specs/004-card/delta.md", SPEC, CAUSE);
        specs.merge(DELTA, SPEC, CAUSE);
        assertThat(LivingSpec.of(text(SPEC)).names()).containsExactly("First", "Card", "Lock");

        save(SPEC, text(SPEC).replace("In.", "In and out."));
        specs.takeBack(DELTA, CAUSE);
        assertThat(LivingSpec.of(text(SPEC)).names()).containsExactly("First", "Card");
        assertThat(text(SPEC)).contains("In and out.");
        assertThatThrownBy(() -> specs.takeBack(DELTA, CAUSE)).hasMessageContaining("was not merged");
    }

    @Test
    void aRefusedChangeWritesNothing() throws IOException {
        save(SPEC, "# sign-in\n\n## Requirements\n\n### Requirement: First\n\nThe system SHALL.\n");
        save(DELTA, "## MODIFIED Requirements\n\n### Requirement: Frist\n\nNo.\n");
        String before = text(SPEC);

        assertThatThrownBy(() -> specs.check(DELTA, SPEC)).hasMessageContaining("\"First\"");
        assertThatThrownBy(() -> specs.merge(DELTA, SPEC, CAUSE)).hasMessageContaining("\"First\"");
        assertThat(text(SPEC)).isEqualTo(before);
        assertThat(text(DELTA)).doesNotContain("base:");
    }

    @Test
    void aChangeThatDoesNotFitAnyMoreIsNotRebased() throws IOException {
        save(SPEC, "# sign-in\n\n## Requirements\n\n### Requirement: First\n\nThe system SHALL.\n");
        save(DELTA, "## MODIFIED Requirements\n\n### Requirement: First\n\nThe system MAY.\n");
        String first = specs.begin(DELTA, SPEC, CAUSE);
        save(SPEC, text(SPEC).replace("SHALL", "SHALL NOT"));

        assertThatThrownBy(() -> specs.begin(DELTA, SPEC, CAUSE)).hasMessageContaining("SHALL NOT");
        assertThat(text(DELTA)).contains(first);

        save(SPEC, text(SPEC).replace("SHALL NOT", "SHALL") + "\n### Requirement: Second\n\nToo.\n");
        assertThat(specs.begin(DELTA, SPEC, CAUSE)).isNotEqualTo(first);
        assertThat(specs.merge(DELTA, SPEC, CAUSE).text())
                .contains("The system MAY.")
                .contains("Second");
    }

    @Test
    void aChangeWhoseBaseWasNeverKeptIsRebasedWithARemarkIfItFits() throws IOException {
        save(SPEC, "# sign-in\n\n## Requirements\n\n### Requirement: First\n\nThe system SHALL.\n");
        String from = "---\nbase: deadbeef\n---\n";
        save(DELTA, from + "## MODIFIED Requirements\n\n### Requirement: Frist\n\nThe system MAY.\n");

        assertThatThrownBy(() -> specs.check(DELTA, SPEC)).hasMessageContaining("action rebase");
        assertThatThrownBy(() -> specs.rebase(DELTA, SPEC, CAUSE)).hasMessageContaining("\"First\"");
        assertThat(text(DELTA)).contains("deadbeef");

        save(DELTA, text(DELTA).replace("Frist", "First"));
        LivingSpecs.Rebased rebased = specs.rebase(DELTA, SPEC, CAUSE);
        assertThat(rebased.remarks()).singleElement().asString().contains("never kept");
        assertThat(text(DELTA)).contains(rebased.base()).doesNotContain("deadbeef");
        assertThat(specs.merge(DELTA, SPEC, CAUSE).text()).contains("The system MAY.");
        assertThat(specs.rebase(DELTA, SPEC, CAUSE).remarks()).isEmpty();
    }

    @Test
    void aNewSpecificationTakesAChangeWhoseBaseWasNeverKept() throws IOException {
        save(DELTA, "---\nbase: deadbeef\n---\n" + LOCK);

        assertThat(specs.rebase(DELTA, SPEC, CAUSE).remarks()).hasSize(1);
        assertThat(specs.merge(DELTA, SPEC, CAUSE).text()).contains("### Requirement: Lock");
    }

    @Test
    void aChangeThatTookOverWhatOthersWroteIsRebased() throws IOException {
        save(SPEC, "# sign-in\n\n## Requirements\n\n### Requirement: First\n\nThe system SHALL show a long message.\n");
        save(
                DELTA,
                "## MODIFIED Requirements\n\n### Requirement: First\n\nThe system SHALL show a long message in red.\n");
        String first = specs.begin(DELTA, SPEC, CAUSE);
        save(SPEC, text(SPEC).replace("a long message", "a short message"));
        assertThatThrownBy(() -> specs.merge(DELTA, SPEC, CAUSE))
                .hasMessageContaining("says now \"The system SHALL show a short message.\"")
                .hasMessageContaining("the change has to say \"short\" too, and say \"long\" no more");

        save(DELTA, text(DELTA).replace("a long message", "the same short message"));

        assertThat(specs.begin(DELTA, SPEC, CAUSE)).isNotEqualTo(first);
        assertThat(specs.merge(DELTA, SPEC, CAUSE).text())
                .contains("The system SHALL show the same short message in red.");
    }
}
