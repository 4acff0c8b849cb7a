package io.workfloworchestrator.app.environments;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A file system in memory of a test's own, which can be full, or for reading only; a test is skipped where it cannot be mounted. */
final class SmallDisk implements AutoCloseable {
    private final Path at;

    private SmallDisk(Path at) {
        this.at = at;
    }

    static SmallDisk mount(Path at, String size) throws IOException {
        Object unused = Files.createDirectories(at);
        String said = said("mount", "-t", "tmpfs", "-o", "mode=0755,size=" + size, "tmpfs", at.toString());
        assumeTrue(said.isEmpty(), () -> "a file system cannot be mounted here: " + said);
        return new SmallDisk(at);
    }

    void readOnly(boolean isReadOnly) {
        String said = said("mount", "-o", "remount," + (isReadOnly ? "ro" : "rw"), at.toString());
        if (!said.isEmpty()) {
            throw new AssertionError(said);
        }
    }

    /** Takes all room that is left. @return what is to be deleted to give it back */
    Path fill() throws IOException {
        Path ballast = at.resolve("ballast");
        try (OutputStream out = Files.newOutputStream(ballast)) {
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

    private static String said(String... words) {
        try {
            Process process =
                    new ProcessBuilder(List.of(words)).redirectErrorStream(true).start();
            process.getOutputStream().close();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            boolean isDone = process.waitFor(60, TimeUnit.SECONDS) && process.exitValue() == 0;
            return isDone ? "" : words[0] + " fails: " + said;
        } catch (IOException e) {
            return "there is no " + words[0];
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return words[0] + " was interrupted";
        }
    }

    @Override
    public void close() {
        if (!said("umount", at.toString()).isEmpty()) {
            // Something still has a file open there; the mount goes with it.
            String unused = said("umount", "-l", at.toString());
        }
    }
}
