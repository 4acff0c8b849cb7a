package io.workfloworchestrator.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** P33: a folder is swapped for a link to the outside, again and again, while it is read, listed and written through. */
class PathRaceTest {

    private static final Duration RACE = Duration.ofSeconds(2);

    @TempDir
    Path temp;

    @Test
    void nothingEscapesWhileAFolderIsSwappedForALink() throws Exception {
        Path root = Files.createDirectory(temp.resolve("proj"));
        Path outside = Files.createDirectory(temp.resolve("outside"));
        Files.writeString(outside.resolve("s"), "secret");
        Path folder = Files.createDirectory(root.resolve("d"));
        Files.writeString(folder.resolve("s"), "public");
        Files.createSymbolicLink(root.resolve("evil"), outside);
        ProjectFolder project = ProjectFolder.open(root);

        AtomicBoolean stop = new AtomicBoolean();
        AtomicReference<@Nullable Exception> failed = new AtomicReference<>();
        Thread swapper = new Thread(() -> swap(root, stop, failed), "swapper");
        swapper.start();
        int done = 0;
        int refused = 0;
        long end = System.nanoTime() + RACE.toNanos();
        try {
            // On a busy machine it takes longer until enough has happened.
            long latest = end + TimeUnit.MINUTES.toNanos(1);
            for (int i = 0;
                    System.nanoTime() - end < 0 || done + refused <= 1_000 && System.nanoTime() - latest < 0;
                    i++) {
                try {
                    act(project, i);
                    done++;
                } catch (PathException e) {
                    refused++;
                }
            }
        } finally {
            stop.set(true);
            swapper.join();
        }

        assertThat(failed.get()).isNull();
        try (Stream<Path> all = Files.walk(outside)) {
            assertThat(all).containsExactlyInAnyOrder(outside, outside.resolve("s"));
        }
        assertThat(outside.resolve("s")).hasContent("secret");
        assertThat(done + refused).as("operations").isGreaterThan(1_000);
        assertThat(done).as("operations that succeeded, of %s", done + refused).isPositive();
        assertThat(refused).as("operations that met the link").isPositive();
    }

    private static void act(ProjectFolder project, int i) {
        switch (i % 4) {
            case 0 -> assertThat(project.readText("d/s", 100)).isEqualTo("public");
            case 1 -> project.replace("d/n" + i % 16, "mine".getBytes(UTF_8));
            case 2 -> project.createDirectories("d/sub" + i % 16 + "/deep");
            default ->
                assertThat(project.list("d", 1_000))
                        .noneMatch(entry -> entry.name().equals("n"));
        }
    }

    /** Puts a link in the folder's place and takes it away; the other side may make the folder anew at any moment. */
    private static void swap(Path root, AtomicBoolean stop, AtomicReference<@Nullable Exception> failed) {
        Path folder = root.resolve("d");
        Path evil = root.resolve("evil");
        try {
            for (int i = 0; !stop.get(); i++) {
                Path aside = root.resolve("aside-" + i);
                Files.move(folder, aside, StandardCopyOption.ATOMIC_MOVE);
                if (tryMove(evil, folder)) {
                    Files.move(folder, evil, StandardCopyOption.ATOMIC_MOVE);
                }
                tryMove(aside, folder);
            }
        } catch (IOException e) {
            failed.set(e);
        }
    }

    /** Fails when the other side made a folder there that is not empty. */
    private static boolean tryMove(Path from, Path to) {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
