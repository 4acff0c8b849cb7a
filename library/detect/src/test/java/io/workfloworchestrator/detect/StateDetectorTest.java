package io.workfloworchestrator.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.detect.FactDeclaration.Part;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateDetectorTest {

    @TempDir
    Path root;

    private void write(String path, String text) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private StateDetector detector(Map<String, FactDeclaration> facts) {
        return StateDetector.of(ProjectFolder.open(root), facts);
    }

    @Test
    void aFileThatIsMissingHasAValueToo() {
        Detection detection = detector(
                        Map.of("notes", FactDeclaration.file("docs/notes.md").with(Part.values())))
                .scan();

        assertThat(detection.fact("notes").value())
                .containsEntry("exists", false)
                .containsEntry("size", 0L)
                .containsEntry("textSize", 0L)
                .containsEntry("fingerprint", "");
        assertThat(detection.findings()).isEmpty();
    }

    @Test
    void filesAreFoundByGlobWithWhatTheWildcardStoodFor() throws IOException {
        write("goals/a/spec/specification.md", "x");
        write("goals/b/spec/specification.md", "x");
        write("goals/c/readme.md", "x");

        Detection detection = detector(Map.of("specs", FactDeclaration.files("goals/*/spec/specification.md")))
                .scan();

        assertThat(detection.fact("specs").value())
                .containsEntry("count", 2L)
                .containsEntry("matches", List.of("a", "b"));
    }
}
