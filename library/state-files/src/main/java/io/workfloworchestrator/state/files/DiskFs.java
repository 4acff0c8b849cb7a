package io.workfloworchestrator.state.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** The file system of the machine. Thread-safe. */
final class DiskFs implements StoreFs {
    private static final int WRITERS = 8;
    private static final String UNIX = "unix:size,lastModifiedTime,ctime,fileKey,mode";
    private static final int TYPE = 0170000;
    private static final int REGULAR = 0100000;
    private static final int DIRECTORY = 0040000;
    private static final int SYMLINK = 0120000;

    private final boolean unix;

    DiskFs(Path root) {
        this.unix = root.getFileSystem().supportedFileAttributeViews().contains("unix");
    }

    @Override
    public @Nullable Stat stat(Path path) throws IOException {
        try {
            return unix ? unixStat(path) : basicStat(path);
        } catch (NoSuchFileException e) {
            return null;
        } catch (FileSystemException e) {
            // Above it is a file, not a folder.
            if (String.valueOf(e.getReason()).startsWith("Not a directory")) {
                return null;
            }
            throw e;
        }
    }

    private static Stat unixStat(Path path) throws IOException {
        Map<String, Object> is = Files.readAttributes(path, UNIX, LinkOption.NOFOLLOW_LINKS);
        int mode = (Integer) value(is, "mode");
        Stat.Kind kind = switch (mode & TYPE) {
            case REGULAR -> Stat.Kind.FILE;
            case DIRECTORY -> Stat.Kind.FOLDER;
            case SYMLINK -> Stat.Kind.LINK;
            default -> Stat.Kind.OTHER;
        };
        return new Stat(
                kind,
                (Long) value(is, "size"),
                ((FileTime) value(is, "lastModifiedTime")).to(TimeUnit.NANOSECONDS),
                ((FileTime) value(is, "ctime")).to(TimeUnit.NANOSECONDS),
                value(is, "fileKey"),
                mode & 0777);
    }

    private static Object value(Map<String, Object> attributes, String name) {
        return Objects.requireNonNull(attributes.get(name), name);
    }

    private static Stat basicStat(Path path) throws IOException {
        BasicFileAttributes is = Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        Stat.Kind kind = is.isRegularFile()
                ? Stat.Kind.FILE
                : is.isDirectory() ? Stat.Kind.FOLDER : is.isSymbolicLink() ? Stat.Kind.LINK : Stat.Kind.OTHER;
        long modified = is.lastModifiedTime().to(TimeUnit.NANOSECONDS);
        Object key = is.fileKey();
        return new Stat(kind, is.size(), modified, modified, key == null ? "" : key, is.isDirectory() ? 0755 : 0644);
    }

    @Override
    public byte[] read(Path file, long limit) throws IOException {
        return uninterrupted(() -> {
            try (SeekableByteChannel channel =
                    Files.newByteChannel(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
                long size = channel.size();
                if (size > limit) {
                    throw new FileSystemException(file.toString(), null, size + " bytes are more than " + limit);
                }
                ByteBuffer bytes = ByteBuffer.allocate((int) size);
                while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
                    // The loop also ends if the file shrinks meanwhile.
                }
                byte[] read = new byte[bytes.position()];
                bytes.flip().get(read);
                return read;
            }
        });
    }

    @Override
    public List<String> list(Path folder, int limit) throws IOException {
        List<String> names = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
            for (Path path : stream) {
                if (names.size() == limit) {
                    break;
                }
                names.add(String.valueOf(path.getFileName()));
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return names;
    }

    @Override
    public void makeFolder(Path folder, int mode) throws IOException {
        try {
            Files.createDirectory(folder, attributes(mode));
        } catch (FileAlreadyExistsException e) {
            if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
                throw e;
            }
        }
    }

