package io.workfloworchestrator.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The walk from the first goal to the end of a plan that the page about planning shows. */
class PlanningWalkTest {
    @TempDir
    private Path folder;

    @Test
    void thePlanningsWalkPrintsWhatItShows() throws IOException {
        Path project = Files.createDirectory(folder.resolve("shop"));
        assertThat(Walk.run(new Shell(project), Path.of("../docs/planning.md"), "planning"))
                .isGreaterThan(8);
    }
}
