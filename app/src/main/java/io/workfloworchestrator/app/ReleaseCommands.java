package io.workfloworchestrator.app;

import io.workfloworchestrator.app.environments.CheckLimits;
import io.workfloworchestrator.app.environments.Environments;
import io.workfloworchestrator.app.environments.GateResult;
import io.workfloworchestrator.app.environments.Production;
import io.workfloworchestrator.app.environments.RunningServer;
import io.workfloworchestrator.app.environments.SessionReplay;
import io.workfloworchestrator.app.environments.Staging;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.projectmanagement.environments.ReleaseEntry;
import io.workfloworchestrator.projectmanagement.environments.ServerBook;
import io.workfloworchestrator.projectmanagement.environments.ServerEntry;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine.Command;

/** The commands that make releases of servers, try them, and change what is live; and their answers. */
final class ReleaseCommands {
    private ReleaseCommands() {}

    static Json.Obj json(Environments environments, ServerEntry server) {
        ServerBook book = environments.book();
        Json.Obj json = Json.Obj.EMPTY.with("name", server.name()).with("id", server.id());
        for (String field : List.of("folder", "language", "build", "test", "run")) {
            json = Answers.with(json, field, server.commands().fields().find(field));
        }
        json = json.with("depends", Json.strings(names(book.needs(server)))).with("status", server.status());
        json = Answers.with(json, "live", book.live(server).map(ReleaseCommands::json));
        List<String> others = book.builtWithOthers(server);
        json = others.isEmpty() ? json : json.with("builtWithOthers", Json.strings(others));
        json = Answers.with(json, "staged", book.staged(server).map(ReleaseCommands::json));
        return json.with("running", Answers.list(environments.running(server), RunningServer::json));
    }

    static Json.Obj json(ReleaseEntry release) {
        return Json.Obj.EMPTY
                .with("title", release.title())
                .with("id", release.id())
                .with("serial", release.serial())
                .with("status", release.status())
                .with("folder", release.folder())
                .with("content", release.content())
                .with("rolledBack", release.rolledBack());
    }

    static Json.Obj whole(ReleaseEntry release) {
        return json(release)
                .with(
                        "checks",
                        Answers.list(
                                release.evidence(),
                                proof -> Json.Obj.EMPTY
                                        .with("result", proof.result())
                                        .with("passed", proof.isPassed())
                                        .with("at", proof.at().toString())));
    }

    static List<String> names(List<ServerEntry> servers) {
        return servers.stream().map(ServerEntry::name).toList();
    }

    static void commands(Console console, ServerEntry server) {
        server.commands().build().forEach(words -> labelled(console, "build: ", words));
        server.commands().test().forEach(words -> labelled(console, "test:  ", words));
        if (server.isStarted()) {
            labelled(console, "run:   ", server.commands().run());
        }
    }

    private static void labelled(Console console, String label, List<String> words) {
        console.labelled("  ", label, String.join(" ", words));
    }

    static Json.Obj json(Production.Moved moved) {
        return Answers.at(moved.revision())
                .with("releases", Answers.list(moved.releases().values(), ReleaseCommands::json))
                .with("repaired", Json.strings(moved.repaired()));
    }

    static Json.Obj json(Production.RolledBack back) {
        Json health = Answers.list(back.health().values(), proof -> Json.of(proof.words()));
        return json(back.moved())
                .with("liveAfterMillis", back.after().toMillis())
                .with("health", health);
    }

    /** Tells a person what is live again, while it is still shown that it works. */
    static void printLive(Console console, Production.RolledBack back) {
        if (!console.isJson()) {
            print(console, back.moved(), "live again after " + back.after().toMillis() + " ms");
            console.out().flush();
        }
    }

    /** The answer of a check, with what is wanted of each output. */
    static Json.Obj json(ServerEntry server, Staging.Checked checked, Function<GateResult, String> output) {
        Json results = Answers.list(
                checked.results(),
                result -> Json.Obj.EMPTY
                        .with("gate", result.gate())
                        .with("passed", result.isPassed())
                        .with("words", result.words())
                        .with("output", output.apply(result)));
        Json.Obj answer = Json.Obj.EMPTY
                .with("server", server.name())
                .with("passed", checked.isPassed())
                .with("again", checked.isAgain())
                .with("results", results);
        return Answers.with(answer, "release", checked.release().map(ReleaseCommands::json));
    }

    static ExitCode answer(Console console, Production.Moved moved, String what) {
        return console.done(json(moved), () -> print(console, moved, what));
    }

    private static void print(Console console, Production.Moved moved, String what) {
        moved.repaired().forEach(console::note);
        moved.releases()
                .forEach((server, release) -> console.line(console.bold(release.title()) + " is " + what + ". "
                        + console.dim("revision " + moved.revision())));
    }

    static void printResult(Console console, GateResult result) {
        console.paragraph(console.mark(result.isPassed()), result.gate() + ": " + result.words());
    }

    @Command(name = "check", description = "Build a release from a clean copy of the source, and check it.")
    static final class Check extends EnvironmentCommand {
        private static final int MOST_LINES = 12;

        private final Given<String> name = operand("NAME", "The server.");
        private final Given<Integer> minutes = count(
                "--minutes N",
                (int) CheckLimits.USUAL.command().toMinutes(),
                "What each command of the build and the tests may take; 15 when not given.");

        @Override
        ExitCode run(Workbench bench, Environments environments) {
            ServerEntry server = environments.book().named(name.get());
            Environments bounded = environments.within(CheckLimits.USUAL.command(Duration.ofMinutes(minutes.get())));
            Staging.Checked checked =
                    bounded.staging().check(server, bench.cause(Optional.empty()), result -> print(console, result));
            console.answer(
                    json(server, checked, GateResult::output), () -> console.paragraph("", outcome(server, checked)));
            return checked.isPassed() ? ExitCode.OK : ExitCode.REFUSED;
        }

