package io.workfloworchestrator.app.environments;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.json.JsonException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A server that was started for a client, as its entry in {@code environments/<server>/running/} says. Immutable.
 *
 * @param started when the process began, as the system says it; another process of the same number began at another time
 * @param release the name of the release's folder
 * @param folder from which the client started it
 */
public record RunningServer(String server, long pid, Instant started, String release, String folder) {
    /** Systems tell the start of a process in ticks, and not all tell it twice the same. */
    private static final Duration EXACT = Duration.ofSeconds(2);

    /** Those of a server that run now, by the numbers of their processes. The entry of a dead one is taken away. */
    static List<RunningServer> of(EnvironmentFolders places, String server) {
        List<RunningServer> running = new ArrayList<>();
        for (Path entry : FileTree.list(places.running(server))) {
            if (entry.toString().endsWith(".json")) {
                read(server, entry).filter(RunningServer::isAlive).ifPresentOrElse(running::add, () -> delete(entry));
            }
        }
        running.sort(Comparator.comparingLong(RunningServer::pid));
        return running;
    }

    private static void delete(Path entry) {
        boolean unused = FileTree.io(() -> Files.deleteIfExists(entry));
    }

    /** Makes an entry for a process; closing it takes the entry away. */
    static Closeable enter(EnvironmentFolders places, String server, ProcessHandle process, String release)
            throws IOException {
        Path folder = Files.createDirectories(places.running(server));
        Path entry = folder.resolve(process.pid() + ".json");
        RunningServer running = new RunningServer(
                server,
                process.pid(),
                process.info().startInstant().orElse(Instant.EPOCH),
                release,
                Path.of("").toAbsolutePath().toString());
        Object unused = Files.writeString(entry, running.json().toString());
        return () -> delete(entry);
    }

    private static Optional<RunningServer> read(String server, Path entry) {
        try {
            Json said = Json.parse(Files.readAllBytes(entry));
            return Optional.of(new RunningServer(
                    server,
                    said.at("pid").map(pid -> Long.parseLong(pid.toString())).orElse(-1L),
                    Instant.parse(said.at("started").flatMap(Json::asText).orElse("")),
                    said.at("release").flatMap(Json::asText).orElse(""),
                    said.at("folder").flatMap(Json::asText).orElse("")));
        } catch (IOException | JsonException | NumberFormatException | DateTimeException e) {
            return Optional.empty(); // Half of an entry is left by a process that was killed while it wrote it.
        }
    }

    public Json.Obj json() {
        return Json.Obj.EMPTY
                .with("pid", pid)
                .with("started", started.toString())
                .with("release", release)
                .with("folder", folder);
    }

    private boolean isAlive() {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .filter(process -> process.info()
                        .startInstant()
                        .map(began -> Duration.between(began, started).abs().compareTo(EXACT) <= 0)
                        .orElse(true))
                .isPresent();
    }
}
