package io.workfloworchestrator.state.proofs;

import io.workfloworchestrator.state.StateManager;
import io.workfloworchestrator.state.files.Layout;
import io.workfloworchestrator.state.files.StateFiles;
import io.workfloworchestrator.state.jdbc.JdbcStateStore;
import java.nio.file.Path;
import java.time.Clock;

/**
 * The state of a project as a server opens it: database, files, manager.
 *
 * @param project its folder
 * @param database the store in {@code .ai-planning/.state}
 * @param files the readable files
 * @param state the manager of both
 */
record Stack(Path project, JdbcStateStore database, StateFiles files, StateManager state) implements AutoCloseable {
    static Stack open(Path project) {
        return open(project, Clock.systemUTC());
    }

    static Stack open(Path project, Clock clock) {
        JdbcStateStore database = JdbcStateStore.at(folder(project));
        StateFiles files = StateFiles.of(project, database, Layout.standard(), clock);
        return new Stack(project, database, files, StateManager.of(files.store(), files, clock));
    }

    /** Where the database of a project is. */
    static Path folder(Path project) {
        return project.resolve(Layout.STATE_FOLDER);
    }

    /** Where the readable file of a key is. */
    static Path file(Path project, String key) {
        return project.resolve(Layout.standard().path(key));
    }

    @Override
    public void close() {
        state.close();
    }
}
