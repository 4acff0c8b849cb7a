package io.workfloworchestrator.state.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.workfloworchestrator.json.CodedException;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.state.Revision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What may not be written is still read, and says so; what may not be read is not absent. */
class RightsTest extends StateFolderCase {
    @Test
    void aStoreForReadingOnlyReadsAndRefusesToWrite() throws IOException {
        Map<String, Object> truth;
        try (JdbcStateStore store = JdbcStateStore.at(folder())) {
            fill(store);
            truth = everything(store);
        }
        try (JdbcStateStore reader = JdbcStateStore.readOnly(folder())) {
            assertThat(everything(reader)).isEqualTo(truth);
            assertThat(code(() -> Changes.put(reader, "a/b", Json.of(1)))).isEqualTo("E_READ_ONLY");
            assertThat(code(() -> reader.note("x", "y"))).isEqualTo("E_READ_ONLY");
            try (JdbcStateStore writer = JdbcStateStore.at(folder())) {
                Changes.put(writer, "a/e", Json.of(1));
                assertThat(reader.head()).isEqualTo(Revision.of(25));
                Changes.put(writer, "a/e", Json.of(2));
                assertThat(reader.read("a/e").orElseThrow().value()).contains(Json.of(2));
            }
            assertThat(reader.head()).isEqualTo(Revision.of(26));
        }
    }

    @Test
    void readingOnlyCreatesNothing() throws IOException {
        try (JdbcStateStore store = JdbcStateStore.at(folder())) {
            fill(store);
        }
        Files.delete(folder().resolve("queue.lock"));
        Files.delete(folder().resolve("open.lock"));
        try (JdbcStateStore reader = JdbcStateStore.readOnly(folder())) {
            reader.enter().close();
            assertThat(reader.head()).isEqualTo(Revision.of(24));
            try (Stream<Path> files = Files.list(folder())) {
                assertThat(files.map(file -> file.getFileName().toString()))
                        .containsExactlyInAnyOrder(".gitignore", "state.db", "state.db-confirmed");
            }
        }
    }

    @Test
    void aLogThatACrashLeftIsReadEvenWhereNothingCanBeWritten(@TempDir Path elsewhere) throws IOException {
        Map<String, Object> truth;
        Path copy = elsewhere.resolve("copy");
        Files.createDirectory(copy);
        try (JdbcStateStore store = JdbcStateStore.at(folder())) {
            fill(store);
            truth = everything(store);
            for (String name : new String[] {"state.db", "state.db-wal"}) {
                Files.copy(folder().resolve(name), copy.resolve(name));
            }
        }
        try (JdbcStateStore reader = JdbcStateStore.readOnly(copy)) {
            assertThat(everything(reader)).isEqualTo(truth);
        }
        try (Stream<Path> files = Files.list(copy)) {
            assertThat(files).hasSize(2);
        }
    }

    @Test
    void anotherUserReadsWhatHeMayAndIsToldWhatHeMayNot(@TempDir Path elsewhere) throws Exception {
        assumeTrue(isRoot(), "needs root, to become another user");
        try (JdbcStateStore store = JdbcStateStore.at(folder())) {
            Changes.put(store, "a/b", Json.of(5));
        }
        open(elsewhere, "rwxr-xr-x");
        open(project, "rwxr-xr-x");
        open(Objects.requireNonNull(folder().getParent()), "rwxr-xr-x");
        Path classes = Files.createDirectory(elsewhere.resolve("classes"));
        open(classes, "rwxr-xr-x");
        try (Child nobody = Child.asNobody(folder(), classes)) {
            assertThat(nobody.ask("read"))
                    .startsWith("E_PERMISSION")
                    .contains(folder() + " (owner root, mode rwx------)");
            assertThat(nobody.ask("put")).startsWith("E_PERMISSION");
            open(folder(), "rwxr-xr-x");
            assertThat(nobody.ask("read")).startsWith("E_PERMISSION").contains("state.db (owner root, mode rw-------)");
            open(folder().resolve("state.db"), "rw-r--r--");
            assertThat(nobody.ask("read")).isEqualTo("Optional[5]");
            assertThat(nobody.ask("put")).startsWith("E_READ_ONLY").contains("owner root");
            try (JdbcStateStore store = JdbcStateStore.at(folder())) {
                Changes.put(store, "a/b", Json.of(6));
            }
            assertThat(nobody.ask("read")).isEqualTo("Optional[6]");
            open(folder(), "rwxrwxrwx");
            open(folder().resolve("state.db"), "rw-rw-rw-");
            assertThat(nobody.ask("put")).startsWith("E_STATE_DIR_SYMLINK").contains("belongs to another user");
        }
        try (JdbcStateStore store = JdbcStateStore.at(folder())) {
            assertThat(store.head()).isEqualTo(Revision.of(2));
        }
    }

