package io.workfloworchestrator.state.files;

import static io.workfloworchestrator.state.files.Desk.LOGIN;
import static io.workfloworchestrator.state.files.Desk.LOGIN_FILE;
import static io.workfloworchestrator.state.files.Desk.MAIN;
import static io.workfloworchestrator.state.files.Desk.MAIN_FILE;
import static io.workfloworchestrator.state.files.Desk.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.state.InMemoryStateStore;
import io.workfloworchestrator.state.StateKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "symbolic links and permission bits are POSIX here")
final class ConfinementTest {
    @TempDir
    Path folder;

    private Path project() throws IOException {
        return Files.createDirectories(folder.resolve("project"));
    }

    private Path elsewhere() throws IOException {
        return Files.createDirectories(folder.resolve("elsewhere"));
    }

    @Test
    void theFolderMustNotBeALink() throws IOException {
        Files.createSymbolicLink(project().resolve(".ai-planning"), elsewhere());
        Codes.assertRefused("E_STATE_DIR_SYMLINK", () -> Desk.at(project()));
        assertThat(elsewhere()).isEmptyDirectory();
    }

    @Test
    void theFolderMustNotBecomeALink() throws IOException {
        try (Desk desk = Desk.at(project())) {
            desk.with(MAIN, "{'a': 1}");
            Files.move(project().resolve(".ai-planning"), project().resolve("moved"));
            Files.createSymbolicLink(project().resolve(".ai-planning"), elsewhere());
            Codes.assertRefused("E_STATE_DIR_SYMLINK", () -> desk.value(MAIN));
            assertThat(elsewhere()).isEmptyDirectory();
        }
    }

    @Test
    void aFileThatIsALinkIsNeitherReadNorReplaced() throws IOException {
        Path secret = Files.writeString(elsewhere().resolve("secret.json"), "{\"secret\": 1}");
        Files.createDirectories(project().resolve(".ai-planning"));
        Path link = Files.createSymbolicLink(project().resolve(MAIN_FILE), secret);
        try (Desk desk = Desk.at(project())) {
            assertThat(desk.state.find(MAIN)).isEmpty();
            assertThat(desk.codes()).containsExactly("E_STATE_SYMLINK");
            Codes.assertRefused("E_STATE_SYMLINK", () -> desk.state.create(MAIN, json("{}"), Desk.TOOL));
        }
        assertThat(Files.isSymbolicLink(link)).isTrue();
        assertThat(secret).hasContent("{\"secret\": 1}");
    }

    @Test
    void aFileThatBecomesALinkIsNotWrittenThrough() throws IOException {
        Path secret = Files.writeString(elsewhere().resolve("secret.json"), "{\"secret\": 1}");
        try (Desk desk = Desk.at(project())) {
            desk.with(MAIN, "{'a': 1}");
            Files.delete(project().resolve(MAIN_FILE));
            Files.createSymbolicLink(project().resolve(MAIN_FILE), secret);
            assertThat(desk.value(MAIN)).isEqualTo(json("{'a': 1}"));
            Codes.assertRefused("E_STATE_SYMLINK", () -> desk.set(MAIN, "a", "2"));
            desk.files.repair();
            assertThat(secret).hasContent("{\"secret\": 1}");
        }
    }

    @Test
    void aFolderBelowThatIsALinkIsNotFollowed() throws IOException {
        Files.writeString(elsewhere().resolve("001-login.json"), "{\"secret\": 1}");
        Files.createDirectories(project().resolve(".ai-planning"));
        Files.createSymbolicLink(project().resolve(".ai-planning/spec-driven"), elsewhere());
        try (Desk desk = Desk.at(project())) {
            assertThat(desk.state.find(LOGIN)).isEmpty();
            desk.state.create(LOGIN, json("{'a': 1}"), Desk.TOOL);
            desk.files.flush();
            assertThat(desk.codes()).contains("E_STATE_DIR_SYMLINK");
            assertThat(elsewhere().resolve("001-login.json")).hasContent("{\"secret\": 1}");
        }
    }

    @Test
    void aPipeOrAFolderInPlaceOfAFileIsNamedAndNeverHangs() throws Exception {
        try (Desk desk = Desk.at(project())) {
            desk.with(MAIN, "{'a': 1}").with(LOGIN, "{'a': 1}");
            Files.delete(project().resolve(MAIN_FILE));
            assertThat(new ProcessBuilder("mkfifo", project().resolve(MAIN_FILE).toString())
                            .start()
                            .waitFor())
                    .isZero();
            Files.delete(project().resolve(LOGIN_FILE));
            Files.createDirectory(project().resolve(LOGIN_FILE));
            Assertions.assertTimeoutPreemptively(Duration.ofSeconds(10), () -> {
                assertThat(desk.codes()).containsExactly("E_STATE_NOT_FILE", "E_STATE_NOT_FILE");
                desk.set(MAIN, "a", "2");
                desk.set(LOGIN, "a", "2");
                desk.files.flush();
            });
            assertThat(desk.value(MAIN)).isEqualTo(json("{'a': 2}"));
            assertThat(desk.notice("E_STATE_NOT_FILE").message()).contains("where a file is expected");
        }
    }

