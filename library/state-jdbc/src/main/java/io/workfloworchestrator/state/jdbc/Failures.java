package io.workfloworchestrator.state.jdbc;

import io.workfloworchestrator.state.StateException;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.util.Locale;

/** Turns what the database and the system say into errors that people can act on. Stateless. */
record Failures(StateFolder folder) {
    StateException of(SQLException e) {
        return switch (SqliteDialect.fault(e)) {
            case BUSY -> busy(e);
            case FULL -> noSpace(e);
            case READ_ONLY -> readOnly(e);
            case CORRUPT -> corrupt(String.valueOf(e.getMessage()), e);
            case SYNC -> durability("the disk did not confirm a write", e);
            case IO, CANNOT_OPEN -> system(e);
            case OTHER ->
                new StateException("E_STATE_IO", "the database " + folder.database() + " failed: " + e.getMessage(), e);
        };
    }

    StateException of(IOException e) {
        String said = String.valueOf(e.getMessage());
        String low = said.toLowerCase(Locale.ROOT);
        if (low.contains("no space left") || low.contains("quota")) {
            return noSpace(e);
        }
        if (low.contains("read-only file system")) {
            return readOnly(e);
        }
        if (low.contains("too many open files")) {
            return new StateException(
                    "E_TOO_MANY_FILES",
                    "this process, or the system, has too many open files to open " + folder.database()
                            + "; nothing was lost. Close some, or raise the limit (ulimit -n).",
                    e);
        }
        if (e instanceof java.nio.file.AccessDeniedException || low.contains("permission denied")) {
            return permission(e);
        }
        return new StateException(
                "E_STATE_IO", "the state in " + folder.folder() + " cannot be read or written: " + said + ".", e);
    }

    private StateException busy(SQLException e) {
        return new StateException(
                "E_STATE_BUSY",
                "another process holds the write lock of " + folder.database() + " for too long: "
                        + Holder.of(folder).orElse("it could not be found out which")
                        + ". Nothing was changed. If that process is stopped, continue or end it; then try again.",
                e);
    }

    private StateException noSpace(Exception e) {
        return new StateException(
                "E_NO_SPACE",
                "there is no space left (disk or quota) for the state in " + folder.folder()
                        + ". Nothing was changed and nothing is lost. Free some space and try again.",
                e);
    }

    StateException readOnly(Exception e) {
        return new StateException(
                "E_READ_ONLY",
                "the state in " + StateFolder.describe(folder.folder())
                        + " can be read but not changed here: the file system, the folder or the file is read-only."
                        + " Nothing was changed.",
                e);
    }

    StateException permission(Exception e) {
        Path blocked = folder.folder();
        for (Path above = blocked; above != null; above = above.getParent()) {
            if (Files.isDirectory(above) && !(Files.isReadable(above) && Files.isExecutable(above))) {
                blocked = above;
            }
        }
        if (Files.exists(folder.database()) && !Files.isReadable(folder.database())) {
            blocked = folder.database();
        }
        return new StateException(
                "E_PERMISSION",
                "you have no permission for " + StateFolder.describe(blocked)
                        + ". Run as its owner, or let its owner change the mode.",
                e);
    }

    StateException corrupt(String what, Exception e) {
        return new StateException(
                "E_STATE_CORRUPT",
                "the database " + folder.database() + " is damaged: " + what
                        + ". Nothing was overwritten. Run doctor to see what is intact.",
                e);
    }

    static StateException durability(String what, Exception e) {
        return new StateException(
                "E_DURABILITY",
                what
                        + ", so this change is not confirmed; everything confirmed before is kept. Check the disk,"
                        + " read the state again, then repeat the change.",
                e);
    }

    /** SQLite says only that a call failed. The system says why, when we try something similar. */
    private StateException system(SQLException e) {
        try {
            probe();
        } catch (IOException said) {
            said.addSuppressed(e);
            return of(said);
        }
        if (SqliteDialect.fault(e) == SqliteDialect.Fault.CANNOT_OPEN && !folder.isWritable()) {
            return Files.isReadable(folder.folder()) && Files.isReadable(folder.database())
                    ? readOnly(e)
                    : permission(e);
        }
        return new StateException(
                "E_STATE_IO",
                "the database " + folder.database() + " cannot be read or written: " + e.getMessage()
                        + ". What was confirmed before is kept. Check the disk, then try again.",
                e);
    }

    private void probe() throws IOException {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder.folder())) {
            for (Path entry : entries) {
                StateFolder.attributes(entry);
            }
        }
        if (folder.isWritable()) {
            Path file = folder.fresh(".probe-");
            try (FileChannel channel = FileChannel.open(
                            file,
                            java.util.Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                            folder.privateTo("rw-------"));
                    var out = Channels.newOutputStream(channel)) {
                out.write(new byte[64 << 10]);
            } finally {
                Files.deleteIfExists(file);
            }
        }
    }
}
