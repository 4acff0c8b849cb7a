package io.workfloworchestrator.app;

import java.util.Optional;
import picocli.CommandLine.Option;

/** A command that changes something, and records who did it. */
abstract class ChangingCommand extends ProjectCommand {
    @Option(
            names = "--as",
            paramLabel = "NAME",
            description = "Who does it, for the history; git's user.name, else the system user, when not given.")
    private Optional<String> as = Optional.empty();

    ChangingCommand(Console console) {
        super(console);
    }

    @Override
    final Optional<String> as() {
        return as;
    }
}
