package io.workfloworchestrator.taskexecutor.workflows;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.workflow.Item;
import java.util.Optional;

/** A workflow of tasks as the list of all has it. Immutable and thread-safe. */
public record WorkflowEntry(Item item) {
    static final String KIND = "workflow";
    static final String FOLDER = "folder";
    static final String TASKS = "tasks";

    static Json.Obj fields(String name, String folder, String tasks) {
        return Json.Obj.EMPTY.with("title", name).with(FOLDER, folder).with(TASKS, tasks);
    }

    String id() {
        return item.id();
    }

    public String name() {
        return item.title();
    }

    public boolean isActive() {
        return item.status().equals("active");
    }

    String key() {
        return text(TASKS).orElseGet(() -> TaskWorkflows.ACTIVE_TYPE + "/" + name());
    }

    String folder() {
        return text(FOLDER).orElseGet(() -> "temp/workflows/" + name());
    }

    /** Adds those of these fields that it has. */
    Json.Obj addTo(Json.Obj shown, String... fields) {
        Json.Obj more = shown;
        for (String field : fields) {
            Optional<String> text = text(field);
            more = more.with(field, text);
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
