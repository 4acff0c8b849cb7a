package io.workfloworchestrator.examples.guide;

import io.workfloworchestrator.definition.WorkflowDefinition;
import io.workfloworchestrator.files.ProjectFolder;
import io.workfloworchestrator.server.WorkflowTools;
import io.workfloworchestrator.state.StateManager;
import io.workfloworchestrator.workflow.Workflow;
import java.nio.file.Path;
import java.util.List;

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
                .tools(WorkflowTools.NAMES_WITH_DATA, WorkflowTools.STANDARD)
                .open();
    }

    // end::open

    // tag::definition
    static WorkflowDefinition definition() {
        return WorkflowDefinition.resource(Translation.class, "translation.yaml");
    }
    // end::definition
}
