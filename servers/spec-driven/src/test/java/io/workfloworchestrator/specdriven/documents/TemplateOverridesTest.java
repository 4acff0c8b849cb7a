package io.workfloworchestrator.specdriven.documents;

import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.files.ProjectFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TemplateOverridesTest {
    @TempDir
    private Path folder;

    @Test
    void aCopyOfEachBuiltInTemplateHasNothingWrong() throws IOException {
        Path own = Files.createDirectories(folder.resolve(".ai-planning/templates"));
        for (String name : FeatureTemplates.NAMES) {
            Files.writeString(
                    own.resolve(name + ".mustache"), FeatureTemplates.own(name).orElseThrow());
        }
        assertThat(TemplateOverrides.lint(ProjectFolder.open(folder)))
                .hasSize(FeatureTemplates.NAMES.size())
                .allSatisfy((path, findings) -> assertThat(findings).as(path).isEmpty());
    }
}
