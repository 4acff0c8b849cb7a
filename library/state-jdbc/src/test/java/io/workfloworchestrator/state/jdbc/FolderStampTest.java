package io.workfloworchestrator.state.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What the folder's stamp stands for is what a look at the files says, at every moment. */
@DisabledOnOs(OS.WINDOWS)
class FolderStampTest {
    private static final long SEED = 20_261_126L;

    @TempDir
    Path project;

    @Test
    void whateverIsDoneToTheFilesIsSeenByTheStampToo() throws Exception {
        Path state = Files.createDirectory(project.resolve("state"));
        StateFolder folder = new StateFolder(state);
        Random random = new Random(SEED);
        for (int i = 0; i < 600; i++) {
            Path file = state.resolve(random.nextBoolean() ? "state.db" : "state.db-wal");
            switch (random.nextInt(6)) {
                case 0 -> Files.deleteIfExists(file);
                case 1 -> Files.writeString(file, "x");
                case 2 -> replace(file);
                case 3 -> {
                    deleteAll(state);
                    Files.createDirectory(state);
                }
                case 4 -> Thread.sleep(random.nextInt(40));
                default -> {
                    // Nothing happens.
                }
            }
            assertThat(folder.identityByStamp()).as("seed %d, step %d", SEED, i).isEqualTo(folder.identity());
            assertThat(folder.identityByStamp()).isEqualTo(folder.identity());
        }
    }

    @Test
    void aBackupThatIsCopiedBackWithItsTimesIsSeen() throws Exception {
        Path state = Files.createDirectory(project.resolve("state"));
        Path file = Files.writeString(state.resolve("state.db"), "x");
        StateFolder folder = new StateFolder(state);
        settle(state);
        StateFolder.Identity before = folder.identityByStamp();
        FileTime modified = Files.getLastModifiedTime(state);

        replace(file);
        Files.setLastModifiedTime(state, modified);

        assertThat(folder.identityByStamp()).isEqualTo(folder.identity()).isNotEqualTo(before);
    }

    @Test
    void onceTheFolderIsSettledItsFilesAreNotLookedAt() throws Exception {
        Path state = Files.createDirectory(project.resolve("state"));
        Files.writeString(state.resolve("state.db"), "x");
        StateFolder folder = new StateFolder(state);
        settle(state);

        assertThat(folder.identityByStamp()).isSameAs(folder.identityByStamp());
    }

    @Test
    void whatChangedJustNowIsNotSettled() throws Exception {
        assertThat(Objects.requireNonNull(FolderStamp.of(Files.createDirectory(project.resolve("new"))))
                        .isSettled())
                .isFalse();
        assertThat(FolderStamp.of(project.resolve("none"))).isNull();
        assertThat(new FolderStamp(1L, 1L, FileTime.from(Instant.now().plusSeconds(60))).isSettled())
                .isFalse();
        assertThat(new FolderStamp(1L, 1L, FileTime.from(Instant.ofEpochSecond(1_000_000_000))).isSettled())
                .isFalse();
    }

    private static void settle(Path state) {
        await().atMost(Duration.ofSeconds(10))
                .until(() -> Objects.requireNonNull(FolderStamp.of(state)).isSettled());
    }

    private static void replace(Path file) throws IOException {
        Path other = Files.writeString(file.resolveSibling("other"), "y");
        Files.move(other, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    private static void deleteAll(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }
}
