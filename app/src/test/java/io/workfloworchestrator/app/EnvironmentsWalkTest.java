package io.workfloworchestrator.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The walk that the guide to staging and production shows: each command is run, and prints what the page says. */
class EnvironmentsWalkTest {
    @TempDir
    private Path project;

    @Test
    void theGuidesWalkPrintsWhatItShows() throws IOException {
        TinyServer unused = TinyServer.in(project.resolve("notes"));
        assertThat(Walk.run(new Shell(project), Path.of("../docs/environments.md"), "environments"))
                .isGreaterThan(10);
    }
}
