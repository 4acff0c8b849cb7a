package io.workfloworchestrator.app.environments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.workfloworchestrator.files.ProjectFolder;
import io.workfloworchestrator.projectmanagement.environments.EnvironmentException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What staging gets of a project, and what it does not get. */
class StagingCopyTest {
    @TempDir
    private Path folder;

    private void file(String path, String text) throws IOException {
        Path file = folder.resolve(path);
        Object unused = Files.createDirectories(FileTree.parent(file));
        unused = Files.writeString(file, text);
    }

    @Test
    void secretsAndWhatCanBeMadeAgainAreLeftOut() throws IOException {
        file("notes/a.md", "plain");
        file(".env", "NAME=x");
        file("keys/host.pem", "x");
        file("config.json", "{\"token\": \"ghp_" + "a1B2".repeat(9) + "\"}");
        file("node_modules/x/index.js", "x");
        Object unused = Files.createSymbolicLink(folder.resolve("out"), Path.of("/etc/passwd"));
        Path path;
        try (StagingCopy copy = StagingCopy.of(ProjectFolder.open(folder), target -> {})) {
            path = copy.path();
            assertThat(FileTree.contents(path, Set.of())).containsOnlyKeys("notes/a.md");
            assertThat(copy.leftOut()).containsExactlyInAnyOrder(".env", "keys/host.pem", "config.json");
            assertThat(copy.leftOutWords()).contains("and 2 more, which has a secret");
        }
        assertThat(path).doesNotExist();
    }

    @Test
    void aProjectThatIsTooLargeIsRefusedWithItsBound() throws IOException {
        file("a", "x".repeat(900_000));
        file("b", "x".repeat(900_000));
        assertThatThrownBy(() -> StagingCopy.of(ProjectFolder.open(folder), target -> {}, 1 << 20))
                .isInstanceOf(EnvironmentException.class)
                .hasMessageContaining("more than 1 MB beside .git, .state")
                .hasMessageContaining("staging works on a copy");
    }
}
