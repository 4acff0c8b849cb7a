package io.workfloworchestrator.app.environments;

import io.workfloworchestrator.json.CodedException;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.projectmanagement.environments.ReleaseEntry;
import io.workfloworchestrator.projectmanagement.environments.ServerBook;
import io.workfloworchestrator.projectmanagement.environments.ServerEntry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** The checks for which a release is started: it answers, keeps what clients rely on, and is about as quick as the live one. */
record SurfaceGates(EnvironmentFolders places, Health health) {
    /** The evidence on a release of how it answered in its check. */
    static final String HANDSHAKE = "handshake";

    private static final int RUNS = 3;
    private static final int MOST_RUNS = 9;
    private static final String BUSY = "Both were started " + MOST_RUNS
            + " times in turn, and the best of each counts. If this machine had much else to do, check again later.";

    /**
     * Starts a release and takes the results.
     *
     * @param with the folders of what it was built with, by name
     * @return whether it answers
     */
    boolean check(
            ServerBook book, ServerEntry server, ReleaseFolder release, Map<String, Path> with, GateRecorder recorder) {
        Surface shown;
        try {
            shown = health.surface(release, with);
            shown.keep(release.path());
        } catch (CodedException e) {
            recorder.take(GateResult.failed(HANDSHAKE, "it does not answer", String.valueOf(e.getMessage())));
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        recorder.take(
                GateResult.passed(HANDSHAKE, shown.words() + " after " + shown.startMillis() + " ms"),
                Json.Obj.EMPTY
                        .with("startMillis", Json.of(shown.startMillis()))
                        .with("memoryKb", Json.of(shown.memoryKb())));
        Optional<ReleaseEntry> live = book.live(server);
        if (live.filter(one -> release.path().equals(folder(server, one))).isPresent()) {
            return true; // What compares with the live release was said of this one before it went live.
        }
        Optional<ReleaseFolder> before = live.flatMap(one -> whole(server, one));
        live.ifPresentOrElse(
                one -> recorder.take(Contract.gate(one, kept(server, one), shown)),
                () -> recorder.take(GateResult.passed("contract", "nothing is live yet that it could break")));
        before.ifPresent(folder -> recorder.take(speed(folder, release, with)));
        return true;
    }

    private Optional<ReleaseFolder> whole(ServerEntry server, ReleaseEntry release) {
        try {
            return Optional.of(ReleaseFolder.whole(folder(server, release), release.content()));
        } catch (CodedException e) {
            return Optional.empty(); // The live release is damaged; a check of the next one is the way out.
        }
    }

    private Optional<Surface> kept(ServerEntry server, ReleaseEntry release) {
        return Surface.kept(folder(server, release));
    }

    private Path folder(ServerEntry server, ReleaseEntry release) {
        return places.releases(server.name()).resolve(release.folder());
    }

    /**
     * Both are started in turn in one run, and the best of each counts: what else the machine does disturbs both. What seems slow is
     * measured longer, since only the slow one is slow each time.
     */
    private GateResult speed(ReleaseFolder live, ReleaseFolder release, Map<String, Path> with) {
        try {
            StartFigures old = StartFigures.NOTHING;
            StartFigures fresh = StartFigures.NOTHING;
            int runs = 0;
            while (runs < RUNS || !fresh.isLike(old) && runs < MOST_RUNS) {
                old = old.and(health.surface(live, places.liveFolders()));
                fresh = fresh.and(health.surface(release, with));
                runs++;
            }
            return new GateResult("speed", fresh.isLike(old), fresh.words(old), fresh.isLike(old) ? "" : BUSY);
        } catch (CodedException e) {
            return GateResult.passed("speed", "not compared: " + e.getMessage());
        }
    }
}
