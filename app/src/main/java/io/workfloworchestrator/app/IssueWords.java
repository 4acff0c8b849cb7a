package io.workfloworchestrator.app;

import io.workfloworchestrator.app.environments.IssueReplay;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.projectmanagement.environments.IssueEntry;

/** Issues, for people and for programs. Pure functions. */
final class IssueWords {
    private IssueWords() {}

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

    /** What came of calling a server again. */
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
}
