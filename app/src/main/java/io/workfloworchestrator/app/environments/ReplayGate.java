package io.workfloworchestrator.app.environments;

import io.workfloworchestrator.json.CodedException;
import io.workfloworchestrator.projectmanagement.environments.IssueEntry;
import io.workfloworchestrator.projectmanagement.environments.Issues;
import io.workfloworchestrator.projectmanagement.environments.ServerEntry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The calls of issues that are mended, made again on a copy of the project: none may fail as it did then. What fails otherwise, such as
 * since the state is another by now, is no fault of the release.
 *
 * @param backup writes a whole copy of the state's database into a new file
 */
record ReplayGate(EnvironmentFolders places, Issues issues, CheckLimits limits, Consumer<Path> backup) {
    private static final String GATE = "replay";
    private static final int MOST = 50;

    /** @param with the folders of what the release was built with, by name */
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
                StdioProbe probe = StagedServer.start(release, with, copy, limits)) {
            calls.forEach((issue, call) -> {
                IssueCall.Reply reply = call.make(probe);
                if (reply.isError() && issue.isSameFault(reply.error())) {
                    back.add(issue.number() + " is back: " + reply.error());
                }
            });
        } catch (CodedException e) {
            return GateResult.failed(GATE, "the calls of issues cannot be made", String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return back.isEmpty()
                ? GateResult.passed(GATE, calls.size() + " calls of mended issues, and none fails as it did")
                : GateResult.failed(GATE, back.get(0), String.join("\n", back));
    }
}
