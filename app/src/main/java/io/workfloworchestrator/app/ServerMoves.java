package io.workfloworchestrator.app;

import io.workfloworchestrator.app.environments.GateResult;
import io.workfloworchestrator.app.environments.Production;
import io.workfloworchestrator.app.environments.Staging;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.projectmanagement.environments.ServerEntry;
import java.util.function.Function;

/** Answers of the commands that change what is live. Pure functions. */
final class ServerMoves {
    private ServerMoves() {}

    static Json.Obj json(Production.Moved moved) {
        return Json.Obj.EMPTY
                .with("releases", Answers.list(moved.releases().values(), ServerTable::json))
                .with("repaired", Json.strings(moved.repaired()))
                .with("revision", Json.of(moved.revision().number()));
    }

    static Json.Obj json(Production.RolledBack back) {
        Json health = Answers.list(back.health().values(), proof -> Json.of(proof.words()));
        return json(back.moved())
                .with("liveAfterMillis", Json.of(back.after().toMillis()))
                .with("health", health);
    }

    /** Tells a person what is live again, while it is still shown that it works. */
    static void printLive(Console console, Production.RolledBack back) {
        if (!console.isJson()) {
            print(console, back.moved(), "live again after " + back.after().toMillis() + " ms");
            console.out().flush();
        }
    }

    static Json.Obj json(ServerEntry server, Staging.Checked checked) {
        return json(server, checked, GateResult::output);
    }

    /** The same with what is wanted of each output. */
    static Json.Obj json(ServerEntry server, Staging.Checked checked, Function<GateResult, String> output) {
        Json results = Answers.list(
                checked.results(),
                result -> Json.Obj.EMPTY
                        .with("gate", Json.of(result.gate()))
                        .with("passed", Json.of(result.isPassed()))
                        .with("words", Json.of(result.words()))
                        .with("output", Json.of(output.apply(result))));
        Json.Obj answer = Json.Obj.EMPTY
                .with("server", Json.of(server.name()))
                .with("passed", Json.of(checked.isPassed()))
                .with("again", Json.of(checked.isAgain()))
                .with("results", results);
        return Answers.with(answer, "release", checked.release().map(ServerTable::json));
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

    /** The result of one check in one paragraph. */
    static void print(Console console, GateResult result) {
        console.paragraph(
                result.isPassed() ? console.good("✓ ") : console.bad("✗ "),
                "  ",
                Console.plain(result.gate() + ": " + result.words()));
    }
}
