package io.workfloworchestrator.app;

import io.workfloworchestrator.app.environments.Environments;
import io.workfloworchestrator.app.environments.SessionReplay;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.projectmanagement.environments.ServerBook;
import io.workfloworchestrator.projectmanagement.environments.ServerEntry;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code workflow server replay NAME [SESSION]}: makes the calls of a session of production again, in staging. */
@Command(
        name = "replay",
        description =
                "Make the calls of a recorded session again, with the staged release on a copy of the project, and show"
                        + " what it answers in another way.")
final class ServerReplayCommand extends EnvironmentCommand {
    @Parameters(index = "0", paramLabel = "NAME", description = "The server.")
    private String name = "";

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "SESSION",
            description = "Which session; the newest one when not given.")
    private Optional<String> session = Optional.empty();

    @Override
    ExitCode run(Workbench bench, Environments environments) {
        ServerBook book = environments.book();
        ServerEntry server = book.named(name);
        SessionReplay.Replayed replayed = environments.sessions().replay(book, server, session);
        console.answer(json(server, replayed), () -> {
            for (SessionReplay.Difference one : replayed.differences()) {
                console.paragraph(
                        one.isBreak() ? console.bad("✗ ") : "  ",
                        "  ",
                        Console.plain("call " + one.call() + ", " + one.tool() + ": " + one.says()));
            }
            console.line(words(replayed));
            if (!replayed.release().isStaged()) {
                console.paragraph("", "", notStaged(server, replayed));
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
                        .with("call", Json.of(one.call()))
                        .with("tool", Json.of(one.tool()))
                        .with("says", Json.of(one.says()))
                        .with("breaks", Json.of(one.isBreak())));
        return Json.Obj.EMPTY
                .with("server", Json.of(server.name()))
                .with("session", Json.of(replayed.session()))
                .with("calls", Json.of(replayed.calls()))
                .with("leftOut", Json.of(replayed.leftOut()))
                .with("passed", Json.of(replayed.isPassed()))
                .with("differences", differences)
                .with("release", Json.of(replayed.release().title()))
                .with("staged", Json.of(replayed.release().isStaged()));
    }
}
