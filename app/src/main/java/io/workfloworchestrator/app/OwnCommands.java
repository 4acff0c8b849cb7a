package io.workfloworchestrator.app;

import io.workfloworchestrator.projectmanagement.ProjectManagementServer;
import io.workfloworchestrator.state.Revision;
import io.workfloworchestrator.workflow.Commands;
import java.util.Optional;

/** The command lines of this program that answers about workflows name. */
final class OwnCommands implements Commands {
    @Override
    public Optional<String> begin(String key) {
        return Optional.of("workflow init" + (key.equals(ProjectManagementServer.PLANNING) ? "" : " -w " + key));
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
