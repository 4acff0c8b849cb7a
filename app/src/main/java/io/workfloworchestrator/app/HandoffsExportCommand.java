package io.workfloworchestrator.app;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.projectmanagement.handoff.HandoffOutbox;
import io.workfloworchestrator.projectmanagement.handoff.protocol.HandoffProtocol;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code workflow handoffs export HANDOFF}: a hand-off as a message of the protocol, on stdout. */
@Command(
        name = "export",
        description = "Write a hand-off to stdout as a message for a server that does not read this state.")
final class HandoffsExportCommand extends ProjectCommand {
    @Parameters(paramLabel = "HANDOFF", description = "Its number, such as H-01, or its id.")
    private String handoff = "";

    @Override
    ExitCode run(Workbench bench) {
        Json message = HandoffProtocol.write(HandoffOutbox.message(bench.project(), handoff));
        Json.Obj answer = Json.Obj.EMPTY.with("message", message);
        return console.done(answer, () -> console.out().println(message));
    }
}
