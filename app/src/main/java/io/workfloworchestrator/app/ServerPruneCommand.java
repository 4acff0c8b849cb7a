package io.workfloworchestrator.app;

import io.workfloworchestrator.app.environments.Environments;
import io.workfloworchestrator.app.environments.Pruning;
import io.workfloworchestrator.definition.Shapes;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.projectmanagement.environments.ServerEntry;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code workflow server prune NAME}: deletes releases that nobody needs. */
@Command(
        name = "prune",
        description =
                "Delete the folders of releases that nobody needs: not what is live, runs, is staged, or is the last good"
                        + " one.")
final class ServerPruneCommand extends EnvironmentCommand {
    @Parameters(paramLabel = "NAME", description = "The server.")
    private String name = "";

    @Option(names = "--release", paramLabel = "N", description = "Only this one; refused if somebody needs it.")
    private Optional<Integer> release = Optional.empty();

    @Option(names = "--keep", paramLabel = "N", description = "How many of the newest others stay; 3 when not given.")
    private int keep = 3;

    @Override
    ExitCode run(Workbench bench, Environments environments) {
        UsageWords.requireAtLeast(0, keep, "--keep");
        ServerEntry server = environments.book().named(name);
        Pruning pruning = environments.pruning();
        Pruning.Pruned pruned =
                release.map(serial -> pruning.one(server, serial)).orElseGet(() -> pruning.all(server, keep));
        Json.Obj answer =
                Json.Obj.EMPTY.with("deleted", Json.strings(pruned.deleted())).with("kept", Shapes.json(pruned.kept()));
        return console.done(answer, () -> {
            console.line(pruned.deleted().size() + " deleted.");
            pruned.kept().forEach((folder, why) -> console.line("  " + folder + " stays: " + why));
        });
    }
}
