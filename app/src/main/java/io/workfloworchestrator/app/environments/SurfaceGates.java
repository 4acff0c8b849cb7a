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
final class SurfaceGates {
    /** The evidence on a release of how it answered in its check. */
    static final String HANDSHAKE = "handshake";

    private static final int RUNS = 3;
    private static final int MOST_RUNS = 9;
    /** A release may take twice what the live one takes, and this much more, since single starts differ. */
    private static final int FACTOR = 2;

    private static final long SLACK_MILLIS = 250;
    private static final long SLACK_KB = 32 << 10;

    private final EnvironmentFolders places;
    private final Health health;

    SurfaceGates(EnvironmentFolders places, Health health) {
        this.places = places;
        this.health = health;
    }

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
            long liveMillis = Long.MAX_VALUE;
            long liveKb = Long.MAX_VALUE;
            long millis = Long.MAX_VALUE;
            long kb = Long.MAX_VALUE;
            boolean isPassed = false;
            for (int run = 0; run < RUNS || !isPassed && run < MOST_RUNS; run++) {
                Surface old = health.surface(live, places.liveFolders());
                Surface fresh = health.surface(release, with);
                liveMillis = Math.min(liveMillis, old.startMillis());
                liveKb = Math.min(liveKb, old.memoryKb());
                millis = Math.min(millis, fresh.startMillis());
                kb = Math.min(kb, fresh.memoryKb());
                isPassed = millis <= FACTOR * liveMillis + SLACK_MILLIS && kb <= FACTOR * liveKb + SLACK_KB;
            }
            String words = "start " + millis + " ms, memory " + (kb >> 10) + " MB; the live release " + liveMillis
                    + " ms, " + (liveKb >> 10) + " MB";
            return new GateResult("speed", isPassed, words, "");
        } catch (CodedException e) {
            return GateResult.passed("speed", "not compared: " + e.getMessage());
        }
    }
}
