package io.workfloworchestrator.examples.guide;

import io.workfloworchestrator.definition.WorkflowDefinition;
import io.workfloworchestrator.files.ProjectFolder;
import io.workfloworchestrator.state.StateManager;
import io.workfloworchestrator.state.jdbc.JdbcStateStore;
import io.workfloworchestrator.workflow.StandardTools;
import io.workfloworchestrator.workflow.Workflow;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** The workflow of the guide: a project's documentation in another language. */
final class Translation {
    // tag::data
    /** What the workflow knows beside what is on disk. */
    record Data(List<String> misused) {}

    // end::data

    private Translation() {}

    // tag::open
    static Workflow<Data> open(Path folder, StateManager states) {
        return Workflow.at(ProjectFolder.open(folder), definition(), states)
                .data(Data.class, new Data(List.of()))
                .tools(Set.of("next", "done"), new StandardTools("", "next", "done", ""))
                .open();
    }

    static StateManager states(Path folder) {
        return StateManager.of(JdbcStateStore.at(folder.resolve(".ai-planning/.state")));
    }

    // end::open

    // tag::definition
    static WorkflowDefinition definition() {
        try (InputStream yaml = Translation.class.getResourceAsStream("translation.yaml")) {
            if (yaml == null) {
                throw new IllegalStateException("translation.yaml is not beside the class");
            }
            return WorkflowDefinition.parse("translation.yaml", yaml.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
    // end::definition
}
