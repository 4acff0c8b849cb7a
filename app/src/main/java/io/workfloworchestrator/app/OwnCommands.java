package io.workfloworchestrator.app;

import io.workfloworchestrator.projectmanagement.Planning;
import io.workfloworchestrator.projectmanagement.Toolset;
import io.workfloworchestrator.state.Revision;
import io.workfloworchestrator.workflow.Commands;
import java.util.Optional;

/** The command lines of this program that answers about workflows name. */
final class OwnCommands implements Commands {
    private final boolean isServing;

    /** The command lines for a person at a terminal. */
    OwnCommands() {
        this(false);
    }

    /** @param isServing whether a server answers, which may be started with other toolsets */
    OwnCommands(boolean isServing) {
        this.isServing = isServing;
    }

    @Override
    public Optional<String> begin(String key) {
        return Optional.of("workflow init" + (Planning.isPlanning(key) ? "" : " -w " + key));
    }

    @Override
    public Optional<String> offering(String tool) {
        return isServing ? Toolset.offering(tool) : Optional.empty();
    }

    @Override
    public Optional<String> beginInside(String folder) {
        return Optional.of("workflow init --nested --project " + folder);
    }

    @Override
    public Optional<String> show(String key, Revision at) {
        return Optional.of("workflow show " + key + " --at " + at);
    }

    @Override
    public Optional<String> verify() {
        return Optional.of("workflow verify");
    }

    @Override
    public Optional<String> difference() {
        return Optional.of("workflow definition diff");
    }

    @Override
    public Optional<String> migrate() {
        return Optional.of("workflow definition migrate");
    }

    @Override
    public Optional<String> migrateToPhase() {
        return Optional.of("workflow definition migrate --phase PHASE");
    }
}
