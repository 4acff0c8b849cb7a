package io.workfloworchestrator.taskexecutor.workflows;

import io.workfloworchestrator.workflow.Item;
import java.util.Optional;

/**
 * A workflow of tasks as the list of all has it. Immutable and thread-safe.
 *
 * @param item its item in the list
 */
record WorkflowEntry(Item item) {
    static final String KIND = "workflow";
    static final String FOLDER = "folder";
    static final String TASKS = "tasks";
    static final String ACTIVE = "active";

    String id() {
        return item.id();
    }

    String name() {
        return item.title();
    }

    boolean isActive() {
        return item.status().equals(ACTIVE);
    }

    /** The key of the workflow with its tasks. */
    String key() {
        return text(TASKS).orElseGet(() -> TaskWorkflows.ACTIVE_TYPE + "/" + name());
    }

    /** Where its files are, relative to the project. */
    String folder() {
        return text(FOLDER).orElseGet(() -> "temp/workflows/" + name());
    }

    Optional<String> goal() {
        return text("goal");
    }

    Optional<String> feature() {
        return text("feature");
    }

    Optional<String> text(String field) {
        return item.state().text(field).filter(text -> !text.isBlank());
    }
}
