package io.workfloworchestrator.app;

import io.workfloworchestrator.app.environments.Environments;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.projectmanagement.environments.IssueEntry;
import io.workfloworchestrator.projectmanagement.environments.Issues;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code workflow issue triage ISSUE}: judges a report. */
@Command(
        name = "triage",
        description = "Judge an issue: how bad it is, what causes it, or that nothing is done about it.")
final class IssueTriageCommand extends EnvironmentCommand {
    @Parameters(paramLabel = "ISSUE", description = "The issue.")
    private String name = "";

    @Option(names = "--severity", paramLabel = "WORD", description = "critical, high, medium or low.")
    private Optional<String> severity = Optional.empty();

    @Option(names = "--cause", paramLabel = "TEXT", description = "What causes it.")
    private Optional<String> cause = Optional.empty();

    @Option(names = "--duplicate-of", paramLabel = "ISSUE", description = "It is the same as this one.")
    private Optional<String> duplicateOf = Optional.empty();

    @Option(names = "--reject", paramLabel = "REASON", description = "Nothing is done about it; say why.")
    private Optional<String> rejected = Optional.empty();

    @Override
    ExitCode run(Workbench bench, Environments environments) {
        Issues issues = environments.issues();
        IssueEntry issue = issues.named(name);
        Optional<IssueEntry> other = duplicateOf.map(issues::named);
        if (other.filter(one -> one.item().id().equals(issue.item().id())).isPresent()) {
            throw new UsageException("an issue is no duplicate of itself; name the other one with --duplicate-of.");
        }
        Json.Obj fields = Answers.with(Json.Obj.EMPTY, "severity", severity.map(Json::of));
        fields = Answers.with(fields, "rootCause", cause.map(Json::of));
        return IssueWords.changed(
                console, issues.triage(issue, fields, other, rejected, bench.cause(Optional.empty())));
    }
}
