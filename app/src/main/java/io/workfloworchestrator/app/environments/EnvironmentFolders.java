package io.workfloworchestrator.app.environments;

import io.workfloworchestrator.files.PathException;
import io.workfloworchestrator.files.ProjectFolder;
import io.workfloworchestrator.json.Words;
import io.workfloworchestrator.projectmanagement.environments.EnvironmentException;
import io.workfloworchestrator.projectmanagement.environments.ReleaseEntry;
import io.workfloworchestrator.projectmanagement.environments.ServerBook;
import io.workfloworchestrator.projectmanagement.environments.ServerEntry;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Where staging and production are in a project: {@code environments/<server>/releases/<number>-<content>/} for each release, beside
 * it a list of its contents, and {@code environments/<server>/live}, the pointer to the one that clients get. Thread-safe.
 */
record EnvironmentFolders(ProjectFolder project) {
    private static final String TOP = "environments";
    private static final Pattern NAME = Pattern.compile("[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?");
    private static final List<String> RESERVED = List.of(RunWords.SOURCE, RunWords.RELEASE);
    private static final long PATIENCE_MILLIS = 30_000;
    private static final long PAUSE_MILLIS = 10;
    private static final int MOST_IGNORED = 1 << 16;
    private static final String IGNORED = """
            # What is built here, and which release clients get, belongs to this machine.
            /*/build-*/
            /*/releases/
            /*/running/
            /*/reports/
            /*/backups/
            /*/sessions/
            /*/live
            /*/live.new
            /*/.checking
            /.lock
            """;

    /**
     * Refuses a name that cannot be a folder, or stands for something else in commands.
     *
     * @throws EnvironmentException {@code E_SERVER_NAME}
     */
    static void requireName(String name) {
        if (!NAME.matcher(name).matches() || RESERVED.contains(name)) {
            throw new EnvironmentException(
                    "E_SERVER_NAME",
                    "A server's name has 1 to 40 small letters, digits and dashes, such as notes-server, and is neither "
                            + String.join(" nor ", RESERVED) + "; \""
                            + Words.clip(name, 60) + "\" is not one.");
        }
    }

    /**
     * Refuses a name that no new server can have.
     *
     * @throws EnvironmentException {@code E_SERVER_NAME}
     */
    static void requireNewName(String name) {
        requireName(name);
        try {
            Object unused = ProjectFolder.checkPath(name);
        } catch (PathException e) {
            throw new EnvironmentException(
                    "E_SERVER_NAME",
                    "A server cannot be called " + name + ", since it is the name of a folder: " + e.getMessage()
                            + ". Give it another name.",
                    e);
        }
    }

    /**
     * The folder of a server's source.
     *
     * @param path relative to the project
     * @throws io.workfloworchestrator.files.PathException if it leads out of the project
     * @throws EnvironmentException {@code E_SERVER_SOURCE} if it is no folder
     */
    Path source(String path) {
        String given = path.isEmpty() ? "." : path;
        if (given.equals(".")) {
            return project.root();
        }
        if (!project.exists(given) || !Files.isDirectory(project.root().resolve(given))) {
            throw new EnvironmentException(
                    "E_SERVER_SOURCE",
                    (project.exists(given)
                                    ? given + " is a file and no folder."
                                    : "There is no folder " + given + " in " + project.root() + ".")
                            + " The source of a server is a folder of the project: --source DIR.");
        }
        return project.root().resolve(given);
    }

    Path top() {
        return project.root().resolve(TOP);
    }

    Path server(String name) {
        requireName(name);
        return top().resolve(name);
    }

    Path releases(String name) {
        return server(name).resolve("releases");
    }

    /** Where servers in production leave reports of faults. */
    Path reports(String name) {
        return server(name).resolve("reports");
    }

    /** Where the store is kept as it was before a step without a way back. */
    Path backups(String name) {
        return server(name).resolve("backups");
    }

    Path sessions(String name) {
        return server(name).resolve("sessions");
    }

