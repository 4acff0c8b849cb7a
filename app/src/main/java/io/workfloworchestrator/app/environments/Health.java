package io.workfloworchestrator.app.environments;

import io.workfloworchestrator.json.CodedException;
import io.workfloworchestrator.projectmanagement.environments.EnvironmentException;
import io.workfloworchestrator.projectmanagement.environments.ReleaseEntry;
import io.workfloworchestrator.projectmanagement.environments.ServerEntry;
import io.workfloworchestrator.workflow.Evidence;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Whether releases work: they are whole, their programs are there, and they answer when they are started. Thread-safe. */
record Health(EnvironmentFolders places, CheckLimits limits) {
    /** The evidence on a release of how it answered when a rollback started it. */
    static final String GATE = "health";

    /**
     * Looks at what can be told without starting anything: each file of the releases, and whether their programs are there.
     *
     * @throws EnvironmentException {@code E_RELEASE_UNHEALTHY} if one cannot work
     */
    void requireFit(Map<ServerEntry, ReleaseEntry> releases) {
        Map<String, Path> folders = folders(releases);
        releases.entrySet().parallelStream()
                .flatMap(one -> unfit(one.getKey(), one.getValue(), folders).stream())
                .findFirst()
                .ifPresent(fault -> {
                    throw unhealthy("what was live still is", fault);
                });
    }

    private Optional<String> unfit(ServerEntry server, ReleaseEntry release, Map<String, Path> folders) {
        try {
            ReleaseFolder whole = places.whole(server, release);
            RunWords.requireProgram(whole.words(folders));
            return Optional.empty();
        } catch (CodedException e) {
            return Optional.of(release.title() + ": " + e.getMessage());
        }
    }

    /** Whether a release answered when somebody started it last, in its check or after a rollback; an answer that was never proved does not count. */
    static boolean answeredLast(ReleaseEntry release) {
        return release.evidence().stream()
                .filter(proof -> proof.result().startsWith(SurfaceGates.HANDSHAKE + ": ")
                        || proof.result().startsWith(GATE + ": "))
                .max(Comparator.comparing(Evidence::at).thenComparing(proof -> !proof.isPassed()))
                .filter(Evidence::isPassed)
                .isPresent();
    }

    /** Starts each of them, all at the same time, away from the project. */
    Map<ServerEntry, GateResult> proofs(Map<ServerEntry, ReleaseEntry> releases) {
        Map<String, Path> folders = folders(releases);
        Map<ServerEntry, GateResult> found = releases.entrySet().parallelStream()
                .collect(Collectors.toConcurrentMap(
                        Map.Entry::getKey, one -> proof(one.getKey(), one.getValue(), folders)));
        Map<ServerEntry, GateResult> ordered = new LinkedHashMap<>();
        releases.keySet()
                .forEach(server ->
                        Optional.ofNullable(found.get(server)).ifPresent(proof -> ordered.put(server, proof)));
        return ordered;
    }

    private GateResult proof(ServerEntry server, ReleaseEntry release, Map<String, Path> folders) {
        try {
            ReleaseFolder whole = places.whole(server, release);
            if (whole.run().isEmpty()) {
                return GateResult.passed(GATE, release.title() + " is whole, and a library, which nobody starts");
            }
            // Nobody waits for its end: it was started only to be asked this.
            Surface shown = asked(whole, folders, probe -> {
                Surface all = Surface.shownBy(probe);
                probe.end();
                return all;
            });
            return GateResult.passed(GATE, release.title() + " answered after " + shown.startMillis() + " ms");
        } catch (CodedException e) {
            return GateResult.failed(GATE, release.title() + " does not work", release.title() + ": " + e.getMessage());
        }
    }

    /** What is wrong with the first that does not work; empty if all do. */
    static Optional<String> fault(Map<ServerEntry, ReleaseEntry> releases, Map<ServerEntry, GateResult> proofs) {
        return releases.keySet().stream()
                .flatMap(server -> Optional.ofNullable(proofs.get(server)).stream()
                        .filter(proof -> !proof.isPassed())
                        .map(proof -> proof.output() + " Mend " + server.name()
                                + " and promote a new release: workflow server check " + server.name() + "."))
                .findFirst();
    }

    /** @param live what clients get now, as a clause */
    static EnvironmentException unhealthy(String live, String fault) {
        return new EnvironmentException(
                "E_RELEASE_UNHEALTHY",
                "Nothing was rolled back, and " + live + ": a release to go back to does not work. " + fault);
    }

    /** What a release shows when it is started in an empty folder. */
    Surface surface(ReleaseFolder release, Map<String, Path> folders) {
        return asked(release, folders, probe -> {
            Surface shown = Surface.shownBy(probe);
            probe.finish(); // Judges all that it writes until it ended.
            return shown;
        });
    }

    private Surface asked(ReleaseFolder release, Map<String, Path> folders, Function<StdioProbe, Surface> asking) {
        Path empty = FileTree.io(() -> Files.createTempDirectory("workflow-server-"));
        try (StdioProbe probe = new StdioProbe(
                release.words(folders), empty, Map.of("WORKFLOW_ENVIRONMENT", "staging"), limits.answer())) {
            return asking.apply(probe);
        } finally {
            FileTree.delete(empty);
        }
    }

    /** The folders of what is live, with these releases in their places. */
    private Map<String, Path> folders(Map<ServerEntry, ReleaseEntry> releases) {
        Map<String, Path> folders = new LinkedHashMap<>(places.liveFolders());
        releases.forEach((server, release) -> folders.put(server.name(), places.release(server, release)));
        return folders;
    }
}
