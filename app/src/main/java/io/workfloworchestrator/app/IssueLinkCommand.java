package io.workfloworchestrator.app;

import io.workfloworchestrator.app.environments.Environments;
import io.workfloworchestrator.projectmanagement.environments.IssueEntry;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code workflow issue link ISSUE COMMIT}: says what fixes it; the next promotion of its server releases the fix. */
@Command(name = "link", description = "Say which commit fixes an issue; the next promotion of its server carries it.")
final class IssueLinkCommand extends EnvironmentCommand {
    @Parameters(index = "0", paramLabel = "ISSUE", description = "The issue.")
    private String name = "";

    @Parameters(index = "1", paramLabel = "COMMIT", description = "As version control names it.")
    private String commit = "";

    @Override
    ExitCode run(Workbench bench, Environments environments) {
        if (!commit.matches("[0-9a-fA-F]{7,64}")) {
            throw new UsageException("a commit is named by 7 to 64 hexadecimal digits, as 'git log' shows them; "
                    + Console.clipped(commit, 40) + " is no such name.");
        }
        IssueEntry issue = environments.issues().named(name);
        environments.requireCommit(issue, commit).ifPresent(console::note);
        return IssueWords.changed(console, environments.issues().link(issue, commit, bench.cause(Optional.empty())));
    }
}
