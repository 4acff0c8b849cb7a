package io.workfloworchestrator.app;

import io.workfloworchestrator.app.environments.Environments;
import io.workfloworchestrator.app.environments.Production;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code workflow server promote NAME…}: clients get the checked releases from now on, of all these servers or of none. */
@Command(name = "promote", description = "Make the checked releases of these servers live, all of them or none.")
final class ServerPromoteCommand extends EnvironmentCommand {
    @Parameters(arity = "1..*", paramLabel = "NAME", description = "The servers that go together.")
    private List<String> names = new ArrayList<>();

    @Option(names = "--force", paramLabel = "REASON", description = "Promote although something is missing; say why.")
    private Optional<String> force = Optional.empty();

    @Option(
            names = "--one-way",
            description =
                    "A step is meant after which the live release cannot read the store; a backup of it is taken before.")
    private boolean oneWay;

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why; kept in the history.")
    private Optional<String> reason = Optional.empty();

    @Override
    ExitCode run(Workbench bench, Environments environments) {
        Production.Moved moved = environments
                .production()
                .promote(named(environments, names), force, oneWay, bench.cause(reason.or(() -> force)));
        return ServerMoves.answer(console, moved, "live");
    }
}
