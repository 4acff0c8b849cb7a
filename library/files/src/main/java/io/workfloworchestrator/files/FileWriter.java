package io.workfloworchestrator.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Set;

/**
 * Writes whole files into an open folder. It writes a temporary file beside, which only the owner may read; gives it its
 * final permissions; forces it; renames it over the name; and forces the folder. A reader sees the old file or the new one,
 * and after a power cut one of the two is there.
 *
 * <p>An existing file keeps its permissions; a hard link to it keeps the old content, since the name gets a new file.
 */
final class FileWriter {
    private static final Set<PosixFilePermission> NEW_FILE = PosixFilePermissions.fromString("rw-r--r--");
    private static final SecureRandom RANDOM = new SecureRandom();

    private FileWriter() {}

    /** A name that scans skip and that nobody can guess. */
    static String temporaryName() {
        byte[] random = new byte[8];
        RANDOM.nextBytes(random);
        return ".wo-" + HexFormat.of().formatHex(random) + ".tmp";
    }

    static void replace(FolderHandle folder, String name, byte[] content) throws IOException {
        Set<PosixFilePermission> permissions;
        try {
            permissions = folder.permissions(name);
        } catch (NoSuchFileException e) {
            permissions = NEW_FILE;
        }
        put(folder, name, content, permissions);
    }

    /** Reserves the name first, so that of two writers one is refused; then as {@link #replace}. */
    static void writeNew(FolderHandle folder, String name, byte[] content) throws IOException {
        folder.create(name).close();
        BasicFileAttributes reserved = folder.look(name);
        boolean written = false;
        try {
            put(folder, name, content, NEW_FILE);
            written = true;
        } finally {
            if (!written) {
                deleteReservation(folder, name, reserved);
            }
        }
    }

    private static void put(FolderHandle folder, String name, byte[] content, Set<PosixFilePermission> permissions)
            throws IOException {
        String temporary = temporaryName();
        boolean renamed = false;
        try {
            write(folder, temporary, content, permissions);
            folder.rename(temporary, name);
            renamed = true;
            folder.sync();
        } finally {
            if (!renamed) {
                deleteQuietly(folder, temporary);
            }
        }
    }

    private static void write(FolderHandle folder, String name, byte[] content, Set<PosixFilePermission> permissions)
            throws IOException {
        try (SeekableByteChannel file = folder.create(name)) {
            ByteBuffer rest = ByteBuffer.wrap(content);
            while (rest.hasRemaining()) {
                file.write(rest);
            }
            if (!permissions.isEmpty()) {
                folder.setPermissions(name, permissions);
            }
            FolderHandle.force(file);
        }
    }

    private static void deleteReservation(FolderHandle folder, String name, BasicFileAttributes reserved) {
        try {
            BasicFileAttributes now = folder.look(name);
            boolean ours = now.size() == 0 && Objects.equals(now.fileKey(), reserved.fileKey());
            if (ours) {
                folder.delete(name);
            }
        } catch (IOException e) {
            // The first failure is reported; an empty file may stay behind.
            return;
        }
    }

    private static void deleteQuietly(FolderHandle folder, String name) {
        try {
            folder.delete(name);
        } catch (IOException e) {
            // It was never created, or the first failure is reported; scans skip the hidden name.
            return;
        }
    }
}
