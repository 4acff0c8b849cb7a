package io.workfloworchestrator.app.environments;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.json.JsonException;
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
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The files of a folder and what is in them: the source of a server, or a release of it. Symbolic links are kept as links if they
 * stay inside of the folder, and are refused otherwise.
 */
public final class FileTree {
    private static final int MOST_FILES = 200_000;
    private static final String LINK = "link ";

    private static final Pattern UNFINISHED = Pattern.compile("(?:build|\\.new)-(\\d+)-.*");

    private FileTree() {}

    /** Makes a folder whose name begins with {@code build} or {@code .new}, until it is finished. */
    static Path makeUnfinished(Path parent, String begin) throws IOException {
        return Files.createTempDirectory(
                parent, begin + "-" + ProcessHandle.current().pid() + "-");
    }

    /** Whether the process is gone that made an unfinished folder. */
    static boolean isAbandoned(Path folder) {
        Matcher name = UNFINISHED.matcher(String.valueOf(folder.getFileName()));
        return name.matches()
                && ProcessHandle.of(Long.parseLong(name.group(1)))
                        .filter(ProcessHandle::isAlive)
                        .isEmpty();
    }

    /**
     * SHA-256 of each file by its path below the folder, with slashes; where a link leads, of a link.
     *
     * @param ignored names of files and folders that are left out, wherever they are
     * @throws EnvironmentException {@code E_SERVER_LINK} if a link leads out; {@code E_SERVER_LARGE} if there are too many files
     */
    static SortedMap<String, String> contents(Path folder, Set<String> ignored) {
        SortedMap<String, String> contents = new TreeMap<>();
        walkFiles(folder, ignored, (path, file, attributes) -> {
            contents.put(path, attributes.isSymbolicLink() ? LINK + link(folder, file) : digest(file));
            if (contents.size() > MOST_FILES) {
                throw new EnvironmentException(
                        "E_SERVER_LARGE",
                        folder + " has more than " + MOST_FILES + " files. Name what is no source with --ignore NAME.");
            }
        });
        return contents;
    }

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
        Object unusedFolder = io(() -> Files.createDirectories(to));
        walkFiles(from, ignored, (path, file, attributes) -> {
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
     * Copies a folder or a file as it is: links as links, wherever they lead, and empty folders too. Pipes and sockets are left out,
     * since whoever uses them makes them anew.
     *
     * @param wanted which paths of files and links are copied
     */
    static void copyAsItIs(Path from, Path to, Predicate<String> wanted) throws IOException {
        Object unusedParent = Files.createDirectories(parent(to));
        Object unusedWalk = walk(from, Set.of(), (path, file, attributes) -> {
            Path target = to.resolve(path);
            if (attributes.isDirectory()) {
                Object unused = Files.createDirectories(target);
            } else if (wanted.test(path)) {
                Object unused = Files.copy(file, target, StandardCopyOption.COPY_ATTRIBUTES, LinkOption.NOFOLLOW_LINKS);
            }
        });
    }

    /** SHA-256 of the files below a path, and where its links lead, wherever that is; empty if nothing is there. */
    static SortedMap<String, String> contentsAsItIs(Path from) {
        SortedMap<String, String> contents = new TreeMap<>();
        if (Files.exists(from, LinkOption.NOFOLLOW_LINKS)) {
            walkFiles(from, Set.of(), (path, file, attributes) -> {
                contents.put(path, attributes.isSymbolicLink() ? LINK + Files.readSymbolicLink(file) : digest(file));
            });
        }
        return contents;
    }

    /** Work that may fail by an error of input or output. */
    public interface Work<R> {
        R run() throws IOException;
    }

    /** Does it, and passes the error on unchecked. */
    public static <R> R io(Work<R> work) {
        try {
            return work.run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a file of JSON says; empty if it cannot be read, such as one that is not there, or was not written to its end. */
    static Optional<Json> json(Path file) {
        try {
            return Optional.of(Json.parse(Files.readAllBytes(file)));
        } catch (IOException | JsonException e) {
            return Optional.empty();
        }
    }

    /** Deletes a folder and what is in it, if it is there. */
    public static void delete(Path folder) {
        try (Stream<Path> all =
                Files.exists(folder, LinkOption.NOFOLLOW_LINKS) ? Files.walk(folder) : Stream.<Path>empty()) {
            for (Path one : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(one);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is in a folder, sorted; nothing if it is not there. */
    static List<Path> list(Path folder) {
        try (Stream<Path> all = Files.isDirectory(folder) ? Files.list(folder) : Stream.<Path>empty()) {
            return all.sorted().toList();
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

    private interface Taken {
        void on(String path, Path file, BasicFileAttributes attributes) throws IOException;
    }

    private static void walkFiles(Path folder, Set<String> ignored, Taken taken) {
        Object unused = io(() -> walk(folder, ignored, (path, file, attributes) -> {
            if (!attributes.isDirectory()) {
                taken.on(path, file, attributes);
            }
        }));
    }

    /** Takes the folder, and all that is below it but pipes and sockets, by paths with slashes. */
    private static Path walk(Path folder, Set<String> ignored, Taken taken) throws IOException {
        return Files.walkFileTree(folder, new SimpleFileVisitor<Path>() {
            @Override
            public FileVisitResult preVisitDirectory(Path below, BasicFileAttributes attributes) throws IOException {
                if (!below.equals(folder) && ignored.contains(name(below))) {
                    return FileVisitResult.SKIP_SUBTREE;
                }
                taken.on(path(below), below, attributes);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (!ignored.contains(name(file)) && !attributes.isOther()) {
                    taken.on(path(file), file, attributes);
                }
                return FileVisitResult.CONTINUE;
            }

            private String path(Path below) {
                List<String> names = new ArrayList<>();
                folder.relativize(below).forEach(part -> names.add(part.toString()));
                return String.join("/", names);
            }
        });
    }

    private static String name(Path path) {
        return String.valueOf(path.getFileName());
    }
}
