package io.workfloworchestrator.app.environments;

import io.workfloworchestrator.json.CodedException;
import io.workfloworchestrator.projectmanagement.environments.EnvironmentException;
import io.workfloworchestrator.projectmanagement.environments.IssueEntry;
import io.workfloworchestrator.projectmanagement.environments.Issues;
import io.workfloworchestrator.projectmanagement.environments.ReleaseEntry;
import io.workfloworchestrator.projectmanagement.environments.ServerBook;
import io.workfloworchestrator.projectmanagement.environments.ServerChanges;
import io.workfloworchestrator.projectmanagement.environments.ServerEntry;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Makes the calls of issues again, on a copy of the project, so that production's state stays as it is. Thread-safe. */
public record IssueReplay(
        EnvironmentFolders places, ServerChanges changes, Issues issues, CheckLimits limits, Consumer<Path> backup) {
    private static final String GATE = "replay";
    private static final int MOST = 50;

    /** What the server answered, as JSON text. */
    public record Replayed(ReleaseEntry release, boolean isError, String answer) {}

    /**
     * Calls the tool with the arguments of the issue.
     *
     * @param serial which release; the staged one, else the live one when empty
     * @throws EnvironmentException {@code E_ISSUE_CALL} if the issue does not say which call failed, {@code E_RELEASE_NONE} if there
     *     is no such release
     */
    public Replayed replay(IssueEntry issue, Optional<Long> serial) {
        IssueCall call = IssueCall.of(issue).orElseThrow(() -> noCall(issue));
        ServerBook book = changes.book();
        ServerEntry server = book.named(issue.server());
        ReleaseEntry release = serial.isPresent()
                ? book.releases(server).stream()
                        .filter(one -> one.serial() == serial.get())
                        .findFirst()
                        .orElseThrow(() -> none(server, " " + serial.get()))
                : book.staged(server).or(() -> book.live(server)).orElseThrow(() -> none(server, ""));
        ReleaseFolder folder = places.whole(server, release);
        try (StagingCopy copy = StagingCopy.of(places.project(), backup);
                StdioProbe probe = copy.start(folder, places.foldersOf(book, release), limits)) {
            IssueCall.Reply reply = call.make(probe);
            return new Replayed(release, reply.isError(), reply.answer());
        }
    }

    /**
     * The calls of issues that are mended: none may fail as it did then. What fails otherwise, such as since the state is another by
     * now, is no fault of the release.
     *
     * @param with the folders of what the release was built with, by name
     */
    void check(ServerEntry server, ReleaseFolder release, Map<String, Path> with, GateResult.Recorder recorder) {
        Map<IssueEntry, IssueCall> calls = new LinkedHashMap<>();
        issues.all().stream()
                .filter(issue -> issue.server().equals(server.name()) && issue.isMended())
                .filter(issue -> issue.text("error").isPresent())
                .limit(MOST)
                .forEach(issue -> IssueCall.of(issue).ifPresent(call -> calls.put(issue, call)));
        if (!calls.isEmpty()) {
            recorder.take(replayed(release, with, calls));
        }
    }

    private GateResult replayed(ReleaseFolder release, Map<String, Path> with, Map<IssueEntry, IssueCall> calls) {
        List<String> back = new ArrayList<>();
        try (StagingCopy copy = StagingCopy.of(places.project(), backup);
                StdioProbe probe = copy.start(release, with, limits)) {
            calls.forEach((issue, call) -> {
                IssueCall.Reply reply = call.make(probe);
                if (reply.isError() && issue.isSameFault(reply.error())) {
                    back.add(issue.number() + " is back: " + reply.error());
                }
            });
        } catch (CodedException e) {
            return GateResult.failed(GATE, "the calls of issues cannot be made", String.valueOf(e.getMessage()));
        }
        return back.isEmpty()
                ? GateResult.passed(GATE, calls.size() + " calls of mended issues, and none fails as it did")
                : GateResult.failed(GATE, back.get(0), String.join("\n", back));
    }

    private static EnvironmentException none(ServerEntry server, String which) {
        return new EnvironmentException(
                "E_RELEASE_NONE",
                "There is no release" + which + " of " + server.name() + ". Make one: workflow server check "
                        + server.name() + ".");
    }

    private static EnvironmentException noCall(IssueEntry issue) {
        return new EnvironmentException(
                "E_ISSUE_CALL",
                issue.number()
                        + " cannot be tried again: it names no tool, or its arguments are no JSON, perhaps since they"
                        + " were too long or had a secret. Write its \"tool\" and \"arguments\" down, as the call that fails"
                        + " had them.");
    }
}
