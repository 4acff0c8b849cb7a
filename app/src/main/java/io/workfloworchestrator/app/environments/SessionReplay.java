package io.workfloworchestrator.app.environments;

import io.workfloworchestrator.json.CodedException;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.projectmanagement.environments.EnvironmentException;
import io.workfloworchestrator.projectmanagement.environments.ReleaseEntry;
import io.workfloworchestrator.projectmanagement.environments.ServerBook;
import io.workfloworchestrator.projectmanagement.environments.ServerEntry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Makes the calls of a recorded session again, with a release in staging, on a copy of the project as it was when the session began. The
 * live release makes them as well, on a copy of its own, so that what differs each time is known. Thread-safe.
 */
public record SessionReplay(EnvironmentFolders places, CheckLimits limits, Consumer<Path> backup) {
    private static final int MOST_SESSIONS = 3;

    /** An answer that is another one than it was; {@code call} is its number in the session, from 1. */
    public record Difference(int call, String tool, String says, boolean isBreak) {}

    /** The release with which a session was made again; if it is not staged, the live one was compared with itself. */
    public record ReplayedRelease(String title, boolean isStaged) {}

    /** What became of a session, of which calls with secrets were left out. */
    public record Replayed(
            String session, int calls, int leftOut, List<Difference> differences, ReplayedRelease release) {
        public boolean isPassed() {
            return differences.stream().noneMatch(Difference::isBreak);
        }
    }

    public List<String> sessions(ServerEntry server) {
        return RecordedSession.names(places, server.name());
    }

    /**
     * Replays one with the staged release of a server, else the live one.
     *
     * @param session its name; the newest one when empty
     * @throws EnvironmentException {@code E_SESSION} if there is no such session, {@code E_RELEASE_NONE} without a release, {@code
     *     E_SERVER_PROTOCOL} if it stops answering
     */
    public Replayed replay(ServerBook book, ServerEntry server, Optional<String> session) {
        ReleaseEntry release = book.staged(server)
                .or(() -> book.live(server))
                .orElseThrow(() -> new EnvironmentException(
                        "E_RELEASE_NONE",
                        "There is no release of " + server.name()
                                + " that could make the calls of a session again. Make one: workflow server check "
                                + server.name() + "."));
        RecordedSession recorded = RecordedSession.of(places, server.name(), session);
        ReleaseFolder folder = places.whole(server, release);
        List<Difference> differences = differences(book, server, folder, places.foldersOf(book, release), recorded);
        return new Replayed(
                recorded.name(),
                recorded.calls().size(),
                recorded.leftOut(),
                differences,
                new ReplayedRelease(release.title(), book.staged(server).isPresent()));
    }

    /** The newest sessions with a release, as a check of it; empty if nothing was recorded. */
    Optional<GateResult> check(ServerBook book, ServerEntry server, ReleaseFolder release, Map<String, Path> with) {
        List<String> names = sessions(server);
        if (names.isEmpty()) {
            return Optional.empty();
        }
        List<String> lines = new ArrayList<>();
        List<String> breaks = new ArrayList<>();
        int calls = 0;
        try {
            for (String name : names.subList(0, Math.min(MOST_SESSIONS, names.size()))) {
                RecordedSession recorded = RecordedSession.of(places, server.name(), Optional.of(name));
                calls += recorded.calls().size();
                for (Difference one : differences(book, server, release, with, recorded)) {
                    String line = "call " + one.call() + ", " + one.tool() + ": " + one.says();
                    lines.add(name + ", " + line);
                    if (one.isBreak()) {
                        breaks.add(line);
                    }
                }
            }
        } catch (CodedException e) {
            return Optional.of(GateResult.failed(
                    GateResult.SESSIONS, "a recorded session cannot be made again", String.valueOf(e.getMessage())));
        }
        String output = String.join("\n", lines);
        String words = calls + (calls == 1 ? " recorded call, " : " recorded calls, ");
        return Optional.of(
                breaks.isEmpty()
                        ? new GateResult(
                                GateResult.SESSIONS,
                                true,
                                words + (lines.isEmpty() ? "no difference" : "differences: " + lines.size()),
                                output)
                        : GateResult.failed(GateResult.SESSIONS, breaks.get(0), output));
    }

    private List<Difference> differences(
            ServerBook book,
            ServerEntry server,
            ReleaseFolder release,
            Map<String, Path> with,
            RecordedSession recorded) {
        Optional<List<Json.Obj>> again = book.live(server)
                .map(live -> places.release(server, live))
                .flatMap(live -> answersOfLive(book, server, live, recorded));
        List<Json.Obj> answers = answers(release, with, recorded);
        List<Difference> differences = new ArrayList<>();
        for (int i = 0; i < answers.size(); i++) {
            int call = i + 1;
            RecordedSession.Recorded then = recorded.calls().get(i);
            AnswerDifferences.of(then.answer(), answers.get(i), again.map(all -> all.get(call - 1)))
                    .forEach(one ->
                            differences.add(new Difference(call, then.call().tool(), one.says(), one.isBreak())));
        }
        return differences;
    }

    /** What the live release answers again; empty if it does not work, which is no fault of the other one. */
    private Optional<List<Json.Obj>> answersOfLive(
            ServerBook book, ServerEntry server, Path live, RecordedSession recorded) {
        try {
            String content = book.live(server).orElseThrow().content();
            return Optional.of(answers(ReleaseFolder.whole(live, content), places.liveFolders(), recorded));
        } catch (CodedException e) {
            return Optional.empty();
        }
    }

    private List<Json.Obj> answers(ReleaseFolder release, Map<String, Path> with, RecordedSession recorded) {
        List<Json.Obj> answers = new ArrayList<>();
        Map<String, String> ids = new HashMap<>();
        try (StagingCopy copy = copy(recorded);
                StdioProbe probe = copy.start(release, with, limits)) {
            for (RecordedSession.Recorded one : recorded.calls()) {
                Json.Obj arguments = AnswerDifferences.translated(one.call().arguments(), ids)
                        .asObject();
                Json.Obj answer = new IssueCall(one.call().tool(), arguments).answer(probe);
                AnswerDifferences.learn(one.answer(), answer, ids);
                answers.add(answer);
            }
            return answers;
        }
    }

    /** The project as it was then; as it is now if nobody kept it. */
    private StagingCopy copy(RecordedSession recorded) {
        return Files.isDirectory(recorded.project())
                ? StagingCopy.ofBackup(recorded.project())
                : StagingCopy.of(places.project(), backup);
    }
}
