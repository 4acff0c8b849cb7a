package io.workfloworchestrator.app.environments;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Which servers run for clients, by the entries that they make for themselves. The entry of a dead one is taken away. Thread-safe. */
public record RunningServers(EnvironmentFolders places) {
    /** Those of a server that run now, by the numbers of their processes. */
    public List<RunningServer> of(String server) {
        List<RunningServer> running = new ArrayList<>();
        for (Path entry : FileTree.list(places.running(server))) {
            if (entry.toString().endsWith(".json")) {
                RunningServer.read(server, entry)
                        .filter(RunningServer::isAlive)
                        .ifPresentOrElse(running::add, () -> delete(entry));
            }
        }
        running.sort(Comparator.comparingLong(RunningServer::pid));
        return running;
    }

    private static void delete(Path entry) {
        boolean unused = FileTree.io(() -> Files.deleteIfExists(entry));
    }

    /** Makes an entry for a process; closing it takes the entry away. */
    Closeable enter(String server, ProcessHandle process, String release) throws IOException {
        Path folder = Files.createDirectories(places.running(server));
        Path entry = folder.resolve(process.pid() + ".json");
        RunningServer.of(server, process, release).write(entry);
        return () -> delete(entry);
    }
}
