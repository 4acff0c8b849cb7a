package io.workfloworchestrator.detect;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A project whose detector keeps what it saw in an index. */
abstract class IndexCase {
    @TempDir
    Path temp;

    Path root = Path.of("");
    Path index = Path.of("");
    Project project = new Project(root);

    @BeforeEach
    void makeProject() throws IOException {
        root = Files.createDirectory(temp.toRealPath().resolve("p"));
        index = Files.createDirectories(root.resolve(".ai-planning/.state")).resolve("seen");
        project = new Project(root);
    }
}
