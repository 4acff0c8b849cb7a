package io.workfloworchestrator.detect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.workfloworchestrator.files.FolderEntry;
import io.workfloworchestrator.files.PathAttributes;
import io.workfloworchestrator.files.PathException;
import io.workfloworchestrator.files.PlainFolderHandle;
import io.workfloworchestrator.files.ProjectFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ProjectFolderTest {

    @TempDir
    Path temp;

    /** Both handles promise the same. */
    enum Handle {
        SECURE,
        PLAIN;

        ProjectFolder open(Path root) {
            return this == SECURE ? ProjectFolder.open(root) : ProjectFolder.open(root, PlainFolderHandle::ofRoot);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    @ParameterizedTest
    @EnumSource
    void whatIsWrittenIsReadAgain(Handle handle) throws IOException {
        ProjectFolder project = handle.open(temp);

        project.writeNew("a/b/c.md", bytes("eins ä"));

        assertThat(project.readText("a/b/c.md", 100)).isEqualTo("eins ä");
        assertThat(Files.getPosixFilePermissions(temp.resolve("a/b/c.md")))
                .isEqualTo(PosixFilePermissions.fromString("rw-r--r--"));
    }

    @ParameterizedTest
    @EnumSource
    void aReplacedFileKeepsItsPermissionsAndLeavesNoTemporaryFile(Handle handle) throws IOException {
        ProjectFolder project = handle.open(temp);
        project.writeNew("run.sh", bytes("1"));
        Files.setPosixFilePermissions(temp.resolve("run.sh"), PosixFilePermissions.fromString("rwxr-x---"));

        project.replace("run.sh", bytes("2"));

        assertThat(temp.resolve("run.sh")).hasContent("2");
        assertThat(Files.getPosixFilePermissions(temp.resolve("run.sh")))
                .isEqualTo(PosixFilePermissions.fromString("rwxr-x---"));
        assertThat(project.list(".", 10)).containsExactly(new FolderEntry("run.sh", PathAttributes.Kind.FILE));
    }

    @ParameterizedTest
    @EnumSource
    void aNameThatIsTakenIsNotWrittenAgain(Handle handle) {
        ProjectFolder project = handle.open(temp);
        project.writeNew("a.md", bytes("1"));

        assertThatThrownBy(() -> project.writeNew("a.md", bytes("2")))
                .isInstanceOf(PathException.class)
                .hasFieldOrPropertyWithValue("code", "E_PATH_EXISTS")
                .hasMessage("'a.md' exists already. Choose another name, or replace it.");
        assertThat(project.readText("a.md", 10)).isEqualTo("1");
    }

    @ParameterizedTest
    @EnumSource
    void foldersAreMadeOnceAndFilesInTheWayAreNamed(Handle handle) {
        ProjectFolder project = handle.open(temp);
        project.createDirectories("a/b/c");
        project.createDirectories("a/b/c");
        project.writeNew("a/file", bytes("x"));

        assertThat(project.attributes("a/b/c").orElseThrow().kind()).isEqualTo(PathAttributes.Kind.DIRECTORY);
        assertThatThrownBy(() -> project.createDirectories("a/file/d"))
                .hasFieldOrPropertyWithValue("code", "E_PATH_NOT_DIRECTORY")
                .hasMessage("'a/file' is a file, not a folder. Rename one of the two.");
        assertThatThrownBy(() -> project.read("a/file/d", 1))
                .hasFieldOrPropertyWithValue("code", "E_PATH_NOT_DIRECTORY")
                .hasMessage("'a/file' is a file, not a folder; nothing lies below it.");
        assertThatThrownBy(() -> project.read("a/b", 1))
                .hasFieldOrPropertyWithValue("code", "E_PATH_NOT_REGULAR")
                .hasMessage("'a/b' is a folder, not a file. Name a regular file.");
        assertThatThrownBy(() -> project.replace("a/b", bytes("x")))
                .hasFieldOrPropertyWithValue("code", "E_PATH_NOT_REGULAR")
                .hasMessageStartingWith("'a/b' is a folder");
        assertThatThrownBy(() -> project.replace(".", bytes("x")))
                .hasFieldOrPropertyWithValue("code", "E_PATH_NOT_REGULAR");
    }

    @ParameterizedTest
    @EnumSource
    void filesAndFoldersAreMovedWithinTheProject(Handle handle) {
        ProjectFolder project = handle.open(temp);
        project.writeNew("active/w/plan.md", bytes("p"));
        project.writeNew("archive/other.md", bytes("o"));

        project.move("active/w", "archive/2026/w");

        assertThat(project.readText("archive/2026/w/plan.md", 10)).isEqualTo("p");
        assertThat(project.exists("active/w")).isFalse();
        assertThatThrownBy(() -> project.move("archive/2026/w/plan.md", "archive/other.md"))
                .hasFieldOrPropertyWithValue("code", "E_PATH_EXISTS");
        assertThatThrownBy(() -> project.move("nothing", "x")).hasFieldOrPropertyWithValue("code", "E_PATH_NOT_FOUND");
        assertThatThrownBy(() -> project.move(".", "x")).hasFieldOrPropertyWithValue("code", "E_PATH_EMPTY");
    }

    @Test
    void aLinkThatStaysInsideIsReadThroughButNotWrittenThrough() throws IOException {
        ProjectFolder project = ProjectFolder.open(temp);
        project.writeNew("real/a.md", bytes("a"));
        Files.createSymbolicLink(temp.resolve("relative"), Path.of("real"));
        Files.createSymbolicLink(temp.resolve("absolute"), temp.toRealPath().resolve("real"));
        Files.createSymbolicLink(temp.resolve("file"), Path.of("relative/a.md"));

        assertThat(project.readText("relative/a.md", 10)).isEqualTo("a");
        assertThat(project.readText("absolute/a.md", 10)).isEqualTo("a");
        assertThat(project.readText("file", 10)).isEqualTo("a");
        assertThat(project.list("relative", 10)).hasSize(1);
        assertThatThrownBy(() -> project.replace("relative/a.md", bytes("b")))
                .hasFieldOrPropertyWithValue("code", "E_PATH_SYMLINK")
                .hasMessage("'relative' is a symbolic link, and nothing is written through links. "
                        + "Name the real path.");
        assertThatThrownBy(() -> project.replace("file", bytes("b")))
                .hasFieldOrPropertyWithValue("code", "E_PATH_SYMLINK");
        assertThat(temp.resolve("real/a.md")).hasContent("a");
    }

    @Test
    void theStoresOwnFolderIsNeverOpened() throws IOException {
        Files.createDirectories(temp.resolve(".ai-planning/.state"));
        Files.writeString(temp.resolve(".ai-planning/.state/state.db"), "x");
        Files.createSymbolicLink(temp.resolve("way"), Path.of(".ai-planning/.state"));
        ProjectFolder project = ProjectFolder.open(temp);

        for (String path : List.of(
                ".ai-planning/.state/state.db", ".ai-planning/.state", ".AI-planning/.State/x", "way/state.db")) {
            assertThatThrownBy(() -> project.read(path, 10))
                    .as(path)
                    .hasFieldOrPropertyWithValue("code", "E_PATH_PROTECTED")
                    .hasMessageContaining("belongs to the state store");
        }
    }

    @Test
    void aSymlinkedRootWithSpacesAndUnicodeIsOpenedByItsRealPath() throws IOException {
        Path real = Files.createDirectory(temp.resolve("Projekt ä 項目"));
        Path link = Files.createSymbolicLink(temp.resolve("link"), real);

        ProjectFolder project = ProjectFolder.open(link);
        project.writeNew("dokumente/größe 1.md", bytes("x"));

        assertThat(project.root()).isEqualTo(real.toRealPath());
        assertThat(project).isEqualTo(ProjectFolder.open(real)).hasSameHashCodeAs(ProjectFolder.open(real));
        assertThat(real.resolve("dokumente/größe 1.md")).hasContent("x");
    }

    @Test
    void plainFormsOfAPathAreEqual() {
        assertThat(ProjectFolder.checkPath("./a//b/./c.md")).isEqualTo("a/b/c.md");
        assertThat(ProjectFolder.checkPath("a/")).isEqualTo("a");
        assertThat(ProjectFolder.checkPath("./")).isEqualTo(".");
        assertThat(ProjectFolder.checkPath("a/..b/...c")).isEqualTo("a/..b/...c");
    }

    @Test
    void moreThanWasAskedForIsNotRead() {
        ProjectFolder project = ProjectFolder.open(temp);
        project.writeNew("a.md", bytes("12345"));
        project.writeNew("b.md", new byte[] {(byte) 0xff, (byte) 0xfe, 0});

        assertThat(project.read("a.md", 5)).hasSize(5);
        assertThatThrownBy(() -> project.read("a.md", 4))
                .hasFieldOrPropertyWithValue("code", "E_PATH_SIZE")
                .hasMessage("'a.md' has 5 bytes; at most 4 are read here.");
        assertThatThrownBy(() -> project.list(".", 1)).hasFieldOrPropertyWithValue("code", "E_PATH_SIZE");
        assertThatThrownBy(() -> project.readText("b.md", 10)).hasFieldOrPropertyWithValue("code", "E_PATH_TEXT");
        assertThatThrownBy(() -> project.read("c.md", 10))
                .hasFieldOrPropertyWithValue("code", "E_PATH_NOT_FOUND")
                .hasMessage("'c.md' does not exist. Check the name, or create it first.");
        assertThatThrownBy(() -> project.list("c", 10)).hasFieldOrPropertyWithValue("code", "E_PATH_NOT_FOUND");
        assertThatThrownBy(() -> project.list("a.md", 10)).hasFieldOrPropertyWithValue("code", "E_PATH_NOT_DIRECTORY");
    }

    @Test
    void readingAndLookingCreateNothing() throws IOException {
        ProjectFolder project = ProjectFolder.open(temp);
        project.exists("a/b");
        project.attributes("a");
        assertThatThrownBy(() -> project.read("a/b", 1)).isInstanceOf(PathException.class);
        assertThatThrownBy(() -> project.move("a", "c/d/e")).isInstanceOf(PathException.class);

        try (Stream<Path> all = Files.walk(temp)) {
            assertThat(all).containsExactly(temp);
        }
    }

    @Test
    void anInterruptDoesNotBreakAReadOrWriteOffAndIsKept() {
        ProjectFolder project = ProjectFolder.open(temp);
        Thread.currentThread().interrupt();
        project.writeNew("a.md", bytes("x"));
        boolean kept = Thread.currentThread().isInterrupted();
        String text = project.readText("a.md", 10);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(kept).isTrue();
        assertThat(text).isEqualTo("x");
    }

    @Test
    void ofManyWritersOfOneNewNameOneWins() throws Exception {
        ProjectFolder project = ProjectFolder.open(temp);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            for (int round = 0; round < 20; round++) {
                String path = "new/" + round + "/file.md";
                Callable<Boolean> writer = () -> {
                    try {
                        project.writeNew(path, bytes("x"));
                        return true;
                    } catch (PathException e) {
                        assertThat(e.code()).isEqualTo("E_PATH_EXISTS");
                        return false;
                    }
                };
                int winners = 0;
                for (Future<Boolean> result : threads.invokeAll(List.of(writer, writer, writer, writer))) {
                    winners += result.get() ? 1 : 0;
                }
                assertThat(winners).isEqualTo(1);
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(project.list(".", 10)).hasSize(1);
    }

    @Test
    void aProjectThatIsGoneIsNamed() throws IOException {
        Path root = Files.createDirectory(temp.resolve("p"));
        ProjectFolder project = ProjectFolder.open(root);
        Files.delete(root);

        assertThatThrownBy(() -> project.exists("a")).hasFieldOrPropertyWithValue("code", "E_ROOT_NOT_FOUND");
        assertThatThrownBy(() -> project.writeNew("a", bytes("x")))
                .hasFieldOrPropertyWithValue("code", "E_ROOT_NOT_FOUND");
        assertThat(root).doesNotExist();
    }

    @Test
    void aFullOrReadOnlyDiskIsNamedAndNothingIsLost() throws Exception {
        Path disk = Files.createDirectory(temp.resolve("disk"));
        ChildJvm.Result child = ChildJvm.onSmallDisk(disk, "64k", WriteChild.class, disk.toString());
        assumeTrue(child.started(), () -> "no mount namespace here: " + child.out());

        assertThat(child.out())
                .contains("full: E_NO_SPACE, kept old, names [a.md, fill]")
                .contains("freed: new")
                .contains("read-only: E_READ_ONLY, kept new, names [a.md]");
    }
}
