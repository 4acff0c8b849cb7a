package io.workfloworchestrator.app;

import picocli.CommandLine.Command;

/** {@code workflow handoffs spec GOAL…}. */
@Command(name = "spec", description = "Pass goals on to be specified.")
final class HandoffsSpecCommand extends HandoffsPassingCommand {
    HandoffsSpecCommand(Console console) {
        super(console);
    }

    @Override
    String tool() {
        return "prepare_spec_handoff";
    }
}
