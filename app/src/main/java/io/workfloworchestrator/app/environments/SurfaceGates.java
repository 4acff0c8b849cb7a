package io.workfloworchestrator.app.environments;

import io.workfloworchestrator.json.CodedException;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.projectmanagement.environments.ReleaseEntry;
import io.workfloworchestrator.projectmanagement.environments.ServerBook;
import io.workfloworchestrator.projectmanagement.environments.ServerEntry;
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
            ServerBook book,
            ServerEntry server,
            ReleaseFolder release,
            Map<String, Path> with,
            GateResult.Recorder recorder) {
        Surface shown;
        try {
            shown = health.surface(release, with);
            shown.keep(release.path());
        } catch (CodedException e) {
            recorder.take(GateResult.failed(HANDSHAKE, "it does not answer", String.valueOf(e.getMessage())));
            return false;
        }
        recorder.take(
                GateResult.passed(HANDSHAKE, shown.words() + " after " + shown.startMillis() + " ms"),
                Json.Obj.EMPTY.with("startMillis", shown.startMillis()).with("memoryKb", shown.memoryKb()));
        Optional<ReleaseEntry> live = book.live(server);
        if (live.filter(one -> release.path().equals(places.release(server, one)))
                .isPresent()) {
            return true; // What compares with the live release was said of this one before it went live.
        }
        Optional<ReleaseFolder> before = live.flatMap(one -> whole(server, one));
        live.ifPresentOrElse(
                one -> recorder.take(Contract.gate(one, Surface.kept(places.release(server, one)), shown)),
                () -> recorder.take(GateResult.passed("contract", "nothing is live yet that it could break")));
        before.ifPresent(folder -> recorder.take(speed(folder, release, with)));
        return true;
    }

    private Optional<ReleaseFolder> whole(ServerEntry server, ReleaseEntry release) {
        try {
            return Optional.of(places.whole(server, release));
        } catch (CodedException e) {
            return Optional.empty(); // The live release is damaged; a check of the next one is the way out.
        }
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

    /**
     * The best of several starts of one release: what else the machine does only adds to a figure. Immutable.
     *
     * @param millis from the start of the process to its first answer
     * @param memoryKb resident memory then, in KiB; 0 while the system has not said it
     */
    record StartFigures(long millis, long memoryKb) {
        static final StartFigures NOTHING = new StartFigures(Long.MAX_VALUE, 0);

        /** A release may take twice what the live one takes, and this much more, since single starts differ. */
        private static final int FACTOR = 2;

        private static final long SLACK_MILLIS = 250;
        private static final long SLACK_KB = 32 << 10;

        StartFigures and(Surface start) {
            return new StartFigures(Math.min(millis, start.startMillis()), known(start.memoryKb()));
        }

        /** A process that ended at once, or that nobody may look at, has no figure that could be the best one. */
        private long known(long kb) {
            return kb == 0 || memoryKb == 0 ? Math.max(kb, memoryKb) : Math.min(kb, memoryKb);
        }

        /** Whether these are not much more than those of the live release; memory that is not known is not compared. */
        boolean isLike(StartFigures live) {
            boolean isSmall = memoryKb == 0 || live.memoryKb == 0 || memoryKb <= FACTOR * live.memoryKb + SLACK_KB;
            return isSmall && millis <= FACTOR * live.millis + SLACK_MILLIS;
        }

        /** Both in words, such as {@code start 80 ms, memory 41 MB; the live release 75 ms, 40 MB}. */
        String words(StartFigures live) {
            return "start " + millis + " ms, memory " + megabytes() + "; the live release " + live.millis + " ms, "
                    + live.megabytes();
        }

        private String megabytes() {
            return memoryKb == 0 ? "unknown" : (memoryKb >> 10) + " MB";
        }
    }
}