    @Override
    public void write(Path file, byte[] content, int mode) throws IOException {
        boolean[] created = new boolean[1];
        try {
            uninterrupted(() -> {
                if (created[0]) {
                    Files.deleteIfExists(file);
                    created[0] = false;
                }
                try (FileChannel channel = FileChannel.open(
                        file,
                        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS),
                        attributes(0600))) {
                    created[0] = true;
                    ByteBuffer bytes = ByteBuffer.wrap(content);
                    while (bytes.hasRemaining()) {
                        channel.write(bytes);
                    }
                    if (unix && mode != 0600) {
                        Files.setPosixFilePermissions(file, permissions(mode));
                    }
                    channel.force(true);
                }
                return file;
            });
        } catch (IOException e) {
            if (created[0]) {
                try {
                    Files.deleteIfExists(file);
                } catch (IOException second) {
                    e.addSuppressed(second);
                }
            }
            throw e;
        }
    }

    /** Several threads wait for the disk at once, since a file system writes its log once for all who wait for it. */
    @Override
    public void writeAll(List<NewFile> files) throws IOException {
        if (files.size() < WRITERS) {
            StoreFs.super.writeAll(files);
            return;
        }
        ExecutorService writers = Executors.newFixedThreadPool(WRITERS);
        try {
            List<CompletableFuture<Void>> writing = new ArrayList<>();
            for (NewFile file : files) {
                writing.add(CompletableFuture.runAsync(() -> writeUnchecked(file), writers));
            }
            CompletableFuture.allOf(writing.toArray(CompletableFuture[]::new)).join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof UncheckedIOException failed ? failed.getCause() : new IOException(e);
        } finally {
            writers.shutdown();
        }
    }

    private void writeUnchecked(NewFile file) {
        try {
            write(file.path(), file.content(), file.mode());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void link(Path name, Path file) throws IOException {
        try {
            Files.createLink(name, file);
        } catch (UnsupportedOperationException e) {
            throw new FileSystemException(name.toString(), file.toString(), "no hard links here");
        }
    }

    @Override
    public void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            throw new FileSystemException(from.toString(), to.toString(), "cannot be renamed atomically here");
        }
    }

    @Override
    public void delete(Path file) throws IOException {
        Files.deleteIfExists(file);
    }

    @Override
    public void force(Path folder) throws IOException {
        if (unix) {
            uninterrupted(() -> {
                try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                    channel.force(true);
                }
                return folder;
            });
        }
    }

    @Override
    public @Nullable Held lock(Path file) throws IOException {
        FileChannel channel = FileChannel.open(
                file,
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS),
                attributes(0600));
        boolean locked = false;
        try {
            locked = channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            // Another StateFiles of this process has it.
        } finally {
            if (!locked) {
                channel.close();
            }
        }
        return locked ? () -> release(channel) : null;
    }

    private static void release(FileChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public long now() {
        return System.currentTimeMillis();
    }

    @Override
    public long nanos() {
        return System.nanoTime();
    }

    @Override
    public void pause(long nanos) {
        LockSupport.parkNanos(nanos);
    }

    private FileAttribute<?>[] attributes(int mode) {
        return unix
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions(mode))}
                : new FileAttribute<?>[0];
    }

    private static Set<PosixFilePermission> permissions(int mode) {
        Set<PosixFilePermission> set = EnumSet.noneOf(PosixFilePermission.class);
        PosixFilePermission[] all = PosixFilePermission.values();
        for (int bit = 0; bit < all.length; bit++) {
            if ((mode & (0400 >> bit)) != 0) {
                set.add(all[bit]);
            }
        }
        return set;
    }

    /** Otherwise the interrupt would close the next channel, too. */
    private static void putAside() {
        Thread.interrupted();
    }

    private interface Call<T> {
        T run() throws IOException;
    }

    /** An interrupt closes the channel in use, so the call is repeated, and the interrupt is kept for later. */
    private static <T> T uninterrupted(Call<T> call) throws IOException {
        boolean interrupted = Thread.interrupted();
        try {
            while (true) {
                try {
                    return call.run();
                } catch (ClosedByInterruptException e) {
                    interrupted = true;
                    putAside();
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
