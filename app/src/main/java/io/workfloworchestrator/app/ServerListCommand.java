package io.workfloworchestrator.app;

import io.workfloworchestrator.app.environments.Environments;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.projectmanagement.environments.ReleaseEntry;
import io.workfloworchestrator.projectmanagement.environments.ServerBook;
import io.workfloworchestrator.projectmanagement.environments.ServerEntry;
import java.util.List;
import picocli.CommandLine.Command;

/** {@code workflow server list}: the servers, what is live of each and what is staged. */
@Command(name = "list", description = "The servers: which release is live, what is staged, how many run.")
final class ServerListCommand extends EnvironmentCommand {
    private static final int MOST_INDENT = 20;

    @Override
    ExitCode run(Workbench bench, Environments environments) {
        ServerBook book = environments.book();
        List<ServerEntry> servers = book.servers();
        Json list = Answers.list(servers, one -> ServerTable.json(environments, one));
        return console.done(Json.Obj.EMPTY.with("servers", list), () -> {
            if (servers.isEmpty()) {
                console.line("There is no server yet. Add one with 'workflow server add NAME --source DIR'.");
            }
            int width =
                    servers.stream().mapToInt(one -> one.name().length()).max().orElse(0);
            for (ServerEntry server : servers) {
                int running = environments.running().of(server.name()).size();
                String staged = book.staged(server)
                        .map(release -> ", " + release.serial() + " is " + release.status())
                        .orElse("");
                String others = String.join("; ", book.builtWithOthers(server));
                console.paragraph(
                        console.bold(ItemTable.padded(server.name(), width)) + "  ",
                        " ".repeat(Math.min(MOST_INDENT, width + 2)),
                        book.live(server).map(ServerListCommand::live).orElse("nothing is live")
                                + staged
                                + (running > 0
                                        ? ", run by " + running + (running == 1 ? " process" : " processes")
                                        : "")
                                + (others.isEmpty() ? "" : "; " + others));
            }
        });
    }

    private static String live(ReleaseEntry release) {
        return "live: " + release.serial();
    }
}