    @Test
    void aStateFolderThatIsALinkIsRefused(@TempDir Path elsewhere) throws IOException {
        Files.createDirectories(Objects.requireNonNull(folder().getParent()));
        Files.createSymbolicLink(folder(), elsewhere);
        try (JdbcStateStore store = JdbcStateStore.at(folder())) {
            assertThat(code(() -> Changes.put(store, "a/b", Json.of(1)))).isEqualTo("E_STATE_DIR_SYMLINK");
            assertThat(elsewhere).isEmptyDirectory();
            Files.delete(folder());
            Changes.put(store, "a/b", Json.of(1));
        }
    }

    @Test
    void aDatabaseThatIsALinkOrAFolderIsRefused(@TempDir Path elsewhere) throws IOException {
        Files.createDirectories(folder());
        Files.createSymbolicLink(folder().resolve("state.db"), elsewhere.resolve("theirs.db"));
        try (JdbcStateStore store = JdbcStateStore.at(folder())) {
            assertThat(code(store::head)).isEqualTo("E_STATE_DIR_SYMLINK");
            Files.delete(folder().resolve("state.db"));
            Files.createDirectory(folder().resolve("state.db"));
            assertThat(code(() -> Changes.put(store, "a/b", Json.of(1)))).isEqualTo("E_STATE_DIR_SYMLINK");
            assertThat(elsewhere).isEmptyDirectory();
        }
    }

    @Test
    void aProjectThatDoesNotExistIsNotMade() {
        Path missing = project.resolve("misspelt");
        try (JdbcStateStore store = JdbcStateStore.at(folder(missing))) {
            assertThatThrownBy(() -> Changes.put(store, "a/b", Json.of(1))).hasMessageContaining("there is no folder");
            assertThat(missing).doesNotExist();
        }
    }

    @Test
    void aFullDiskIsSaidAndTheSameStoreWorksOnceThereIsRoom() throws Exception {
        assumeTrue(isRoot(), "needs root, to mount a small file system");
        Path small = Files.createDirectory(project.resolve("small"));
        assumeTrue(run("mount", "-t", "tmpfs", "-o", "size=1m,mode=0700", "tmpfs", small.toString()), "cannot mount");
        try (JdbcStateStore store = JdbcStateStore.at(folder(small))) {
            Changes.put(store, "a/b", Json.of(1));
            int kept = 1;
            String code = "";
            while (code.isEmpty()) {
                Json large = Json.of("x".repeat(50_000) + kept);
                code = code(() -> Changes.put(store, "a/b", large));
                kept += code.isEmpty() ? 1 : 0;
            }
            assertThat(code).isEqualTo("E_NO_SPACE");
            assertThat(store.head()).isEqualTo(Revision.of(kept));
            assertThat(run("mount", "-o", "remount,size=8m", small.toString())).isTrue();
            Changes.put(store, "a/b", Json.of("x".repeat(50_000)));
            assertThat(store.head()).isEqualTo(Revision.of(kept + 1));
            assertThat(store.verify()).isEmpty();
        } finally {
            run("umount", "-l", small.toString());
        }
    }

    @Test
    void aFileSystemThatIsReadOnlyIsReadAndSaysSo() throws Exception {
        assumeTrue(isRoot(), "needs root, to mount a file system");
        Path small = Files.createDirectory(project.resolve("small"));
        assumeTrue(run("mount", "-t", "tmpfs", "-o", "size=4m,mode=0700", "tmpfs", small.toString()), "cannot mount");
        try {
            try (JdbcStateStore store = JdbcStateStore.at(folder(small))) {
                fill(store);
            }
            assertThat(run("mount", "-o", "remount,ro", small.toString())).isTrue();
            try (JdbcStateStore store = JdbcStateStore.at(folder(small))) {
                assertThat(store.head()).isEqualTo(Revision.of(24));
                assertThat(code(() -> Changes.put(store, "a/b", Json.of(1)))).isEqualTo("E_READ_ONLY");
                assertThat(run("mount", "-o", "remount,rw", small.toString())).isTrue();
                Changes.put(store, "a/b", Json.of(1));
                assertThat(store.head()).isEqualTo(Revision.of(25));
            }
        } finally {
            run("umount", "-l", small.toString());
        }
    }

    private static boolean run(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor()
                == 0;
    }

    private static void open(Path path, String mode) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
    }

    private static String code(Runnable change) {
        try {
            change.run();
            return "";
        } catch (CodedException e) {
            return e.code();
        }
    }
}
