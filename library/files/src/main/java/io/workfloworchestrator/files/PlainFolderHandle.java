package io.workfloworchestrator.files;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The weaker handle, for platforms without {@code openat} (Windows). Each step first checks that the folder's path still
 * leads, without a link, to the folder that was opened. Between the check and the step somebody with write access to the
 * project can still swap a folder for a link; a second check after the step at least reports it.
 */
public record PlainFolderHandle(Path path, @Nullable Object key) implements FolderHandle {
    public static PlainFolderHandle ofRoot(Path root) throws IOException {
        return new PlainFolderHandle(root, attributes(root).fileKey());
    }

    private static BasicFileAttributes attributes(Path path) throws IOException {
        return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    }

    private void check() throws IOException {
        BasicFileAttributes now = attributes(path);
        if (!now.isDirectory()
                || !Objects.equals(now.fileKey(), key)
                || !path.toRealPath().equals(path)) {
            throw new FileSystemException(path.toString(), null, "was replaced while in use");
        }
    }

    private interface Step<T> {
        T run() throws IOException;
    }

    private <T> T checked(Step<T> step) throws IOException {
        check();
        T result = step.run();
        check();
        return result;
    }

    @Override
    public FolderHandle open(String name) throws IOException {
        if (name.equals(".")) {
            check();
            return this;
        }
        return checked(() -> {
            Path child = path.resolve(name);
            BasicFileAttributes found = attributes(child);
            if (!found.isDirectory()) {
                throw new FileSystemException(child.toString(), null, "is not a folder");
            }
            return new PlainFolderHandle(child, found.fileKey());
        });
    }

    @Override
    public BasicFileAttributes look(String name) throws IOException {
        return checked(() -> attributes(path.resolve(name)));
    }

    @Override
    public List<String> names(int max) throws IOException {
        return checked(() -> {
            try (DirectoryStream<Path> stream = Files.newDirectoryStream(path)) {
                return FolderHandle.names(stream, max);
            }
        });
    }

    @Override
    public SeekableByteChannel read(String name) throws IOException {
        return checked(() ->
                Files.newByteChannel(path.resolve(name), Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)));
    }

    @Override
    public SeekableByteChannel create(String name) throws IOException {
        Set<java.nio.file.OpenOption> options =
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
        Path file = path.resolve(name);
        boolean posix = Files.getFileStore(path).supportsFileAttributeView("posix");
        return checked(
                () -> posix ? Files.newByteChannel(file, options, PRIVATE) : Files.newByteChannel(file, options));
    }

    @Override
    public void move(String from, FolderHandle target, String to) throws IOException {
        checked(() -> Files.move(
                path.resolve(from),
                ((PlainFolderHandle) target).path.resolve(to),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING));
    }

    @Override
    public void delete(String name) throws IOException {
        checked(() -> {
            Files.delete(path.resolve(name));
            return name;
        });
    }

    @Override
    public Set<PosixFilePermission> permissions(String name) throws IOException {
        try {
            return checked(() -> Files.getPosixFilePermissions(path.resolve(name), LinkOption.NOFOLLOW_LINKS));
        } catch (UnsupportedOperationException e) {
            return Set.of();
        }
    }

    @Override
    public void setPermissions(String name, Set<PosixFilePermission> permissions) throws IOException {
        try {
            checked(() -> Files.setPosixFilePermissions(path.resolve(name), permissions));
        } catch (UnsupportedOperationException e) {
            // This file system has no such permissions: the file gets those of its folder.
            return;
        }
    }

    @Override
    public void sync() throws IOException {
        if (path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            try (SeekableByteChannel folder = Files.newByteChannel(path, StandardOpenOption.READ)) {
                FolderHandle.force(folder);
            }
        }
    }

    @Override
    public void close() {}
}
