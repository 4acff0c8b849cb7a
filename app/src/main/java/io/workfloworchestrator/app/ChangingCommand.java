package io.workfloworchestrator.app;

import java.util.Optional;
import picocli.CommandLine.Option;

/** A command that changes something, and records who did it. */
abstract class ChangingCommand extends ProjectCommand {
    static final String WHO = "Who does it, for the history; git's user.name, else the system user, when not given.";

    @Option(names = "--as", paramLabel = "NAME", description = WHO)
    private Optional<String> as = Optional.empty();

    @Override
    final Optional<String> as() {
        return as;
    }
}
