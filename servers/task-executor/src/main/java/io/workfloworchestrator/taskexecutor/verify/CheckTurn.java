package io.workfloworchestrator.taskexecutor.verify;

import io.workfloworchestrator.files.ProjectFolder;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The turn of one check. Checks of one project run one after another, also those of different processes, since two builds in one
 * folder break each other. The operating system gives the turn back when a process ends. Not thread-safe.
 */
final class CheckTurn implements AutoCloseable {
    private static final String FOLDER = ".ai-planning/.state";
    private static final String FILE = "checks.lock";
    private static final long PAUSE_MILLIS = 100;

    private final Optional<FileChannel> channel;

    private CheckTurn(Optional<FileChannel> channel) {
        this.channel = channel;
    }

    /**
     * Waits for the turn. Gives the turn; empty if the outcome is no longer wanted. A project without a state folder has no other
     * processes.
     */
    static Optional<CheckTurn> await(ProjectFolder project, String check, RunControl control) {
        Path folder = project.root().resolve(FOLDER);
        if (!Files.isDirectory(folder)) {
            return Optional.of(new CheckTurn(Optional.empty()));
        }
        try {
            FileChannel channel =
                    FileChannel.open(folder.resolve(FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            while (lock(channel) == null) {
                control.progress().accept(check + " waits for other checks of this project");
                if (control.cancelled().getAsBoolean() || !isPaused()) {
                    channel.close();
                    return Optional.empty();
                }
            }
            return Optional.of(new CheckTurn(Optional.of(channel)));
        } catch (IOException e) {
            // Where files cannot be locked, such as on some network drives, checks run without turns.
            return Optional.of(new CheckTurn(Optional.empty()));
        }
    }

    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null; // another thread of this process has it
        }
    }

    private static boolean isPaused() {
        try {
            Thread.sleep(PAUSE_MILLIS);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void close() {
        channel.ifPresent(open -> {
            try {
                open.close();
            } catch (IOException e) {
                return; // the lock goes with the process at the latest
            }
        });
    }
}
