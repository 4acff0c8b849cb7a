package io.workfloworchestrator.app;

import io.workfloworchestrator.app.environments.Environments;
import io.workfloworchestrator.app.environments.RunningServer;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.projectmanagement.environments.ReleaseEntry;
import io.workfloworchestrator.projectmanagement.environments.ServerBook;
import io.workfloworchestrator.projectmanagement.environments.ServerEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;

/** {@code workflow server running}: who runs what. */
@Command(name = "running", description = "Which servers run for clients, and which releases they are.")
final class ServerRunningCommand extends EnvironmentCommand {
    @Override
    ExitCode run(Workbench bench, Environments environments) {
        ServerBook book = environments.book();
        List<Json> rows = new ArrayList<>();
        List<String> lines = new ArrayList<>();
        for (ServerEntry server : book.servers()) {
            Optional<String> live = book.live(server).map(ReleaseEntry::folder);
            for (RunningServer running : environments.running().of(server.name())) {
                boolean isLive = live.equals(Optional.of(running.release()));
                rows.add(ServerTable.json(running)
                        .with("server", Json.of(server.name()))
                        .with("live", Json.of(isLive)));
                lines.add(console.bold(server.name()) + " " + running.release().replaceFirst("-.*", "") + "  process "
                        + running.pid() + " in " + Console.plain(running.folder()) + " since " + running.started()
                        + (isLive ? "" : console.warn("; another release is live by now")));
            }
        }
        return console.done(Json.Obj.EMPTY.with("running", Json.array(rows)), () -> {
            if (lines.isEmpty()) {
                console.line("No server runs. Clients start one with 'workflow serve NAME'.");
            }
            lines.forEach(console::line);
        });
    }
}
