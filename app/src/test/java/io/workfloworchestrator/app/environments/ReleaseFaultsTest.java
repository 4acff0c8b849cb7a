package io.workfloworchestrator.app.environments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.workfloworchestrator.json.CodedException;
import io.workfloworchestrator.projectmanagement.environments.ReleaseEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
                .promote(project.servers("core", "extra"), Optional.empty(), false, TinyProject.ANA);
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

    /** All on one disk: each fault changes nothing, and what comes after it works. */
    @Test
    void withoutRoomOrPermissionNothingChangesAndTheReasonIsNamed() throws Exception {
        Path at = folder.resolve("disk");
        try (SmallDisk disk = SmallDisk.mount(at, "24m")) {
            prepared(at).close();
            disk.readOnly(true);
            try (TinyProject project = new TinyProject(at)) {
                assertThatThrownBy(() -> promote(project)).hasMessageContaining("ead-only");
                assertThatThrownBy(() -> rollBack(project)).hasMessageContaining("ead-only");
            }
            disk.readOnly(false);
            withoutPermissionForOneFolder(at);
            try (TinyProject project = new TinyProject(at)) {
                requireLive(project, 1);
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
                assertThatThrownBy(() -> rollBack(project)).isInstanceOf(CodedException.class);
                Files.delete(ballast);
                requireLive(project, 2);
            }
        }
    }

    private static void rollBack(TinyProject project) {
        Object unused =
                project.environments().production().rollBack(project.servers("core", "extra"), "slow", TinyProject.ANA);
    }

    /** Somebody for whom the system does look at permissions may not write into the folder of one of two servers. */
    private static void withoutPermissionForOneFolder(Path at) throws Exception {
        Optional<List<String>> bound = HaltedMove.withoutPrivileges();
        if (bound.isEmpty()) {
            return; // Nobody here is refused anything.
        }
        Path server = at.resolve("environments/extra");
        Set<PosixFilePermission> before = Files.getPosixFilePermissions(server);
        Object unused = Files.setPosixFilePermissions(server, PosixFilePermissions.fromString("r-xr-xr-x"));
        HaltedMove.Outcome refused = HaltedMove.run(bound.get(), at, "promote", "never");
        assertThat(refused.said())
                .contains("A pointer cannot be written", "environments/extra/live.new", "Nothing was changed");
        assertThat(refused.code()).isNotZero();
        unused = Files.setPosixFilePermissions(server, before);
    }

    @Test
    void aProcessThatIsKilledLeavesOneWholeReleaseOfEach() throws Exception {
        try (TinyProject project = prepared(folder)) {
            kill(project, "promote", "swapped core", 2);
            kill(project, "rollback", "committed", 1);
        }
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
        "rollback, swapped extra, 1",
        "rollback, live, 1",
        "one-way, backed up core, 1",
        "one-way, kept core, 1"
    })
    void aProcessThatIsKilledAtAnyStepLeavesOneWholeReleaseOfEach(String move, String step, long live)
            throws Exception {
        try (TinyProject project = prepared(folder)) {
            if (move.equals("rollback")) {
                promote(project);
            }
            if (move.equals("one-way")) {
                goOneWay(project);
                assertThatThrownBy(() -> promote(project)).hasMessageContaining("this is one way");
            }
            kill(project, move, step, live);
        }
    }

    private void kill(TinyProject project, String move, String step, long live) throws Exception {
        HaltedMove.Outcome killed = HaltedMove.run(List.of(), folder, move, step);
        assertThat(killed.code()).as(killed.said()).isEqualTo(HaltedMove.KILLED);
        requireLive(project, live);
        assertThat(project.environments().production().repair()).isEmpty();
    }

    /** As if the first release of core could not read what the second one writes. */
    private static void goOneWay(TinyProject project) throws IOException {
        for (ReleaseEntry release : project.environments().book().releases(project.server("core"))) {
            String format = "{\"writes\": N, \"reads\": [N, N]}".replace("N", Long.toString(release.serial()));
            Path at = project.environments().folder(project.server("core"), release);
            Object unused = Files.writeString(Surface.file(at), "{\"store\": " + format + "}");
        }
    }
}