        private static String outcome(ServerEntry server, Staging.Checked checked) {
            String title = checked.release().map(ReleaseEntry::title).orElse(server.name());
            if (checked.isLive()) {
                return checked.isPassed()
                        ? title
                                + ", which is live, passed again. Nothing was built that differs from it, so there is nothing"
                                + " to promote."
                        : title
                                + ", which is live, does not pass any more, and stays live. Mend the source, or go back:"
                                + " workflow server rollback " + server.name() + " --reason TEXT.";
            }
            return checked.isPassed()
                    ? title + " passed" + (checked.isAgain() ? " again" : "") + ". Promote it: workflow server promote "
                            + server.name()
                    : server.name() + " did not pass, and cannot be promoted so.";
        }

        private static void print(Console console, GateResult result) {
            if (console.isJson()) {
                return;
            }
            printResult(console, result);
            if (!result.isPassed() || result.isComparison()) {
                result.shown(MOST_LINES).forEach(line -> console.line(console.dim("    " + Console.plain(line))));
            }
        }
    }

    @Command(
            name = "replay",
            description =
                    "Make the calls of a recorded session again, with the staged release on a copy of the project, and show"
                            + " what it answers in another way.")
    static final class Replay extends EnvironmentCommand {
        private final Given<String> name = operand("NAME", "The server.");
        private final Given<String> session = maybe("SESSION", "Which session; the newest one when not given.");

        @Override
        ExitCode run(Workbench bench, Environments environments) {
            ServerBook book = environments.book();
            ServerEntry server = book.named(name.get());
            SessionReplay.Replayed replayed = environments.sessions().replay(book, server, session.find());
            console.answer(json(server, replayed), () -> {
                for (SessionReplay.Difference one : replayed.differences()) {
                    console.paragraph(
                            one.isBreak() ? console.bad("✗ ") : "  ",
                            "call " + one.call() + ", " + one.tool() + ": " + one.says());
                }
                console.line(words(replayed));
                if (!replayed.release().isStaged()) {
                    console.paragraph("", notStaged(server, replayed));
                }
            });
            return replayed.isPassed() ? ExitCode.OK : ExitCode.REFUSED;
        }

        private static String words(SessionReplay.Replayed replayed) {
            String calls = replayed.calls() == 1 ? "1 call of " : replayed.calls() + " calls of ";
            String left = replayed.leftOut() == 0 ? "" : "; " + replayed.leftOut() + " with secrets left out";
            String differences = replayed.differences().isEmpty()
                    ? "no difference"
                    : "differences: " + replayed.differences().size();
            return calls + replayed.session() + ", " + differences + left + ".";
        }

        private static String notStaged(ServerEntry server, SessionReplay.Replayed replayed) {
            return "Nothing of " + server.name() + " is staged, so "
                    + replayed.release().title()
                    + ", which is live, was compared with itself. Build what is to be tried, then replay again: workflow"
                    + " server check " + server.name();
        }

        static Json.Obj json(ServerEntry server, SessionReplay.Replayed replayed) {
            Json differences = Answers.list(
                    replayed.differences(),
                    one -> Json.Obj.EMPTY
                            .with("call", one.call())
                            .with("tool", one.tool())
                            .with("says", one.says())
                            .with("breaks", one.isBreak()));
            return Json.Obj.EMPTY
                    .with("server", server.name())
                    .with("session", replayed.session())
                    .with("calls", replayed.calls())
                    .with("leftOut", replayed.leftOut())
                    .with("passed", replayed.isPassed())
                    .with("differences", differences)
                    .with("release", replayed.release().title())
                    .with("staged", replayed.release().isStaged());
        }
    }

    @Command(name = "promote", description = "Make the checked releases of these servers live, all of them or none.")
    static final class Promote extends EnvironmentCommand {
        private final Given<List<String>> names = operands("NAME", "1..*", "The servers that go together.");
        private final Given<String> force = option("--force REASON", "Promote although something is missing; say why.");
        private final Given<Boolean> oneWay = flag(
                "--one-way",
                "A step is meant after which the live release cannot read the store; a backup of it is taken before.");
        private final Given<String> reason = option("--reason TEXT", "Why; kept in the history.");

        @Override
        ExitCode run(Workbench bench, Environments environments) {
            Production.Moved moved = environments
                    .production()
                    .promote(
                            named(environments, names.get()),
                            force.find(),
                            oneWay.get(),
                            bench.cause(reason.find().or(() -> force.find())));
            return answer(console, moved, "live");
        }
    }

    @Command(
            name = "rollback",
            description = "Make the last good releases live again, of all these servers or of none, and open an issue.")
    static final class Rollback extends EnvironmentCommand {
        private final Given<List<String>> names = operands("NAME", "1..*", "The servers that go back together.");
        private final Given<String> reason = needed("--reason TEXT", "What is wrong; it is the issue's text.");
        private final Given<Boolean> oneWay = flag(
                "--one-way",
                "The store is as the older release needs it, such as from the backup, after a step without a way back.");

        @Override
        ExitCode run(Workbench bench, Environments environments) {
            Production.RolledBack back = environments
                    .production()
                    .rollBack(
                            named(environments, names.get()),
                            reason.get(),
                            oneWay.get(),
                            bench.cause(Optional.of(reason.get())),
                            live -> printLive(console, live));
            return console.done(json(back), () -> back.health().values().forEach(proof -> printResult(console, proof)));
        }
    }
}
