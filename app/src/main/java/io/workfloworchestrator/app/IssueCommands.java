package io.workfloworchestrator.app;

import io.workfloworchestrator.app.environments.Environments;
import io.workfloworchestrator.app.environments.IssueReplay;
import io.workfloworchestrator.definition.Shapes;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.projectmanagement.environments.IssueEntry;
import io.workfloworchestrator.projectmanagement.environments.Issues;
import io.workfloworchestrator.projectmanagement.environments.ReleaseEntry;
import io.workfloworchestrator.projectmanagement.environments.ServerBook;
import io.workfloworchestrator.projectmanagement.environments.ServerEntry;
import io.workfloworchestrator.state.Cause;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code workflow issue …}: what went wrong with servers, from the report to the release that mends it. */
final class IssueCommands {
    private IssueCommands() {}

    static CommandGroup group() {
        return new CommandGroup(
                "Issues of servers, from their report to the release that mends them; ISSUE is a number such as I-001.",
                Report::new,
                Listed::new,
                Show::new,
                Triage::new,
                Replay::new,
                Link::new,
                Stats::new);
    }

    static Json.Obj json(IssueEntry issue) {
        return Json.Obj.EMPTY
                .with("number", Json.of(issue.number()))
                .with("id", Json.of(issue.item().id()))
                .with("title", Json.of(issue.item().title()))
                .with("server", Json.of(issue.server()))
                .with("status", Json.of(issue.item().status()))
                .with("severity", Json.of(issue.severity()))
                .with("times", Json.of(issue.times()));
    }

    static Json.Obj json(IssueEntry issue, IssueReplay.Replayed replayed) {
        return json(issue)
                .with("release", Json.of(replayed.release().title()))
                .with("failed", Json.of(replayed.isError()))
                .with("answer", Json.of(replayed.answer()));
    }

    static String said(IssueReplay.Replayed replayed) {
        return replayed.release().title() + (replayed.isError() ? " still fails: " : " answers: ") + replayed.answer();
    }

    /** The answer of a command that changed an issue. */
    static ExitCode changed(Console console, IssueEntry issue) {
        return console.done(json(issue), () -> console.line(line(console, issue)));
    }

    /** The line of an issue, going on below what follows its number. */
    static void print(Console console, IssueEntry issue) {
        String number = issue.number() + "  ";
        console.paragraph(console.bold(issue.number()) + "  ", " ".repeat(number.length()), rest(console, issue));
    }

    static String line(Console console, IssueEntry issue) {
        return console.bold(issue.number()) + "  " + rest(console, issue);
    }

    /** What stands behind the number: status, severity, server and title. */
    private static String rest(Console console, IssueEntry issue) {
        return issue.item().status() + "  " + issue.severity() + "  "
                + Console.plain(issue.server()) + ": "
                + Console.plain(issue.item().title())
                + (issue.times() > 1 ? console.dim(", reported " + issue.times() + " times") : "");
    }

