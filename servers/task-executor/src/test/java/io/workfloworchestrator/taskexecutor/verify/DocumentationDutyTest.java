package io.workfloworchestrator.taskexecutor.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.files.ProjectFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DocumentationDutyTest {
    @TempDir
    Path folder;

    private void write(String path, String text) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private DocumentationBaseline baseline() {
        return DocumentationBaseline.of(ProjectFolder.open(folder));
    }

    private DocumentationDuty duty(DocumentationBaseline baseline, String category, String... tasks) {
        List<DocumentationDuty.Task> done = Arrays.stream(tasks)
                .map(text -> new DocumentationDuty.Task("1", text))
                .toList();
        return DocumentationDuty.of(ProjectFolder.open(folder), category, done, baseline);
    }

    @Test
    void eachKindOfTaskAsksForItsDocument() throws IOException {
        write("README.md", "a");
        write("CHANGELOG.md", "a");
        DocumentationBaseline before = baseline();

        assertThat(duty(before, "feature", "Pay by card").findings())
                .containsExactly("Task 1 asks for documentation (rule feature): none of README.md changed since the"
                        + " workflow was created. Update what the change concerns.");
        assertThat(duty(before, "bug-fix", "Pay by card").needsUpdate()).containsExactly("CHANGELOG.md");
        DocumentationDuty api = duty(before, "", "Add an API endpoint");
        assertThat(api.findings().get(0)).contains("rule api", "there is no API.md or docs/api.md", "Write one.");
        assertThat(api.needsUpdate()).containsExactly("API.md");
        assertThat(duty(before, "refactor", "Tidy up capital gains").isMet()).isTrue();
    }

    @Test
    void aChangedOrNewDocumentMeetsTheDuty() throws IOException {
        write("README.md", "a");
        DocumentationBaseline before = baseline();
        write("README.md", "b");
        write("docs/api/pay.md", "new");

        DocumentationDuty duty = duty(before, "feature", "Pay by card over the API");

        assertThat(duty.isMet()).isTrue();
        assertThat(duty.updated()).containsExactly("README.md", "docs/api/pay.md");
        assertThat(duty.existing()).containsExactly("README.md", "docs/api/pay.md");
    }

    @Test
    void touchingAFileIsNotAChange() throws IOException {
        write("README.md", "a");
        DocumentationBaseline before = baseline();
        write("README.md", "a");

        assertThat(duty(before, "feature", "x").isMet()).isFalse();
    }

    @Test
    void aProjectOverridesTheRules() throws IOException {
        write(VerificationRules.FILE, "documentation:\n  - {id: manual, for: [feature], update: [manual/**]}\n");
        write("README.md", "a");
        write("manual/pay.txt", "a");
        DocumentationBaseline before = baseline();
        assertThat(before.files()).containsOnlyKeys("README.md", "manual/pay.txt");

        assertThat(duty(before, "feature", "x").needsUpdate()).containsExactly("manual/pay.txt");
        write("manual/pay.txt", "b");
        assertThat(duty(before, "feature", "x").isMet()).isTrue();
    }

    @Test
    void theBaselineSurvivesTheStateAsJson() throws IOException {
        write("README.md", "a");
        write("docs/a b.md", "ü");
        DocumentationBaseline before = baseline();

        assertThat(DocumentationBaseline.of(before.toJson())).isEqualTo(before);
        assertThat(before.files().get("README.md")).hasSize(16);
    }
}