    @Test
    void ourFolderBeingAFileIsNamed() throws IOException {
        Files.writeString(project().resolve(".ai-planning"), "mine");
        Codes.assertRefused("E_STATE_DIR", () -> Desk.at(project()));
        assertThat(project().resolve(".ai-planning")).hasContent("mine");
    }

    @Test
    void filesAreReadableLikeTheProjectAndWrittenByTheirOwnerOnly() throws IOException {
        Files.setPosixFilePermissions(project(), PosixFilePermissions.fromString("rwx------"));
        try (Desk desk = Desk.at(project())) {
            desk.with(MAIN, "{'a': 1}");
            assertThat(mode(".ai-planning")).isEqualTo("rwx------");
            assertThat(mode(MAIN_FILE)).isEqualTo("rw-------");
            assertThat(mode(".ai-planning/.state")).isEqualTo("rwx------");
        }
        Path open = Files.createDirectories(folder.resolve("open"));
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwxrwx"));
        try (Desk desk = Desk.at(open)) {
            desk.with(MAIN, "{'a': 1}");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(open.resolve(".ai-planning"))))
                    .isEqualTo("rwxr-xr-x");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(open.resolve(MAIN_FILE))))
                    .isEqualTo("rw-r--r--");
            assertThat(PosixFilePermissions.toString(
                            Files.getPosixFilePermissions(open.resolve(".ai-planning/.state"))))
                    .isEqualTo("rwx------");
            Files.setPosixFilePermissions(open.resolve(MAIN_FILE), PosixFilePermissions.fromString("rw-r-----"));
            desk.set(MAIN, "a", "2");
            desk.files.flush();
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(open.resolve(MAIN_FILE))))
                    .isEqualTo("rw-r-----");
        }
    }

    private String mode(String path) throws IOException {
        return PosixFilePermissions.toString(
                Files.getPosixFilePermissions(project().resolve(path), LinkOption.NOFOLLOW_LINKS));
    }

    @Test
    void aProjectWithSpacesUnicodeAndALinkedRootWorks() throws IOException {
        Path real = Files.createDirectories(folder.resolve("mein Projekt ä漢\uD83D\uDE80"));
        Path link = Files.createSymbolicLink(folder.resolve("link"), real);
        InMemoryStateStore store = new InMemoryStateStore();
        try (Desk byLink = Desk.at(link, store);
                Desk byPath = Desk.at(real, store)) {
            byLink.with(MAIN, "{'a': 1, 'b': 1}");
            byPath.save(MAIN_FILE, "{'a': 2, 'b': 1}");
            assertThat(byLink.value(MAIN)).isEqualTo(json("{'a': 2, 'b': 1}"));
            byPath.set(MAIN, "b", "2");
            byPath.files.flush();
            assertThat(json(byLink.text(MAIN_FILE))).isEqualTo(json("{'a': 2, 'b': 2}"));
        }
    }

    @Test
    void layoutsKeepEveryTypeWhereItWantsToBe() throws IOException {
        Layout layout = Layout.standard().with("task-executor", "temp/workflows/<name>/state.json");
        StateKey<io.workfloworchestrator.json.Json> task = StateKey.json("task-executor/build-login");
        InMemoryStateStore store = new InMemoryStateStore();
        try (Desk desk = Desk.of(Desk.files(project(), store).layout(layout), project(), store)) {
            desk.with(task, "{'a': 1}");
            desk.save("temp/workflows/build-login/state.json", "{'a': 2}");
            assertThat(desk.value(task)).isEqualTo(json("{'a': 2}"));
            desk.save("temp/workflows/by-hand/state.json", "{'a': 3}");
            assertThat(desk.state.list()).containsExactly("task-executor/build-login", "task-executor/by-hand");
        }
        assertThat(layout.key("temp/workflows/x/state.json")).contains("task-executor/x");
        assertThat(layout.key(".ai-planning/task-executor/x.json")).isEmpty();
        assertThat(layout.key(".ai-planning/spec-driven/x.conflict-12345678.json"))
                .isEmpty();
        assertThat(layout.key(".ai-planning/definitions/x.json")).isEmpty();
        for (String wrong : new String[] {
            "../<id>.json",
            "/tmp/<id>.json",
            "a/<id>/../x.json",
            "x.json",
            "<id>/<id>.json",
            ".git/<id>.json",
            ".ai-planning/.state/<id>.json",
            "a/<id>.yaml",
            "a//<id>.json",
            "a\\<id>.json"
        }) {
            Codes.assertRefused("E_LAYOUT", () -> Layout.standard().with("x", wrong));
        }
        Codes.assertRefused("E_ID_SYNTAX", () -> layout.path("spec-driven/x.conflict-12345678"));
    }
}
