package io.workfloworchestrator.app.environments;

import io.workfloworchestrator.json.CodedException;
import io.workfloworchestrator.projectmanagement.environments.EnvironmentException;
import io.workfloworchestrator.projectmanagement.environments.ReleaseEntry;
import io.workfloworchestrator.projectmanagement.environments.ServerEntry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Whether releases work: they are whole, and answer when they are started. Thread-safe. */
final class Health {
    private final EnvironmentFolders places;
    private final CheckLimits limits;

    Health(EnvironmentFolders places, CheckLimits limits) {
        this.places = places;
        this.limits = limits;
    }

    /**
     * Starts each of them, all at the same time, away from the project.
     *
     * @throws EnvironmentException {@code E_RELEASE_UNHEALTHY} if one does not work
     */
    void require(Map<ServerEntry, ReleaseEntry> releases) {
        Map<String, Path> folders = new LinkedHashMap<>(liveFolders());
        releases.forEach((server, release) -> folders.put(server.name(), folder(server, release)));
        releases.entrySet().parallelStream()
                .flatMap(one -> fault(one.getKey(), one.getValue(), folders).stream())
                .findFirst()
                .ifPresent(fault -> {
                    throw new EnvironmentException(
                            "E_RELEASE_UNHEALTHY",
                            "Nothing was rolled back, and what was live still is: a release to go back to does not work. "
                                    + fault);
                });
    }

    private Optional<String> fault(ServerEntry server, ReleaseEntry release, Map<String, Path> folders) {
        try {
            ReleaseFolder whole = ReleaseFolder.whole(folder(server, release), release.content());
            if (!whole.run().isEmpty()) {
                requireAnswers(whole, folders);
            }
            return Optional.empty();
        } catch (CodedException e) {
            return Optional.of(release.title() + ": " + e.getMessage());
        }
    }

    /** Nobody waits for its end: production waits for the rollback, and it was started only to be asked this. */
    private void requireAnswers(ReleaseFolder release, Map<String, Path> folders) {
        Surface unused = asked(release, folders, probe -> {
            Surface shown = Surface.shownBy(probe);
            probe.end();
            return shown;
        });
    }

    /** What a release shows when it is started in an empty folder. */
    Surface surface(ReleaseFolder release, Map<String, Path> folders) {
        return asked(release, folders, Surface::shownToTheEnd);
    }

    private Surface asked(ReleaseFolder release, Map<String, Path> folders, Function<StdioProbe, Surface> asking) {
        Map<String, Path> known = new LinkedHashMap<>(folders);
        known.put(RunWords.RELEASE, release.path());
        try {
            Path empty = Files.createTempDirectory("workflow-server-");
            try (StdioProbe probe = new StdioProbe(
                    RunWords.resolved(release.run(), known),
                    empty,
                    Map.of("WORKFLOW_ENVIRONMENT", "staging"),
                    limits.answer())) {
                return asking.apply(probe);
            } finally {
                FileTree.delete(empty);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The folders of the live releases of all servers, by the names of the servers. */
    Map<String, Path> liveFolders() {
        return places.liveFolders();
    }

    private Path folder(ServerEntry server, ReleaseEntry release) {
        return places.releases(server.name()).resolve(release.folder());
    }
}
