package io.workfloworchestrator.app;

import io.workfloworchestrator.app.environments.Production;
import io.workfloworchestrator.json.Json;

/** Answers of the commands that change what is live. Pure functions. */
final class ServerMoves {
    private ServerMoves() {}

    static ExitCode answer(Console console, Production.Moved moved, String what) {
        Json.Obj answer = Json.Obj.EMPTY
                .with(
                        "releases",
                        Json.array(moved.releases().values().stream()
                                .map(ServerTable::json)
                                .toList()))
                .with("repaired", Json.strings(moved.repaired()))
                .with("revision", Json.of(moved.revision().number()));
        console.answer(answer, () -> {
            moved.repaired().forEach(console::note);
            moved.releases()
                    .forEach((server, release) -> console.line(console.bold(release.title()) + " is " + what + ". "
                            + console.dim("revision " + moved.revision())));
        });
        return ExitCode.OK;
    }
}
