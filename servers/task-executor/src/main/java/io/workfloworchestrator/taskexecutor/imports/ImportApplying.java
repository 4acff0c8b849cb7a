package io.workfloworchestrator.taskexecutor.imports;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.state.Revision;
import io.workfloworchestrator.taskexecutor.workflows.WorkflowAccess;
import io.workfloworchestrator.workflow.Item;
import io.workfloworchestrator.workflow.ItemChanges;
import io.workfloworchestrator.workflow.ItemException;
import io.workfloworchestrator.workflow.Precedence;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

/** Makes what a plan says, inside of one commit. Not thread-safe. */
final class ImportApplying {
    private final ImportPlan plan;
    private final ItemChanges items;
    private final String kind;
    private final Set<String> fieldNames;
    private final BiFunction<PortableTask, Json.Obj, Json.Obj> judged;
    private final Map<String, String> ids = new HashMap<>();
    private final List<ImportNote> notes = new ArrayList<>();

    /**
     * Prepares the change.
     *
     * @param kind the kind of items that tasks are
     * @param fieldNames the fields that the kind has
     * @param judged adds to the fields of a task what is worked out from them
     */
    ImportApplying(
            ImportPlan plan,
            ItemChanges items,
            String kind,
            Set<String> fieldNames,
            BiFunction<PortableTask, Json.Obj, Json.Obj> judged) {
        this.plan = plan;
        this.items = items;
        this.kind = kind;
        this.fieldNames = Set.copyOf(fieldNames);
        this.judged = judged;
        this.ids.putAll(plan.known());
    }

    /**
     * What was made.
     *
     * @param numbers the new numbers by the ids in the list
     * @param notes what could not be made as the list has it
     */
    record Applied(Map<String, String> numbers, List<ImportNote> notes) {}

    /** Adds the tasks, then their needs, then moves each to where it stands, those that others need first. */
    Applied apply() {
        List<Item> added =
                items.addAll(kind, plan.added().stream().map(this::fields).toList(), this::needs);
        Map<String, String> numbers = new LinkedHashMap<>();
        for (int i = 0; i < added.size(); i++) {
            numbers.put(
                    plan.added().get(i).id(),
                    added.get(i).number().orElse(added.get(i).id()));
        }
        Map<String, PortableTask> byId = new HashMap<>();
        plan.added().forEach(task -> byId.put(task.id(), task));
        inOrder(byId).forEach(this::move);
        return new Applied(numbers, notes);
    }

    /** What the new tasks wait for, by their new ids. */
    private Map<String, List<String>> needs(List<Item> added) {
        for (int i = 0; i < added.size(); i++) {
            ids.put(plan.added().get(i).id(), added.get(i).id());
        }
        Map<String, List<String>> all = new LinkedHashMap<>();
        for (PortableTask task : plan.added()) {
            List<String> needs = task.needs().stream()
                    .flatMap(need -> Optional.ofNullable(ids.get(need)).stream())
                    .distinct()
                    .toList();
            if (!needs.isEmpty()) {
                all.put(id(task), needs);
            }
        }
        return all;
    }

    private String id(PortableTask task) {
        return ids.getOrDefault(task.id(), "");
    }

    private List<PortableTask> inOrder(Map<String, PortableTask> byId) {
        List<Precedence.Work> works = plan.added().stream()
                .map(task -> new Precedence.Work(task.id(), 0, task.needs()))
                .toList();
        return Precedence.of(works).order().stream()
                .flatMap(id -> Optional.ofNullable(byId.get(id)).stream())
                .toList();
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
            Item unused = items.move(id(task), move, Revision.NONE);
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
        fields = task.hours() > 0 ? fields.with("hours", WorkflowAccess.hours(task.hours())) : fields;
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
        return judged.apply(task, fields.with(ImportSourceField.NAME, source));
    }

    private static Json.Obj text(Json.Obj fields, String name, String text) {
        return text.isEmpty() ? fields : fields.with(name, Json.of(text));
    }
}
