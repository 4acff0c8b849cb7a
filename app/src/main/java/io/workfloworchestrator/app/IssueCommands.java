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
                .with("number", issue.number())
                .with("id", issue.item().id())
                .with("title", issue.item().title())
                .with("server", issue.server())
                .with("status", issue.item().status())
                .with("severity", issue.severity())
                .with("times", issue.times());
    }

    static Json.Obj json(IssueEntry issue, IssueReplay.Replayed replayed) {
        return json(issue)
                .with("release", replayed.release().title())
                .with("failed", replayed.isError())
                .with("answer", replayed.answer());
    }

    static String said(IssueReplay.Replayed replayed) {
        return replayed.release().title() + (replayed.isError() ? " still fails: " : " answers: ") + replayed.answer();
    }

    static ExitCode changed(Console console, IssueEntry issue) {
        return console.done(json(issue), () -> console.line(line(console, issue)));
    }

    static void print(Console console, IssueEntry issue) {
        console.paragraph(console.bold(issue.number()) + "  ", rest(console, issue));
    }

    static String line(Console console, IssueEntry issue) {
        return console.bold(issue.number()) + "  " + rest(console, issue);
    }

    private static String rest(Console console, IssueEntry issue) {
        return issue.item().status() + "  " + issue.severity() + "  "
                + Console.plain(issue.server()) + ": "
                + Console.plain(issue.item().title())
                + (issue.times() > 1 ? console.dim(", reported " + issue.times() + " times") : "");
    }

    @Command(name = "report", description = "Report what went wrong with a server.")
    static final class Report extends EnvironmentCommand {
        private final Given<String> title = operand("TITLE", "What is wrong, in a few words.");
        private final Given<String> server = needed("--server NAME", "The server.");
        private final Given<String> severity = option("--severity WORD", "critical, high, medium or low.");
        private final Given<String> symptom = option("--symptom TEXT", "What one sees.");
        private final Given<String> expected = option("--expected TEXT", "What one should see.");
        private final Given<String> error = option("--error TEXT", "The message of the error.");
        private final Given<String> tool = option("--tool TOOL", "The tool that was called.");
        private final Given<String> arguments = option("--arguments JSON", "The arguments of that call.");
        private final Given<String> steps = option("--steps TEXT", "How to see it again.");

        @Override
        ExitCode run(Workbench bench, Environments environments) {
            ServerBook book = environments.book();
            ServerEntry about = book.named(server.get());
            Cause cause = bench.cause(Optional.empty());
            Json.Obj report = Json.Obj.EMPTY
                    .with("revision", bench.states().head().number())
                    .with("title", title.get())
                    .with("server", about.name())
                    .with("reporter", cause.actor())
                    .with("release", book.live(about).map(ReleaseEntry::title))
                    .with("severity", severity.find())
                    .with("symptom", symptom.find())
                    .with("expected", expected.find())
                    .with("error", error.find())
                    .with("tool", tool.find())
                    .with("arguments", arguments.find())
                    .with("reproduction", steps.find());
            Issues.Reported reported = environments.issues().report(report, cause);
            Json.Obj answer = json(reported.issue())
                    .with("new", reported.isNew())
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
        private final Given<String> server = option("--server NAME", "Only of this server.");
        private final Given<String> status = option("--status STATUS", "Only with this status, such as reported.");
        private final Given<Boolean> all = flag("--all", "Also those that are over.");

        @Override
        ExitCode run(Workbench bench, Environments environments) {
            server.find().ifPresent(environments.book()::named);
            List<IssueEntry> issues = environments.issues().all().stream()
                    .filter(issue -> !server.isGiven() || server.get().equals(issue.server()))
                    .filter(issue ->
                            status.find().map(issue.item().status()::equals).orElse(all.get() || !issue.isOver()))
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
        private final Given<String> name = operand("ISSUE", "The issue.");

        @Override
        ExitCode run(Workbench bench, Environments environments) {
            IssueEntry issue = environments.issues().named(name.get());
            return console.done(json(issue).with("fields", issue.fields()), () -> {
                console.line(line(console, issue));
                issue.fields().forEach((field, value) -> {
                    String text = value.asText().orElse(value.toString());
                    if (!field.equals("title") && !field.equals("server") && !text.isBlank()) {
                        console.labelled("  ", field + ": ", text);
                    }
                });
            });
        }
    }

    @Command(
            name = "triage",
            description = "Judge an issue: how bad it is, what causes it, or that nothing is done about it.")
    static final class Triage extends EnvironmentCommand {
        private final Given<String> name = operand("ISSUE", "The issue.");
        private final Given<String> severity = option("--severity WORD", "critical, high, medium or low.");
        private final Given<String> cause = option("--cause TEXT", "What causes it.");
        private final Given<String> duplicateOf = option("--duplicate-of ISSUE", "It is the same as this one.");
        private final Given<String> rejected = option("--reject REASON", "Nothing is done about it; say why.");

        @Override
        ExitCode run(Workbench bench, Environments environments) {
            Issues issues = environments.issues();
            IssueEntry issue = issues.named(name.get());
            Optional<IssueEntry> other = duplicateOf.find().map(issues::named);
            if (other.filter(one -> one.item().id().equals(issue.item().id())).isPresent()) {
                throw new UsageException("an issue is no duplicate of itself; name the other one with --duplicate-of.");
            }
            Json.Obj fields = Json.Obj.EMPTY.with("severity", severity.find()).with("rootCause", cause.find());
            return changed(
                    console, issues.triage(issue, fields, other, rejected.find(), bench.cause(Optional.empty())));
        }
    }

    @Command(
            name = "replay",
            description =
                    "Make the call of an issue again, with a release in staging and a copy of the project. If it fails, the"
                            + " issue is reproduced.")
    static final class Replay extends EnvironmentCommand {
        private final Given<String> name = operand("ISSUE", "The issue.");
        private final Given<Long> release =
                option("--release N", Long.class, "Which release; the staged one, else the live one, when not given.");

        @Override
        ExitCode run(Workbench bench, Environments environments) {
            IssueEntry issue = environments.issues().named(name.get());
            IssueReplay.Replayed replayed = environments.replay().replay(issue, release.find());
            IssueEntry now = recorded(environments, issue, replayed, bench.cause(Optional.empty()));
            console.answer(json(now, replayed), () -> console.paragraph(said(replayed)));
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
        private final Given<String> name = operand("ISSUE", "The issue.");
        private final Given<String> commit = operand("COMMIT", "As version control names it.");

        @Override
        ExitCode run(Workbench bench, Environments environments) {
            if (!commit.get().matches("[0-9a-fA-F]{7,64}")) {
                throw new UsageException("a commit is named by 7 to 64 hexadecimal digits, as 'git log' shows them; "
                        + Console.clipped(commit.get(), 40) + " is no such name.");
            }
            IssueEntry issue = environments.issues().named(name.get());
            environments.requireCommit(issue, commit.get()).ifPresent(console::note);
            return changed(console, environments.issues().link(issue, commit.get(), bench.cause(Optional.empty())));
        }
    }

    @Command(
            name = "stats",
            description = "How many issues there are, and how long they take from the report to the release.")
    static final class Stats extends EnvironmentCommand {
        private final Given<String> server = option("--server NAME", "Only of this server.");

        @Override
        ExitCode run(Workbench bench, Environments environments) {
            server.find().ifPresent(environments.book()::named);
            Issues.Statistics counted = environments.issues().statistics(server.find());
            Json.Obj answer = Json.Obj.EMPTY
                    .with("byStatus", Shapes.json(counted.byStatus()))
                    .with("openBySeverity", Shapes.json(counted.bySeverity()))
                    .with("reports", counted.reports());
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
