package io.workfloworchestrator.state.jdbc;

import io.workfloworchestrator.state.StateException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The folder that holds the database: where its files are, whose it is, and which files are at its paths now.
 *
 * <p>It looks at the attributes of files only. Nothing in the process may open the database's files by Java's means: closing
 * any descriptor of a file drops all POSIX locks that the process holds on it, also SQLite's. Thread-safe.
 */
final class StateFolder {
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Path folder;
    private final Path database;
    private final Path wal;
    private final Path shm;
    private final Path confirmed;

    /** The files that were at the paths when the folder had this stamp; the stamp was settled before. */
    private volatile @Nullable Seen seen;

    private record Seen(FolderStamp stamp, Identity identity) {}

    StateFolder(Path folder) {
        this.folder = folder.toAbsolutePath().normalize();
        this.database = this.folder.resolve("state.db");
        this.wal = this.folder.resolve("state.db-wal");
        this.shm = this.folder.resolve("state.db-shm");
        this.confirmed = this.folder.resolve("state.db-confirmed");
    }

    /** The identities of the files at the three paths; null where there is no file. */
    record Identity(
            @Nullable Object database,
            @Nullable Object wal,
            @Nullable Object shm) {
        @Override
        public boolean equals(@Nullable Object other) { // written out, as in Revision
            return other instanceof Identity identity
                    && Objects.equals(database, identity.database)
                    && Objects.equals(wal, identity.wal)
                    && Objects.equals(shm, identity.shm);
        }

        @Override
        public int hashCode() {
            return Objects.hash(database, wal, shm);
        }
    }

    Path folder() {
        return folder;
    }

    Path database() {
        return database;
    }

    Path wal() {
        return wal;
    }

    Path shm() {
        return shm;
    }

    /** The file of {@link ConfirmedMark}. */
    Path confirmed() {
        return confirmed;
    }

    Identity identity() throws IOException {
        return new Identity(identity(database), identity(wal), identity(shm));
    }

    /**
     * The same, but while the folder's stamp tells that no name changed, the files are not looked at. On Linux since 6.13
     * a look gives the next write another time, which a commit's sync has to write too: it took three times as long.
     */
    Identity identityByStamp() throws IOException {
        FolderStamp stamp = FolderStamp.of(folder);
        Seen known = seen;
        if (stamp != null && known != null && known.stamp().equals(stamp)) {
            return known.identity();
        }
        boolean settled = stamp != null && stamp.isSettled();
        Identity identity = identity();
        seen = stamp != null && settled ? new Seen(stamp, identity) : null;
        return identity;
    }

    /** As {@link #identity}, and different as soon as a file is written to. */
    Identity exactIdentity() throws IOException {
        return new Identity(exactIdentity(database), exactIdentity(wal), identity(shm));
    }

    private static @Nullable Object exactIdentity(Path file) throws IOException {
        BasicFileAttributes attributes = attributes(file);
        return attributes == null
                ? null
                : List.of(
                        Objects.requireNonNullElse(attributes.fileKey(), attributes.creationTime()),
                        attributes.size(),
                        attributes.lastModifiedTime());
    }

    /** The size of a file; 0 if there is none. */
    static long size(Path file) throws IOException {
        BasicFileAttributes attributes = attributes(file);
        return attributes == null ? 0 : attributes.size();
    }

    static @Nullable Object identity(Path file) throws IOException {
        BasicFileAttributes attributes = attributes(file);
        return attributes == null ? null : Objects.requireNonNullElse(attributes.fileKey(), attributes.creationTime());
    }

    /** What is at a path, without following links; null if nothing is there. */
    static @Nullable BasicFileAttributes attributes(Path file) throws IOException {
        try {
            return Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        } catch (NoSuchFileException e) {
            return null;
        } catch (FileSystemException e) {
            if (String.valueOf(e.getReason()).contains("Not a directory")) {
                return null;
            }
            throw e;
        }
    }

    boolean exists() throws IOException {
        return attributes(database) != null;
    }

    /** Whether we may change the files. */
    boolean isWritable() {
        return Files.isWritable(folder) && (!Files.exists(database) || Files.isWritable(database));
    }

    /**
     * Refuses a folder that is a link, no folder, or another user's.
     *
     * @throws StateException (E_STATE_DIR_SYMLINK)
     */
    void check(boolean toWrite) throws IOException {
        BasicFileAttributes attributes = attributes(folder);
        if (attributes == null) {
            return;
        }
        if (attributes.isSymbolicLink() || !attributes.isDirectory()) {
            throw new StateException(
                    "E_STATE_DIR_SYMLINK",
                    "the state folder " + folder + " is "
                            + (attributes.isSymbolicLink() ? "a symbolic link" : "not a folder")
                            + ", so the state could be written elsewhere. Make it a folder of your own, or configure"
                            + " another place.");
        }
        BasicFileAttributes file = attributes(database);
        if (file != null && !file.isRegularFile()) {
            throw new StateException(
                    "E_STATE_DIR_SYMLINK", database + " is not a regular file. Move it away; it is not the store's.");
        }
        if (toWrite && isWritable()) {
            Object owner = uid(folder);
            Object me = uid(Path.of("/proc/self/status"));
            if (owner != null && me != null && !owner.equals(me) && !me.equals(0)) {
                throw new StateException(
                        "E_STATE_DIR_SYMLINK",
                        "the state folder " + describe(folder) + " belongs to another user (you are uid " + me
                                + "). Use a state folder of your own.");
            }
        }
    }

