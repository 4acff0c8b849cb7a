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
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Makes what a plan says, inside of one commit. Not thread-safe. */
final class ImportApplying {
    private final ImportPlan plan;
    private final ItemChanges items;
    private final Set<String> fieldNames;
    private final boolean health;
    private final Map<String, Item> added = new LinkedHashMap<>();
    private final List<ImportNote> notes;

    /** @param health whether the workflow touches protected health data */
    ImportApplying(ImportPlan plan, ItemChanges items, @Nullable KindDefinition kind, boolean health) {
        this.plan = plan;
        this.items = items;
        this.fieldNames = kind == null ? Set.of() : kind.fields().keySet();
        this.health = health;
        this.notes = new ArrayList<>(plan.notes());
    }

    /**
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

    /** What the kind has no field for stays beside the id in the source. */
    private Json.Obj fields(PortableTask task) {
        Map<String, Json> all = new TreeMap<>();
        put(all, "details", task.details());
        put(all, "notes", task.notes());
        put(all, "blockedReason", task.blockedReason());
        put(all, "completedAt", task.completed());
        put(all, "priority", task.priority());
        put(all, "owner", task.owner());
        put(all, "due", task.due());
        put(all, "created", task.created());
        put(all, "files", task.files());
        put(all, "tags", task.tags());
        if (task.hours() > 0) {
            all.put("hours", NewTasks.hours(task.hours()));
        }
        Json.Obj source = new ImportPlanning.Origin(plan.format().word(), plan.list(), task.id()).toJson();
        Json.Obj fields = Json.Obj.EMPTY.with("title", task.title());
        for (Map.Entry<String, Json> one : all.entrySet()) {
            if (fieldNames.contains(one.getKey())) {
                fields = fields.with(one.getKey(), one.getValue());
            } else {
                source = source.with(one.getKey(), one.getValue());
            }
        }
        return fields.with(ImportPlanning.Origin.NAME, source);
    }

    private static void put(Map<String, Json> fields, String name, String text) {
        if (!text.isEmpty()) {
            fields.put(name, Json.of(text));
        }
    }

    private static void put(Map<String, Json> fields, String name, List<String> texts) {
        if (!texts.isEmpty()) {
            fields.put(name, Json.strings(texts));
        }
    }
}
