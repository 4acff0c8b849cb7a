package io.workfloworchestrator.app.environments;

import io.workfloworchestrator.projectmanagement.environments.EnvironmentException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The files of a folder and what is in them: the source of a server, or a release of it. Symbolic links are kept as links if they
 * stay inside of the folder, and are refused otherwise.
 */
final class FileTree {
    private static final int MOST_FILES = 200_000;
    private static final String LINK = "link ";

    private FileTree() {}

    /**
     * SHA-256 of each file by its path below the folder, with slashes; where a link leads, of a link.
     *
     * @param ignored names of files and folders that are left out, wherever they are
     * @throws EnvironmentException {@code E_SERVER_LINK} if a link leads out; {@code E_SERVER_LARGE} if there are too many files
     */
    static SortedMap<String, String> contents(Path folder, Set<String> ignored) {
        SortedMap<String, String> contents = new TreeMap<>();
        walk(folder, ignored, (path, file, attributes) -> {
            contents.put(path, attributes.isSymbolicLink() ? LINK + link(folder, file) : digest(file));
            if (contents.size() > MOST_FILES) {
                throw new EnvironmentException(
                        "E_SERVER_LARGE",
                        folder + " has more than " + MOST_FILES + " files. Name what is no source with --ignore NAME.");
            }
        });
        return contents;
    }

    /** One fingerprint of all paths and contents. */
    static String fingerprint(Map<String, String> contents) {
        MessageDigest sum = sha256();
        contents.forEach(
                (path, content) -> sum.update((path + "\n" + content + "\n").getBytes(StandardCharsets.UTF_8)));
        return HexFormat.of().formatHex(sum.digest());
    }

    /**
     * Copies a folder. The other folder must not be there, except that it may be empty.
     *
     * @param wanted which paths are copied of those that are not ignored
     */
    static void copy(Path from, Path to, Set<String> ignored, Predicate<String> wanted) {
        try {
            Object unused = Files.createDirectories(to);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        walk(from, ignored, (path, file, attributes) -> {
            if (!wanted.test(path)) {
                return;
            }
            Path target = to.resolve(path);
            Object unused = Files.createDirectories(parent(target));
            if (attributes.isSymbolicLink()) {
                unused = link(from, file);
                Path leads = Files.readSymbolicLink(file);
                unused = Files.createSymbolicLink(target, leads);
            } else {
                unused = Files.copy(file, target, StandardCopyOption.COPY_ATTRIBUTES);
            }
        });
    }

    /**
     * Copies a folder as it is: links as links, wherever they lead, and empty folders too. Pipes and sockets are left out, since whoever
     * uses them makes them anew.
     *
     * @param wanted which paths of files and links are copied
     */
    static void copyAsItIs(Path from, Path to, Predicate<String> wanted) throws IOException {
        Object unused = Files.walkFileTree(from, new SimpleFileVisitor<Path>() {
            @Override
            public FileVisitResult preVisitDirectory(Path below, BasicFileAttributes attributes) throws IOException {
                Object unused = Files.createDirectories(to.resolve(from.relativize(below)));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Path path = from.relativize(file);
                if (!attributes.isOther() && wanted.test(path.toString().replace('\\', '/'))) {
                    Object unused = Files.copy(
                            file, to.resolve(path), StandardCopyOption.COPY_ATTRIBUTES, LinkOption.NOFOLLOW_LINKS);
                }
                return FileVisitResult.CONTINUE;
            }
        });
    }

    /** Deletes a folder and what is in it, if it is there. */
    static void delete(Path folder) {
        if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try {
            Object unused = Files.walkFileTree(folder, new SimpleFileVisitor<Path>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.delete(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path below, @Nullable IOException e) throws IOException {
                    if (e != null) {
                        throw e;
                    }
                    Files.delete(below);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Path parent(Path path) {
        Path parent = path.getParent();
        return parent == null ? path : parent;
    }

    /** Where a link leads, which must be inside of the folder. */
    private static String link(Path folder, Path link) throws IOException {
        Path to = Files.readSymbolicLink(link);
        Path end = parent(link).resolve(to).normalize();
        if (to.isAbsolute() || !end.startsWith(folder.normalize())) {
            throw new EnvironmentException(
                    "E_SERVER_LINK",
                    "The link " + folder.relativize(link) + " in " + folder + " leads out of it, to " + to
                            + ". Copy what it leads to, or name it with --ignore.");
        }
        return to.toString();
    }

    /** SHA-256 of a file. */
    static String digest(Path file) throws IOException {
        MessageDigest sum = sha256();
        byte[] part = new byte[65_536];
        try (InputStream in = Files.newInputStream(file)) {
            for (int count = in.read(part); count >= 0; count = in.read(part)) {
                sum.update(part, 0, count);
            }
        }
        return HexFormat.of().formatHex(sum.digest());
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** Takes one file or link. */
    private interface Taken {
        void on(String path, Path file, BasicFileAttributes attributes) throws IOException;
    }

    private static void walk(Path folder, Set<String> ignored, Taken taken) {
        try {
            Object unused = Files.walkFileTree(folder, new SimpleFileVisitor<Path>() {
                @Override
                public FileVisitResult preVisitDirectory(Path below, BasicFileAttributes attributes) {
                    return !below.equals(folder) && ignored.contains(name(below))
                            ? FileVisitResult.SKIP_SUBTREE
                            : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    if (ignored.contains(name(file)) || attributes.isOther()) {
                        return FileVisitResult.CONTINUE;
                    }
                    List<String> names = new ArrayList<>();
                    folder.relativize(file).forEach(part -> names.add(part.toString()));
                    taken.on(String.join("/", names), file, attributes);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String name(Path path) {
        return String.valueOf(path.getFileName());
    }
}
