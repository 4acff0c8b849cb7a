package io.workfloworchestrator.specdriven.guide;

import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.definition.WorkflowDefinition;
import io.workfloworchestrator.files.ProjectFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which scenario a folder is, and why. */
class ScenarioDetectionTest {
    @TempDir
    private Path folder;

    private ScenarioDetection.Found found(String description) {
        return ScenarioDetection.of(
                FeatureDocumentPaths.of(ProjectFolder.open(folder), WorkflowDefinition.builtIn("feature")),
                description);
    }

    private void file(String path) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "x");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                                                     | new-project",
                "README.md                                              | new-project",
                "src/main.py                                            | existing-project",
                "a.kt                                                   | existing-project",
                "pom.xml                                                | existing-project",
                "server/app/main.rs                                     | existing-project",
                "a/b/c/main.rs                                          | new-project",
                "node_modules/x/index.js                                | new-project",
                "constitution.md                                        | add-feature",
                "src/a.ts;.specify/memory/constitution.md               | add-feature",
                "specs/.specify/memory/constitution.md;specs/001-a/x.md | add-feature",
                "01-planning/CONSTITUTION.md                            | add-feature",
                "planning/CONSTITUTION.md;src/a.ts                      | add-feature",
                "specs/001-a/spec.md                                    | new-project",
                "specs/001-a/spec.md;lib/a.go                           | existing-project",
                "constitution.md/x.md                                   | new-project",
            })
    void theFolderSaysWhichScenarioItIs(String files, String scenario) throws IOException {
        for (String file : files.isEmpty() ? new String[0] : files.split(";")) {
            file(file);
        }
        ScenarioDetection.Found found = found("");
        assertThat(found.scenario().word()).isEqualTo(scenario);
        assertThat(found.because()).hasSizeGreaterThanOrEqualTo(2);
    }

    @Test
    void wordsOfTheDescriptionNameAFaultOrADesign() throws IOException {
        file("src/a.py");
        assertThat(found("Fix the totals after a refund").scenario()).isEqualTo(Scenario.BUG_FIX);
        assertThat(found("The export crashes with umlauts").scenario()).isEqualTo(Scenario.BUG_FIX);
        assertThat(found("Build it from the design in docs/ui.png").scenario()).isEqualTo(Scenario.DESIGN_FIRST);
        assertThat(found("A page on which people report bugs").scenario()).isEqualTo(Scenario.EXISTING_PROJECT);
        assertThat(found("A prefix for debugging names").scenario()).isEqualTo(Scenario.EXISTING_PROJECT);
    }

    @Test
    void aLinkThatLeadsNowhereHidesNothingElse() throws IOException {
        Files.createSymbolicLink(folder.resolve("src"), folder.resolve("gone"));
        file("main.go");
        assertThat(found("").scenario()).isEqualTo(Scenario.EXISTING_PROJECT);
        assertThat(found("").because()).anyMatch(reason -> reason.contains("main.go"));
    }
}
