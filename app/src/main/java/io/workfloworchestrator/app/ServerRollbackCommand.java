package io.workfloworchestrator.app;

import io.workfloworchestrator.app.environments.Environments;
import io.workfloworchestrator.app.environments.Production;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code workflow server rollback NAME… --reason TEXT}: clients get the last good releases again. */
@Command(
        name = "rollback",
        description = "Make the last good releases live again, of all these servers or of none, and open an issue.")
final class ServerRollbackCommand extends EnvironmentCommand {
    @Parameters(arity = "1..*", paramLabel = "NAME", description = "The servers that go back together.")
    private List<String> names = new ArrayList<>();

    @Option(
            names = "--reason",
            paramLabel = "TEXT",
            required = true,
            description = "What is wrong; it is the issue's text.")
    private String reason = "";

    @Option(
            names = "--one-way",
            description =
                    "The store is as the older release needs it, such as from the backup, after a step without a way back.")
    private boolean oneWay;

    @Override
    ExitCode run(Workbench bench, Environments environments) {
        Production.RolledBack back = environments
                .production()
                .rollBack(
                        named(environments, names),
                        reason,
                        oneWay,
                        bench.cause(Optional.of(reason)),
                        live -> ServerMoves.printLive(console, live));
        return console.done(
                ServerMoves.json(back),
                () -> back.health().values().forEach(proof -> ServerMoves.print(console, proof)));
    }
}