    private static @Nullable Object uid(Path path) {
        try {
            return Files.getAttribute(path, "unix:uid", LinkOption.NOFOLLOW_LINKS);
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException notUnix) {
            return null;
        }
    }

    /** Path, owner and mode, which people need to mend permissions. */
    static String describe(Path path) {
        try {
            PosixFileAttributes attributes = Files.readAttributes(path, PosixFileAttributes.class);
            return path + " (owner " + attributes.owner().getName() + ", mode "
                    + PosixFilePermissions.toString(attributes.permissions()) + ")";
        } catch (IOException | UnsupportedOperationException e) {
            return path.toString();
        }
    }

    /**
     * Makes the folder, for us alone, and the folder around it, which nobody else can change, whatever the umask. The
     * project around both must be there, so that a misspelt one is not created.
     */
    void create() throws IOException {
        if (attributes(folder) != null) {
            return;
        }
        Path parent = Objects.requireNonNullElse(folder.getParent(), folder);
        if (!Files.isDirectory(parent)) {
            Path project = parent.getParent();
            if (project == null || !Files.isDirectory(project)) {
                throw new StateException(
                        "E_STATE_IO", "there is no folder " + project + " to keep state in. Check the project's path.");
            }
            createFolder(parent, privateTo(readableLike(project)));
        }
        createFolder(folder, privateTo("rwx------"));
        ignoreInGit();
    }

    /**
     * Nothing of this folder belongs in a repository; what does is written into files outside. The file is written beside and renamed, so
     * that a process which is killed leaves no empty one; another process, or the files' side of the library, writes the same.
     */
    private void ignoreInGit() throws IOException {
        Path beside = Files.createTempFile(folder, ".gitignore.", ".tmp", privateTo("rw-------"));
        try {
            Files.writeString(beside, "*\n");
            Files.move(beside, folder.resolve(".gitignore"), StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(beside);
        }
    }

    /** Makes the names of this folder and of the one around it durable. */
    void syncAbove() throws IOException {
        Path around = Objects.requireNonNullElse(folder.getParent(), folder);
        sync(around);
        sync(Objects.requireNonNullElse(around.getParent(), around));
    }

    /** The rights of a folder that only its owner may change, and that has the same readers as this one. */
    private static String readableLike(Path project) throws IOException {
        try {
            String rights = PosixFilePermissions.toString(Files.getPosixFilePermissions(project));
            return "rwx" + rights.substring(3).replace('w', '-');
        } catch (UnsupportedOperationException noRights) {
            return "rwx------";
        }
    }

    private static void createFolder(Path path, FileAttribute<?>... attributes) throws IOException {
        try {
            Files.createDirectory(path, attributes);
        } catch (java.nio.file.FileAlreadyExistsException e) {
            if (!Files.isDirectory(path)) {
                throw e;
            }
        }
    }

    /** The attribute for a new file or folder with these rights; nothing if the file system knows no rights. */
    FileAttribute<?>[] privateTo(String rights) {
        return folder.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(rights))}
                : new FileAttribute<?>[0];
    }

    Path fresh(String prefix) {
        return folder.resolve(prefix + random());
    }

    static String random() {
        byte[] bytes = new byte[8];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /** Makes durable what was created, renamed or deleted in a folder, if the system can do that. */
    static void sync(Path folder) throws IOException {
        try {
            sync(folder, StandardOpenOption.READ);
        } catch (java.nio.file.AccessDeniedException e) {
            // Windows cannot do that, and need not.
        }
    }

    static void syncFile(Path file) throws IOException {
        sync(file, StandardOpenOption.WRITE);
    }

    private static void sync(Path place, StandardOpenOption option) throws IOException {
        IOException[] failure = new IOException[1];
        uninterrupted("state-sync", () -> {
            try (FileChannel channel = FileChannel.open(place, option)) {
                channel.force(true);
            } catch (IOException e) {
                failure[0] = e;
            }
        });
        if (failure[0] != null) {
            throw failure[0];
        }
    }

    /** Closes a channel, if there is one. When that fails, its descriptor and its locks are gone all the same. */
    static void close(@Nullable Closeable channel) {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            // See above.
        }
    }

    /** Runs this on a thread of its own and waits for it: an interrupt of this thread would close the channel in use. */
    static void uninterrupted(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
        boolean interrupted = false;
        while (true) {
            try {
                thread.join();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
