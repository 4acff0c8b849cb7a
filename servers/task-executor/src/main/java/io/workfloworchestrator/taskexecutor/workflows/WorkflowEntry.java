package io.workfloworchestrator.taskexecutor.workflows;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.workflow.Item;
import java.util.Optional;

/** A workflow of tasks as the list of all has it. Immutable and thread-safe. */
public record WorkflowEntry(Item item) {
    static final String KIND = "workflow";
    static final String FOLDER = "folder";
    static final String TASKS = "tasks";

    /** What the list has of a new one. */
    static Json.Obj fields(String name, String folder, String tasks) {
        return Json.Obj.EMPTY
                .with("title", Json.of(name))
                .with(FOLDER, Json.of(folder))
                .with(TASKS, Json.of(tasks));
    }

    String id() {
        return item.id();
    }

    /** The name by which calls mean it. */
    public String name() {
        return item.title();
    }

    /** Whether it is not in the archive. */
    public boolean isActive() {
        return item.status().equals("active");
    }

    /** The key of the workflow with its tasks. */
    String key() {
        return text(TASKS).orElseGet(() -> TaskWorkflows.ACTIVE_TYPE + "/" + name());
    }

    /** Where its files are, relative to the project. */
    String folder() {
        return text(FOLDER).orElseGet(() -> "temp/workflows/" + name());
    }

    /** Adds those of these fields that it has. */
    Json.Obj addTo(Json.Obj shown, String... fields) {
        Json.Obj more = shown;
        for (String field : fields) {
            Optional<String> text = text(field);
            more = text.isPresent() ? more.with(field, Json.of(text.get())) : more;
        }
        return more;
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