    Path release(ServerEntry server, ReleaseEntry release) {
        return releases(server.name()).resolve(release.folder());
    }

    /** A release as it is on disk; see {@link ReleaseFolder#whole}. */
    ReleaseFolder whole(ServerEntry server, ReleaseEntry release) {
        return ReleaseFolder.whole(release(server, release), release.content());
    }

    Path running(String name) {
        return server(name).resolve("running");
    }

    List<String> names() {
        return FileTree.list(top()).stream()
                .filter(Files::isDirectory)
                .map(server -> String.valueOf(server.getFileName()))
                .toList();
    }

    /** The folders of the live releases of all servers, by the names of the servers. */
    Map<String, Path> liveFolders() {
        Map<String, Path> live = new TreeMap<>();
        for (String name : names()) {
            Path server = top().resolve(name);
            LivePointer.read(server)
                    .ifPresent(
                            pointer -> live.put(name, server.resolve("releases").resolve(pointer.folder())));
        }
        return live;
    }

    /** The same, with what a release was built with in their place: with these it goes live. */
    Map<String, Path> foldersOf(ServerBook book, ReleaseEntry release) {
        Map<String, Path> folders = liveFolders();
        release.with()
                .forEach((id, with) -> book.server(id)
                        .ifPresent(server -> book.release(with)
                                .ifPresent(need -> folders.put(server.name(), release(server, need)))));
        return folders;
    }

    /** Makes the folders of a server, and tells git what it need not keep. */
    void prepare(String name) {
        project.createDirectories(TOP + "/" + name + "/releases");
        String file = TOP + "/.gitignore";
        String before =
                project.exists(file) ? new String(project.read(file, MOST_IGNORED), StandardCharsets.UTF_8) : "";
        String missing = IGNORED.lines()
                .filter(line -> before.lines().noneMatch(line::equals))
                .map(line -> line + "\n")
                .collect(Collectors.joining());
        if (!missing.isEmpty()) {
            String begin = before.isEmpty() || before.endsWith("\n") ? before : before + "\n";
            project.replace(file, (begin + missing).getBytes(StandardCharsets.UTF_8));
        }
    }

    /**
     * Says that a server is checked from now on, until this is closed or the process ends.
     *
     * @throws EnvironmentException {@code E_SERVER_BUSY} if somebody checks it already
     */
    Closeable checking(String name) throws IOException {
        FileChannel channel = FileChannel.open(
                server(name).resolve(".checking"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() != null) {
                return channel;
            }
        } catch (OverlappingFileLockException e) {
            // Another thread of this process checks it.
        }
        channel.close();
        throw new EnvironmentException(
                "E_SERVER_BUSY",
                "Somebody is checking " + name + " at this moment, so this check did not begin. See what comes of that"
                        + " one: workflow server show " + name + ". If the source changed since, check again then.");
    }

    /**
     * Does what only one process may do at a time: whoever dies meanwhile holds nobody up.
     *
     * @throws EnvironmentException {@code E_SERVER_BUSY} if others need more than 30 seconds
     */
    <R> R alone(Supplier<R> work) {
        try (FileChannel channel = lockFile();
                FileLock lock = locked(channel)) {
            Object unused = lock;
            return work.get();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private FileChannel lockFile() throws IOException {
        project.createDirectories(TOP);
        return FileChannel.open(
                top().resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    private static FileLock locked(FileChannel channel) throws IOException {
        long end = System.nanoTime() + PATIENCE_MILLIS * 1_000_000;
        while (System.nanoTime() < end) {
            try {
                FileLock lock = channel.tryLock();
                if (lock != null) {
                    return lock;
                }
            } catch (OverlappingFileLockException e) {
                // Another thread of this process holds it.
            }
            try {
                Thread.sleep(PAUSE_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                break;
            }
        }
        throw new EnvironmentException(
                "E_SERVER_BUSY", "Another command is changing what is live. Nothing was changed; try again.");
    }
}
