package io.workfloworchestrator.state.proofs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A file system of a proof's own: mounted for it, and unmounted when it is closed or when this process ends. An image is
 * mounted through a loop device that the kernel detaches with the mount.
 */
final class Volume implements AutoCloseable {
    private final Path at;
    private final Thread atExit;

    private Volume(Path at) {
        this.at = at;
        this.atExit = new Thread(() -> said("umount", "-l", at.toString()));
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    /** A file system in memory, of this size. */
    static Volume tmpfs(Path at, String size) throws IOException {
        return mount(at, "-t", "tmpfs", "-o", "mode=0755,size=" + size, "tmpfs");
    }

    /** What is in this image, mounted with these options. */
    static Volume image(Path image, Path at, String options) throws IOException {
        return mount(at, "-o", options.isEmpty() ? "loop" : "loop," + options, image.toString());
    }

    /** An image of this size, of which no more is on the disk than is used, with an empty file system. */
    static Path make(Path image, long megabytes, String mkfs) throws IOException {
        assumeTrue(isRoot(), "needs root, to make and mount a file system");
        try (RandomAccessFile file = new RandomAccessFile(image.toFile(), "rw")) {
            file.setLength(megabytes << 20);
        }
        String said = said(mkfs, "-q", image.toString());
        assumeTrue(said.isEmpty(), () -> "cannot make a file system here: " + said);
        return image;
    }

    private static Volume mount(Path at, String... what) throws IOException {
        assumeTrue(isRoot(), "needs root, to mount a file system");
        Files.createDirectories(at);
        List<String> command = new ArrayList<>(List.of("mount"));
        command.addAll(List.of(what));
        command.add(at.toString());
        String said = said(command.toArray(String[]::new));
        assumeTrue(said.isEmpty(), () -> "cannot mount a file system here: " + said);
        return new Volume(at);
    }

    static boolean isRoot() {
        try {
            return Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException notLinux) {
            return false;
        }
    }

    Path at() {
        return at;
    }

    void remount(String options) {
        assertThat(said("mount", "-o", "remount," + options, at.toString())).isEmpty();
    }

    /** Takes all room that is left; what is to be deleted to give it back. */
    Path fill() throws IOException {
        Path ballast = at.resolve("ballast");
        try (var out = Files.newOutputStream(ballast)) {
            for (int size = 1 << 16; size > 0; ) {
                try {
                    out.write(new byte[size]);
                } catch (IOException full) {
                    size /= 2;
                }
            }
        }
        return ballast;
    }

    /** Runs a command; empty when it succeeded, else what it said. */
    static String said(String... command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            if (process.waitFor(60, TimeUnit.SECONDS) && process.exitValue() == 0) {
                return "";
            }
            return command[0] + " fails: " + said;
        } catch (IOException e) {
            return "there is no " + command[0] + ": " + e.getMessage();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return command[0] + " was interrupted";
        }
    }

    @Override
    public void close() {
        String said = said("umount", at.toString());
        if (!said.isEmpty()) {
            // Something still has a file open there; the mount goes with it.
            said = said("umount", "-l", at.toString());
        }
        Runtime.getRuntime().removeShutdownHook(atExit);
        assertThat(said).isEmpty();
    }
}
