package io.workfloworchestrator.app.environments;

import io.workfloworchestrator.projectmanagement.environments.EnvironmentException;
import io.workfloworchestrator.projectmanagement.environments.IssueEntry;
import io.workfloworchestrator.projectmanagement.environments.ReleaseEntry;
import io.workfloworchestrator.projectmanagement.environments.ServerBook;
import io.workfloworchestrator.projectmanagement.environments.ServerChanges;
import io.workfloworchestrator.projectmanagement.environments.ServerEntry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Makes the call of an issue again, on a copy of the project, so that production's state stays as it is. Thread-safe.
 *
 * @param backup writes a whole copy of the state's database into a new file
 */
public record IssueReplay(EnvironmentFolders places, ServerChanges changes, CheckLimits limits, Consumer<Path> backup) {
    /**
     * What the server answered.
     *
     * @param release that was asked
     * @param isError whether it refused or failed
     * @param answer as JSON text
     */
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
        ReleaseFolder folder =
                ReleaseFolder.whole(places.releases(server.name()).resolve(release.folder()), release.content());
        try (StagingCopy copy = StagingCopy.of(places.project(), backup);
                StdioProbe probe = StagedServer.start(folder, places.foldersOf(book, release), copy, limits)) {
            IssueCall.Reply reply = call.make(probe);
            return new Replayed(release, reply.isError(), reply.answer());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
