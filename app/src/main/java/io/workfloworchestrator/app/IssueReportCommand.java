package io.workfloworchestrator.app;

import io.workfloworchestrator.app.environments.Environments;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.projectmanagement.environments.Issues;
import io.workfloworchestrator.projectmanagement.environments.ReleaseEntry;
import io.workfloworchestrator.projectmanagement.environments.ServerBook;
import io.workfloworchestrator.projectmanagement.environments.ServerEntry;
import io.workfloworchestrator.state.Cause;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code workflow issue report TITLE --server NAME}: writes down what went wrong. */
@Command(name = "report", description = "Report what went wrong with a server.")
final class IssueReportCommand extends EnvironmentCommand {
    @Parameters(paramLabel = "TITLE", description = "What is wrong, in a few words.")
    private String title = "";

    @Option(names = "--server", paramLabel = "NAME", required = true, description = "The server.")
    private String server = "";

    @Option(names = "--severity", paramLabel = "WORD", description = "critical, high, medium or low.")
    private Optional<String> severity = Optional.empty();

    @Option(names = "--symptom", paramLabel = "TEXT", description = "What one sees.")
    private Optional<String> symptom = Optional.empty();

    @Option(names = "--expected", paramLabel = "TEXT", description = "What one should see.")
    private Optional<String> expected = Optional.empty();

    @Option(names = "--error", paramLabel = "TEXT", description = "The message of the error.")
    private Optional<String> error = Optional.empty();

    @Option(names = "--tool", paramLabel = "TOOL", description = "The tool that was called.")
    private Optional<String> tool = Optional.empty();

    @Option(names = "--arguments", paramLabel = "JSON", description = "The arguments of that call.")
    private Optional<String> arguments = Optional.empty();

    @Option(names = "--steps", paramLabel = "TEXT", description = "How to see it again.")
    private Optional<String> steps = Optional.empty();

    @Override
    ExitCode run(Workbench bench, Environments environments) {
        ServerBook book = environments.book();
        ServerEntry about = book.named(server);
        Cause cause = bench.cause(Optional.empty());
        Json.Obj report = Json.Obj.EMPTY
                .with("title", Json.of(title))
                .with("server", Json.of(about.name()))
                .with("reporter", Json.of(cause.actor()))
                .with("revision", Json.of(bench.states().head().number()));
        report = Answers.with(
                report, "release", book.live(about).map(ReleaseEntry::title).map(Json::of));
        report = Answers.with(report, "severity", severity.map(Json::of));
        report = Answers.with(report, "symptom", symptom.map(Json::of));
        report = Answers.with(report, "expected", expected.map(Json::of));
        report = Answers.with(report, "error", error.map(Json::of));
        report = Answers.with(report, "tool", tool.map(Json::of));
        report = Answers.with(report, "arguments", arguments.map(Json::of));
        report = Answers.with(report, "reproduction", steps.map(Json::of));
        Issues.Reported reported = environments.issues().report(report, cause);
        Json.Obj answer = IssueWords.json(reported.issue())
                .with("new", Json.of(reported.isNew()))
                .with("similar", Answers.list(reported.similar(), IssueWords::json));
        return console.done(answer, () -> {
            console.line(IssueWords.line(console, reported.issue())
                    + (reported.isNew() ? "" : console.dim(": it was known, and this is one more report of it")));
            reported.similar().forEach(one -> console.line("  like " + IssueWords.line(console, one)));
        });
    }
}
