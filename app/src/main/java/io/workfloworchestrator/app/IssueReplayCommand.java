package io.workfloworchestrator.app;

import io.workfloworchestrator.app.environments.Environments;
import io.workfloworchestrator.app.environments.IssueReplay;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.projectmanagement.environments.IssueEntry;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code workflow issue replay ISSUE}: makes the call that failed again, in staging. */
@Command(
        name = "replay",
        description = "Make the call of an issue again, with a release in staging and a copy of the project. If it fails, the"
                + " issue is reproduced.")
final class IssueReplayCommand extends EnvironmentCommand {
    @Parameters(paramLabel = "ISSUE", description = "The issue.")
    private String name = "";

    @Option(
            names = "--release",
            paramLabel = "N",
            description = "Which release; the staged one, else the live one, when not given.")
    private Optional<Long> release = Optional.empty();

    IssueReplayCommand(Console console) {
        super(console);
    }

    @Override
    ExitCode run(Workbench bench, Environments environments) {
        IssueEntry issue = environments.issues().named(name);
        IssueReplay.Replayed replayed = environments.replay().replay(issue, release);
        String what = replayed.release().title() + (replayed.isError() ? " still fails: " : " answers: ");
        IssueEntry now = replayed.isError()
                ? environments
                        .issues()
                        .reproduced(
                                issue,
                                "workflow issue replay " + issue.number() + "\n" + what + replayed.answer(),
                                bench.cause(Optional.empty()))
                : issue;
        Json.Obj answer = IssueWords.json(now)
                .with("release", Json.of(replayed.release().title()))
                .with("failed", Json.of(replayed.isError()))
                .with("answer", Json.of(replayed.answer()));
        console.answer(answer, () -> console.paragraph("", "  ", Console.plain(what + replayed.answer())));
        return replayed.isError() ? ExitCode.REFUSED : ExitCode.OK;
    }
}
