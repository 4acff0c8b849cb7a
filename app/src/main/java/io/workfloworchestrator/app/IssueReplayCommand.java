package io.workfloworchestrator.app;

import io.workfloworchestrator.app.environments.Environments;
import io.workfloworchestrator.app.environments.IssueReplay;
import io.workfloworchestrator.projectmanagement.environments.IssueEntry;
import io.workfloworchestrator.state.Cause;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code workflow issue replay ISSUE}: makes the call that failed again, in staging. */
@Command(
        name = "replay",
        description =
                "Make the call of an issue again, with a release in staging and a copy of the project. If it fails, the"
                        + " issue is reproduced.")
final class IssueReplayCommand extends EnvironmentCommand {
    @Parameters(paramLabel = "ISSUE", description = "The issue.")
    private String name = "";

    @Option(
            names = "--release",
            paramLabel = "N",
            description = "Which release; the staged one, else the live one, when not given.")
    private Optional<Long> release = Optional.empty();

    @Override
    ExitCode run(Workbench bench, Environments environments) {
        IssueEntry issue = environments.issues().named(name);
        IssueReplay.Replayed replayed = environments.replay().replay(issue, release);
        IssueEntry now = recorded(environments, issue, replayed, bench.cause(Optional.empty()));
        console.answer(
                IssueWords.json(now, replayed),
                () -> console.paragraph("", "  ", Console.plain(IssueWords.said(replayed))));
        return replayed.isError() ? ExitCode.REFUSED : ExitCode.OK;
    }

    /** What fails in staging as well, is reproduced. */
    static IssueEntry recorded(
            Environments environments, IssueEntry issue, IssueReplay.Replayed replayed, Cause cause) {
        String how = "workflow issue replay " + issue.number() + "\n" + IssueWords.said(replayed);
        return replayed.isError() ? environments.issues().reproduced(issue, how, cause) : issue;
    }
}
