package org.example.notes;

import io.workfloworchestrator.state.StateManager;
import io.workfloworchestrator.state.jdbc.JdbcStateStore;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The state of the application. */
public class States {
    // tag::bean
    @Produces
    @Singleton
    StateManager states(@ConfigProperty(name = "notes.folder") String folder) {
        return StateManager.of(JdbcStateStore.at(Path.of(folder, ".ai-planning/.state")));
    }

    void close(@Disposes StateManager states) {
        states.close();
    }
    // end::bean
}
