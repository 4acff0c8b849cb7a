package io.workfloworchestrator.taskexecutor.imports;

import io.workfloworchestrator.definition.KindDefinition;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.state.Revision;
import io.workfloworchestrator.taskexecutor.verify.TaskItems;
import io.workfloworchestrator.taskexecutor.workflows.NewTasks;
import io.workfloworchestrator.workflow.Item;
import io.workfloworchestrator.workflow.ItemChanges;
import io.workfloworchestrator.workflow.ItemException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes what a plan says, inside of one commit. Not thread-safe. */
final class ImportApplying {
    private final ImportPlan plan;
    private final ItemChanges items;
    private final Set<String> fieldNames;
    private final boolean health;
    private final Map<String, Item> added = new LinkedHashMap<>();
    private final List<ImportNote> notes;

    /**
     * Prepares the change.
     *
     * @param kind what a task can hold
     * @param health whether the workflow touches protected health data
     */
    ImportApplying(ImportPlan plan, ItemChanges items, @Nullable KindDefinition kind, boolean health) {
        this.plan = plan;
        this.items = items;
        this.fieldNames = kind == null ? Set.of() : kind.fields().keySet();
        this.health = health;
        this.notes = new ArrayList<>(plan.notes());
    }

    /**
     * What was made.
     *
     * @param plan with what could not be made as the list has it
     * @param numbers the new numbers by the ids in the list
     */
    record Applied(ImportPlan plan, Map<String, String> numbers) {}

    /** Adds the tasks with their needs, then moves each to where it stands, those that others need first. */
    Applied apply() {
        if (plan.added().isEmpty()) {
            return new Applied(plan, Map.of());
        }
        List<NewTasks.Draft> drafts = plan.added().stream()
                .map(task -> new NewTasks.Draft(task.id(), fields(task), task.needs()))
                .toList();
        List<Item> made = NewTasks.add(items, drafts, plan.known(), health);
        Map<String, PortableTask> byId = new HashMap<>();
        Map<String, String> numbers = new LinkedHashMap<>();
        for (int i = 0; i < made.size(); i++) {
            PortableTask task = plan.added().get(i);
            byId.put(task.id(), task);
            added.put(task.id(), made.get(i));
            numbers.put(task.id(), TaskItems.number(made.get(i)));
        }
        ImportPlanning.order(plan.added()).order().stream()
                .flatMap(id -> Optional.ofNullable(byId.get(id)).stream())
                .forEach(this::move);
        return new Applied(new ImportPlan(plan.format(), plan.list(), plan.added(), plan.known(), notes), numbers);
    }

    private void move(PortableTask task) {
        switch (task.state()) {
            case PENDING -> {}
            case IN_PROGRESS -> move(task, "start");
            case BLOCKED -> move(task, "block");
            case COMPLETED -> move(task, "complete");
            case CANCELLED -> move(task, "cancel");
        }
    }

    /** A gate of the project may be closed for what another tool calls done; then the task waits here, and that is told. */
    private void move(PortableTask task, String move) {
        try {
            items.move(Objects.requireNonNull(added.get(task.id())).id(), move, Revision.NONE);
        } catch (ItemException e) {
            notes.add(new ImportNote(
                    task.file(),
                    task.line(),
                    "it is " + task.state().word() + " there, and pending here: " + e.getMessage()));
        }
    }

    private Json.Obj fields(PortableTask task) {
        Json.Obj source = new ImportSourceField(plan.format().word(), plan.list(), task.id()).toJson();
        Json.Obj fields = Json.Obj.EMPTY.with("title", Json.of(task.title()));
        fields = text(fields, "details", task.details());
        fields = text(fields, "notes", task.notes());
        fields = text(fields, "blockedReason", task.blockedReason());
        fields = text(fields, "completedAt", task.completed());
        fields = task.hours() > 0 ? fields.with("hours", NewTasks.hours(task.hours())) : fields;
        fields = task.files().isEmpty() ? fields : fields.with("files", Json.strings(task.files()));
        Json.Obj others = text(Json.Obj.EMPTY, "priority", task.priority());
        others = text(others, "owner", task.owner());
        others = text(others, "due", task.due());
        others = text(others, "created", task.created());
        others = task.tags().isEmpty() ? others : others.with("tags", Json.strings(task.tags()));
        for (String name : others.keys()) {
            Json value = others.find(name).orElseThrow();
            // What the kind has no field for stays beside the id in the source.
            if (fieldNames.contains(name)) {
                fields = fields.with(name, value);
            } else {
                source = source.with(name, value);
            }
        }
        return fields.with(ImportSourceField.NAME, source);
    }

    private static Json.Obj text(Json.Obj fields, String name, String text) {
        return text.isEmpty() ? fields : fields.with(name, Json.of(text));
    }
}
