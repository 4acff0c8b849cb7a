package io.workfloworchestrator.app;

import io.workfloworchestrator.app.environments.Environments;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.projectmanagement.environments.ReleaseEntry;
import io.workfloworchestrator.projectmanagement.environments.ServerBook;
import io.workfloworchestrator.projectmanagement.environments.ServerEntry;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code workflow server show NAME}: all about a server, its releases, and what is missing before the next one. */
@Command(
        name = "show",
        description =
                "All about a server: how it is built, its releases with their checks, and what is missing for promotion.")
final class ServerShowCommand extends EnvironmentCommand {
    @Parameters(paramLabel = "NAME", description = "The server.")
    private String name = "";

    @Override
    ExitCode run(Workbench bench, Environments environments) {
        ServerBook book = environments.book();
        ServerEntry server = book.named(name);
        List<String> missing = book.staged(server).isEmpty()
                ? List.of()
                : environments.production().missing(List.of(server));
        List<ReleaseEntry> releases = book.releases(server);
        Json.Obj answer = ServerTable.json(environments, server)
                .with("dependents", Json.strings(ServerTable.names(book.dependents(server))))
                .with("releases", Answers.list(releases, ServerTable::whole))
                .with("missing", Json.strings(missing));
        return console.done(answer, () -> {
            console.line(console.bold(server.name()) + ", " + (server.isStarted() ? "a server" : "a library") + " of "
                    + Console.plain(server.commands().folder()));
            ServerTable.commands(console, server);
            names("depends on ", book.needs(server));
            names("is needed by ", book.dependents(server));
            releases.forEach(release -> print(environments, server, release));
            missing.forEach(one -> console.paragraph(console.warn("! "), "  ", one));
        });
    }

    private void names(String label, List<ServerEntry> servers) {
        if (!servers.isEmpty()) {
            console.line("  " + label + String.join(", ", ServerTable.names(servers)));
        }
    }

    private void print(Environments environments, ServerEntry server, ReleaseEntry release) {
        boolean isHere = Files.isDirectory(environments.folder(server, release));
        Optional<String> why = release.rolledBack();
        console.line(console.bold(Long.toString(release.serial())) + "  " + release.status()
                + why.map(reason -> ", rolled back: " + Console.plain(reason)).orElse("")
                + (isHere ? "" : console.dim(" (not on this machine)")));
        if (release.status().equals("retired")) {
            return;
        }
        release.evidence()
                .forEach(proof -> console.paragraph(
                        proof.isPassed() ? console.good("   ✓ ") : console.bad("   ✗ "),
                        "     ",
                        Console.plain(proof.result())));
    }
}
