package io.workfloworchestrator.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The walk through the issue tracker that the cookbook shows: each command is run, and prints what the page says. */
class ItemWalkTest {
    @TempDir
    private Path project;

    @Test
    void theCookbooksWalkPrintsWhatItShows() throws IOException {
        Files.createDirectories(project.resolve(".ai-planning/definitions"));
        Files.copy(
                Path.of("../docs/definitions/tracker.yaml"), project.resolve(".ai-planning/definitions/tracker.yaml"));
        Files.createDirectories(project.resolve("src"));
        Files.writeString(project.resolve("src/login.js"), "login()");
        Shell shell = new Shell(project);
        assertThat(shell.run("init", "-w", "tracker/main").code()).isZero();

        assertThat(Walk.run(shell, Path.of("../docs/cookbook.md"), "tracker")).isGreaterThan(8);
    }
}
