package io.workfloworchestrator.projectmanagement.migration;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A git that hangs is ended, with what it started. */
class GitIndexTest {
    @TempDir
    private Path folder;

    @Test
    @DisabledOnOs(OS.WINDOWS) // The program is a script of the shell.
    void aGitThatTakesTooLongIsEndedWithWhatItStarted() throws Exception {
        Path ids = folder.resolve("ids");
        Path git = Files.writeString(
                folder.resolve("slow-git"), "#!/bin/sh\nsleep 600 &\necho $$ $! > '" + ids + "'\nwait\n");
        Files.setPosixFilePermissions(git, PosixFilePermissions.fromString("rwx------"));

        assertThat(new GitIndex(folder, git.toString(), Duration.ofSeconds(1)).move(List.of()))
                .isEmpty();

        String[] started = Files.readString(ids).strip().split(" ");
        assertThat(started).hasSize(2);
        for (String id : started) {
            ProcessHandle.of(Long.parseLong(id))
                    .ifPresent(left ->
                            left.onExit().orTimeout(20, TimeUnit.SECONDS).join());
        }
    }
}