    @Command(name = "report", description = "Report what went wrong with a server.")
    static final class Report extends EnvironmentCommand {
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
            Json.Obj answer = json(reported.issue())
                    .with("new", Json.of(reported.isNew()))
                    .with("similar", Answers.list(reported.similar(), IssueCommands::json));
            return console.done(answer, () -> {
                console.line(line(console, reported.issue())
                        + (reported.isNew() ? "" : console.dim(": it was known, and this is one more report of it")));
                reported.similar().forEach(one -> console.line("  like " + line(console, one)));
            });
        }
    }

    @Command(name = "list", description = "The issues about which something is left to do.")
    static final class Listed extends EnvironmentCommand {
        @Option(names = "--server", paramLabel = "NAME", description = "Only of this server.")
        private Optional<String> server = Optional.empty();

        @Option(names = "--status", paramLabel = "STATUS", description = "Only with this status, such as reported.")
        private Optional<String> status = Optional.empty();

        @Option(names = "--all", description = "Also those that are over.")
        private boolean all;

        @Override
        ExitCode run(Workbench bench, Environments environments) {
            server.ifPresent(name -> {
                Object unused = environments.book().named(name);
            });
            List<IssueEntry> issues = environments.issues().all().stream()
                    .filter(issue -> server.isEmpty() || server.get().equals(issue.server()))
                    .filter(issue -> status.map(issue.item().status()::equals).orElse(all || !issue.isOver()))
                    .toList();
            Json list = Answers.list(issues, IssueCommands::json);
            return console.done(Json.Obj.EMPTY.with("issues", list), () -> {
                if (issues.isEmpty()) {
                    console.line("There are no such issues.");
                }
                issues.forEach(issue -> print(console, issue));
            });
        }
    }

    @Command(name = "show", description = "All that is known about an issue; its file says the same.")
    static final class Show extends EnvironmentCommand {
        @Parameters(paramLabel = "ISSUE", description = "The issue.")
        private String name = "";

        @Override
        ExitCode run(Workbench bench, Environments environments) {
            IssueEntry issue = environments.issues().named(name);
            return console.done(json(issue).with("fields", issue.fields()), () -> {
                console.line(line(console, issue));
                issue.fields().forEach((field, value) -> {
                    String text = value.asText().orElse(value.toString());
                    if (!field.equals("title") && !field.equals("server") && !text.isBlank()) {
                        console.labelled("  ", field + ": ", Console.plain(text));
                    }
                });
            });
        }
    }

    @Command(
            name = "triage",
            description = "Judge an issue: how bad it is, what causes it, or that nothing is done about it.")
    static final class Triage extends EnvironmentCommand {
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
            return changed(console, issues.triage(issue, fields, other, rejected, bench.cause(Optional.empty())));
        }
    }

    @Command(
            name = "replay",
            description =
                    "Make the call of an issue again, with a release in staging and a copy of the project. If it fails, the"
                            + " issue is reproduced.")
    static final class Replay extends EnvironmentCommand {
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
            console.answer(json(now, replayed), () -> console.paragraph("", "  ", Console.plain(said(replayed))));
            return replayed.isError() ? ExitCode.REFUSED : ExitCode.OK;
        }

        /** What fails in staging as well, is reproduced. */
        static IssueEntry recorded(
                Environments environments, IssueEntry issue, IssueReplay.Replayed replayed, Cause cause) {
            String how = "workflow issue replay " + issue.number() + "\n" + said(replayed);
            return replayed.isError() ? environments.issues().reproduced(issue, how, cause) : issue;
        }
    }

    @Command(
            name = "link",
            description = "Say which commit fixes an issue; the next promotion of its server carries it.")
    static final class Link extends EnvironmentCommand {
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
            return changed(console, environments.issues().link(issue, commit, bench.cause(Optional.empty())));
        }
    }

    @Command(
            name = "stats",
            description = "How many issues there are, and how long they take from the report to the release.")
    static final class Stats extends EnvironmentCommand {
        @Option(names = "--server", paramLabel = "NAME", description = "Only of this server.")
        private Optional<String> server = Optional.empty();

        @Override
        ExitCode run(Workbench bench, Environments environments) {
            server.ifPresent(name -> {
                Object unused = environments.book().named(name);
            });
            Issues.Statistics counted = environments.issues().statistics(server);
            Json.Obj answer = Json.Obj.EMPTY
                    .with("byStatus", Shapes.json(counted.byStatus()))
                    .with("openBySeverity", Shapes.json(counted.bySeverity()))
                    .with("reports", Json.of(counted.reports()));
            return console.done(
                    Answers.with(answer, "meanDays", counted.meanDays().map(Json::of)), () -> {
                        console.line(counted.reports() + " reports.");
                        counted.byStatus().forEach((status, count) -> console.line("  " + status + ": " + count));
                        counted.bySeverity()
                                .forEach((severity, count) -> console.line("  open and " + severity + ": " + count));
                        counted.meanDays()
                                .ifPresent(days -> console.line("From the report to the release: "
                                        + String.format(Locale.ROOT, "%.1f", days) + " days on average."));
                    });
        }
    }
}
