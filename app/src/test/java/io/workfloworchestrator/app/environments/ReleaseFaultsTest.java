package io.workfloworchestrator.app.environments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.workfloworchestrator.json.CodedException;
import io.workfloworchestrator.projectmanagement.environments.ReleaseEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever the machine does: exactly one release of each server is live, it is whole, and the state says the same as the pointer. */
class ReleaseFaultsTest {
    @TempDir
    private Path folder;

    private static void next(TinyProject project, String text) {
        project.file("core/lib.js", text).file("extra/lib.js", text);
        assertThat(project.check("core").isPassed()).isTrue();
        assertThat(project.check("extra").isPassed()).isTrue();
    }

    private static void promote(TinyProject project) {
        Object unused = project.environments()
                .production()
                .promote(project.servers("core", "extra"), Optional.empty(), TinyProject.ANA);
    }

    /** One release of both is live, and a second one is checked. */
    private static TinyProject prepared(Path at) {
        TinyProject project = new TinyProject(at);
        project.library("core");
        project.library("extra");
        next(project, "1");
        promote(project);
        next(project, "2");
        return project;
    }

    private static void requireLive(TinyProject project, long serial) {
        List<String> repaired = project.environments().production().repair();
        for (String name : List.of("core", "extra")) {
            assertThat(project.pointed(name)).as("%s", repaired).isEqualTo(serial);
            assertThat(project.recorded(name)).isEqualTo(serial);
            ReleaseEntry live =
                    project.environments().book().live(project.server(name)).orElseThrow();
            ReleaseFolder whole =
                    ReleaseFolder.whole(project.environments().folder(project.server(name), live), live.content());
            assertThat(whole.files()).containsKey("lib.js");
            assertThat(project.environments().book().releases(project.server(name)).stream()
                            .filter(one -> one.status().equals("live")))
                    .hasSize(1);
        }
    }

    @Test
    void aFullDiskChangesNothingAndIsNamed() throws IOException {
        try (SmallDisk disk = SmallDisk.mount(folder.resolve("disk"), "24m");
                TinyProject project = prepared(folder.resolve("disk"))) {
            Path ballast = disk.fill();
            assertThatThrownBy(() -> promote(project))
                    .isInstanceOf(CodedException.class)
                    .hasMessageContaining("space");
            assertThat(project.pointed("core")).isEqualTo(1);
            assertThat(project.recorded("core")).isEqualTo(1);
            Files.delete(ballast);
            requireLive(project, 1);
            promote(project);
            requireLive(project, 2);
            ballast = disk.fill();
            assertThatThrownBy(() -> project.environments()
                            .production()
                            .rollBack(project.servers("core", "extra"), "slow", TinyProject.ANA))
                    .isInstanceOf(CodedException.class);
            Files.delete(ballast);
            requireLive(project, 2);
        }
    }

    @Test
    void withoutPermissionToWriteNothingChanges() throws IOException {
        Path at = folder.resolve("disk");
        try (SmallDisk disk = SmallDisk.mount(at, "24m")) {
            prepared(at).close();
            disk.readOnly(true);
            try (TinyProject project = new TinyProject(at)) {
                assertThatThrownBy(() -> promote(project)).hasMessageContaining("ead-only");
                assertThatThrownBy(() -> project.environments()
                                .production()
                                .rollBack(project.servers("core"), "slow", TinyProject.ANA))
                        .hasMessageContaining("ead-only");
            }
            disk.readOnly(false);
            try (TinyProject project = new TinyProject(at)) {
                requireLive(project, 1);
                promote(project);
                requireLive(project, 2);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"promote, swapped core, 2", "rollback, committed, 1"})
    void aProcessThatIsKilledLeavesOneWholeReleaseOfEach(String move, String step, long live) throws Exception {
        kill(move, step, live);
    }

    @ParameterizedTest
    @Tag("nightly")
    @CsvSource({
        "promote, prepared core, 1",
        "promote, prepared extra, 1",
        "promote, committed, 2",
        "promote, swapped core, 2",
        "promote, swapped extra, 2",
        "rollback, fit, 2",
        "rollback, prepared core, 2",
        "rollback, prepared extra, 2",
        "rollback, committed, 1",
        "rollback, swapped core, 1",
        "rollback, swapped extra, 1"
    })
    void aProcessThatIsKilledAtAnyStepLeavesOneWholeReleaseOfEach(String move, String step, long live)
            throws Exception {
        kill(move, step, live);
    }

    private void kill(String move, String step, long live) throws Exception {
        try (TinyProject project = prepared(folder)) {
            if (move.equals("rollback")) {
                promote(project);
            }
            Process process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-XX:TieredStopAtLevel=1",
                            "-cp",
                            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                            HaltedMove.class.getName(),
                            folder.toString(),
                            move,
                            step)
                    .inheritIO()
                    .start();
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isEqualTo(HaltedMove.KILLED);
            requireLive(project, live);
            assertThat(project.environments().production().repair()).isEmpty();
        }
    }
}
