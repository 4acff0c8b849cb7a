package io.workfloworchestrator.app.environments;

import io.workfloworchestrator.projectmanagement.environments.EnvironmentException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The pointer to the release of a server that clients get: one line with the name of the release's folder and its content,
 * {@code 3-9f86d081884c 9f86d081…}. It is replaced by an atomic rename, so whoever reads it sees the old line or the new one.
 */
record LivePointer(String folder, String content) {
    private static final String NAME = "live";
    private static final Pattern LINE = Pattern.compile("(\\d{1,9}-[0-9a-f]{12}) ([0-9a-f]{64})\\R?");

    /**
     * The pointer of a server; empty if nothing was promoted.
     *
     * @throws EnvironmentException {@code E_POINTER} if the file is something else
     */
    static Optional<LivePointer> read(Path server) {
        try {
            String text = Files.readString(server.resolve(NAME), StandardCharsets.UTF_8);
            Matcher line = LINE.matcher(text);
            if (!line.matches()) {
                throw new EnvironmentException(
                        "E_POINTER",
                        server.resolve(NAME)
                                + " does not name a release. 'workflow server list' writes it again from the state.");
            }
            return Optional.of(new LivePointer(line.group(1), line.group(2)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new EnvironmentException("E_POINTER", server.resolve(NAME) + " cannot be read: " + e, e);
        }
    }

    /** Whether there is such a file, whatever is in it. */
    static boolean exists(Path server) {
        return Files.exists(server.resolve(NAME), LinkOption.NOFOLLOW_LINKS);
    }

    /** Writes the line beside the pointer, safe on disk, so that only a rename is left to do. */
    void prepare(Path server) throws IOException {
        byte[] line = (folder + " " + content + "\n").getBytes(StandardCharsets.UTF_8);
        Path fresh = fresh(server);
        Object unused = Files.write(fresh, line);
        try (FileChannel file = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
            file.force(true);
        }
    }

    static void swap(Path server) throws IOException {
        Object unused = Files.move(fresh(server), server.resolve(NAME), StandardCopyOption.ATOMIC_MOVE);
    }

    /** Takes away what was prepared and not swapped. */
    static void forget(Path server) throws IOException {
        boolean unused = Files.deleteIfExists(fresh(server));
    }

    static void delete(Path server) throws IOException {
        boolean unused = Files.deleteIfExists(server.resolve(NAME));
    }

    private static Path fresh(Path server) {
        return server.resolve(NAME + ".new");
    }
}
