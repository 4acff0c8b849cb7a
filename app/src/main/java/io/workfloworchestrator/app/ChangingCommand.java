package io.workfloworchestrator.app;

import java.util.Optional;

/** A command that changes something, and records who did it. */
abstract class ChangingCommand extends ProjectCommand {
    static final String WHO = "Who does it, for the history; git's user.name, else the system user, when not given.";

    private final Given<String> as = option("--as NAME", WHO);

    @Override
    final Optional<String> as() {
        return as.find();
    }
}
