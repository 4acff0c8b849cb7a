package io.workfloworchestrator.files;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.Channel;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * An open folder, in which names are looked up without following links. A handle is the folder itself, not its path: it
 * stays the same folder if somebody moves it away or puts a link in its place.
 *
 * <p>Not thread-safe; close it.
 */
public sealed interface FolderHandle extends Closeable permits FolderHandle.Secure, PlainFolderHandle {
    FileAttribute<Set<PosixFilePermission>> PRIVATE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    FolderHandle open(String name) throws IOException;

    BasicFileAttributes look(String name) throws IOException;

    /** At most {@code max} names, in no order. */
    List<String> names(int max) throws IOException;

    SeekableByteChannel read(String name) throws IOException;

    /** A new file that only its owner may read; fails when the name is taken. */
    SeekableByteChannel create(String name) throws IOException;

    /** Renames within this folder, replacing a file of that name. */
    default void rename(String from, String to) throws IOException {
        move(from, this, to);
    }

    void move(String from, FolderHandle target, String to) throws IOException;

    void delete(String name) throws IOException;

    Set<PosixFilePermission> permissions(String name) throws IOException;

    void setPermissions(String name, Set<PosixFilePermission> permissions) throws IOException;

    /** Makes renames and new names durable; does nothing where folders cannot be forced (Windows). */
    void sync() throws IOException;

    @Override
    void close() throws IOException;

    /** The handle of a folder whose own path is trusted: the root of a project. */
    @SuppressWarnings("StreamResourceLeak") // the handle owns the stream
    static FolderHandle ofRoot(Path root) throws IOException {
        DirectoryStream<Path> stream = Files.newDirectoryStream(root);
        if (stream instanceof SecureDirectoryStream<Path> secure) {
            return new Secure(secure);
        }
        stream.close();
        return PlainFolderHandle.ofRoot(root);
    }

    static void force(Channel file) throws IOException {
        if (file instanceof FileChannel channel) {
            channel.force(true);
        }
    }

    static List<String> names(DirectoryStream<Path> stream, int max) throws IOException {
        List<String> names = new ArrayList<>();
        try {
            for (Path entry : stream) {
                if (names.size() >= max) {
                    break;
                }
                Path name = entry.getFileName();
                if (name != null) {
                    names.add(name.toString());
                }
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return names;
    }

    /** Works by descriptor: {@code openat}, {@code fstatat}, {@code renameat}. */
    record Secure(SecureDirectoryStream<Path> stream) implements FolderHandle {
        private static final Path HERE = Path.of(".");

        @Override
        public FolderHandle open(String name) throws IOException {
            return new Secure(stream.newDirectoryStream(Path.of(name), LinkOption.NOFOLLOW_LINKS));
        }

        @Override
        public BasicFileAttributes look(String name) throws IOException {
            return stream.getFileAttributeView(Path.of(name), BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                    .readAttributes();
        }

        @Override
        public List<String> names(int max) throws IOException {
            // A stream can be read only once, so a second stream of the same folder is read.
            try (SecureDirectoryStream<Path> fresh = stream.newDirectoryStream(HERE, LinkOption.NOFOLLOW_LINKS)) {
                return FolderHandle.names(fresh, max);
            }
        }

        @Override
        public SeekableByteChannel read(String name) throws IOException {
            return stream.newByteChannel(Path.of(name), Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS));
        }

        @Override
        public SeekableByteChannel create(String name) throws IOException {
            return stream.newByteChannel(
                    Path.of(name),
                    Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS),
                    PRIVATE);
        }

        @Override
        public void move(String from, FolderHandle target, String to) throws IOException {
            stream.move(Path.of(from), ((Secure) target).stream, Path.of(to));
        }

        @Override
        public void delete(String name) throws IOException {
            stream.deleteFile(Path.of(name));
        }

        @Override
        public Set<PosixFilePermission> permissions(String name) throws IOException {
            return posix(name).readAttributes().permissions();
        }

        @Override
        public void setPermissions(String name, Set<PosixFilePermission> permissions) throws IOException {
            posix(name).setPermissions(permissions);
        }

        private PosixFileAttributeView posix(String name) {
            return stream.getFileAttributeView(Path.of(name), PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
        }

        @Override
        public void sync() throws IOException {
            try (SeekableByteChannel folder = stream.newByteChannel(HERE, Set.of(StandardOpenOption.READ))) {
                FolderHandle.force(folder);
            }
        }

        @Override
        public void close() throws IOException {
            stream.close();
        }
    }
}
