package io.workfloworchestrator.taskexecutor.imports;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.json.Words;
import io.workfloworchestrator.taskexecutor.verify.TaskItems;
import io.workfloworchestrator.workflow.Item;
import io.workfloworchestrator.workflow.Precedence;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Compares a list with the tasks that are there: what is new, what was taken over before, and which needs cannot be kept. Not
 * thread-safe.
 */
final class ImportPlanning {
    private final ImportFormat format;
    private final String list;
    private final ReadTasks read;
    private final List<ImportNote> notes;
    private final Map<String, String> known = new LinkedHashMap<>();
    private final Map<String, String> ids = new HashMap<>();

    private ImportPlanning(ImportFormat format, String list, ReadTasks read) {
        this.format = format;
        this.list = list;
        this.read = read;
        this.notes = new ArrayList<>(read.notes());
        read.tasks().forEach(task -> ids.putIfAbsent(task.id().toLowerCase(Locale.ROOT), task.id()));
    }

    static ImportPlan of(ImportFormat format, String list, ReadTasks read, List<Item> there) {
        return new ImportPlanning(format, list, read).plan(there);
    }

    private ImportPlan plan(List<Item> there) {
        findKnown(there);
        List<PortableTask> fresh = read.tasks().stream()
                .filter(task -> !known.containsKey(task.id()))
                .map(this::withKnownNeeds)
                .toList();
        List<PortableTask> straight = withoutCircles(fresh);
        return new ImportPlan(format, list, withoutUnmet(straight, there), known, notes);
    }

    /** The same id of the same list, or, if the list was moved, the same id and the same words. */
    private void findKnown(List<Item> there) {
        Map<String, List<Item>> byTask = new HashMap<>();
        for (Item item : there) {
            Origin.of(item)
                    .filter(source -> source.tool().equals(format.word()))
                    .ifPresent(source -> byTask.computeIfAbsent(source.task(), any -> new ArrayList<>())
                            .add(item));
        }
        for (PortableTask task : read.tasks()) {
            byTask.getOrDefault(task.id(), List.of()).stream()
                    .filter(item -> list.equals(Origin.of(item).orElseThrow().list())
                            || item.title().equals(task.title()))
                    .findFirst()
                    .ifPresent(item -> {
                        known.put(task.id(), item.id());
                        if (task.state() == TaskState.COMPLETED && !TaskItems.isDone(item)) {
                            note(task, "it is completed there, and " + item.status() + " here; what is here stays.");
                        }
                    });
        }
    }

    private void note(PortableTask task, String what) {
        notes.add(new ImportNote(task.file(), task.line(), "\"" + Words.clip(task.title(), 60) + "\": " + what));
    }

    /** Ids are written in any case, and a need that is nowhere cannot be kept. */
    private PortableTask withKnownNeeds(PortableTask task) {
        List<String> needs = new ArrayList<>();
        for (String need : task.needs()) {
            Optional<String> meant = Optional.ofNullable(ids.get(need.toLowerCase(Locale.ROOT)));
            if (meant.filter(task.id()::equals).isPresent()) {
                note(task, "it needs itself, which is left out.");
            } else if (meant.isPresent()) {
                needs.add(meant.get());
            } else {
                note(task, "it needs \"" + need + "\", which is not in the list; the need is left out.");
            }
        }
        return task.with(task.state(), needs.stream().distinct().toList());
    }

    private List<PortableTask> withoutCircles(List<PortableTask> tasks) {
        Map<String, PortableTask> byId = new LinkedHashMap<>();
        tasks.forEach(task -> byId.put(task.id(), task));
        List<List<String>> circles = order(byId.values()).circles();
        while (!circles.isEmpty()) {
            Set<String> changed = new HashSet<>();
            for (List<String> circle : circles) {
                String last = circle.get(circle.size() - 2);
                PortableTask task = byId.get(last);
                if (task != null && changed.add(last)) {
                    note(
                            task,
                            "it is in a circle, " + String.join(" → ", circle) + "; its need of " + circle.get(0)
                                    + " is left out.");
                    List<String> rest = task.needs().stream()
                            .filter(need -> !need.equals(circle.get(0)))
                            .toList();
                    byId.put(last, task.with(task.state(), rest));
                }
            }
            circles = order(byId.values()).circles();
        }
        return List.copyOf(byId.values());
    }

    static Precedence order(Collection<PortableTask> tasks) {
        return Precedence.of(tasks.stream()
                .map(task -> new Precedence.Work(task.id(), task.hours(), task.needs()))
                .toList());
    }

    /**
     * What is done waits for nothing: what it needs and is not done is no need any more. What was dropped meets no need, so nothing that is
     * left waits for it either.
     */
    private List<PortableTask> withoutUnmet(List<PortableTask> tasks, List<Item> there) {
        Map<String, TaskState> states = new HashMap<>();
        tasks.forEach(task -> states.put(task.id(), task.state()));
        Map<String, String> statuses = new HashMap<>();
        there.forEach(item -> statuses.put(item.id(), item.status()));
        known.forEach((id, item) ->
                states.put(id, TaskState.of(statuses.getOrDefault(item, "")).orElse(TaskState.PENDING)));
        List<PortableTask> all = new ArrayList<>();
        for (PortableTask task : tasks) {
            List<String> needs = new ArrayList<>();
            for (String need : task.needs()) {
                TaskState other = states.getOrDefault(need, TaskState.PENDING);
                if (other == TaskState.CANCELLED
                        || (task.state() == TaskState.COMPLETED && other != TaskState.COMPLETED)) {
                    note(
                            task,
                            "it is " + task.state().word() + " and needs " + need + ", which is " + other.word()
                                    + "; the need is left out.");
                } else {
                    needs.add(need);
                }
            }
            all.add(waiting(task.with(task.state(), needs), states));
        }
        return all;
    }

    /** What is begun there waits here, as long as it needs something that is not done. */
    private PortableTask waiting(PortableTask task, Map<String, TaskState> states) {
        boolean begun = task.state() == TaskState.IN_PROGRESS || task.state() == TaskState.BLOCKED;
        boolean waits = task.needs().stream()
                .anyMatch(need -> states.getOrDefault(need, TaskState.PENDING) != TaskState.COMPLETED);
        if (begun && waits) {
            note(task, "it is " + task.state().word() + " there, and waits here for what it needs.");
            return task.with(TaskState.PENDING, task.needs());
        }
        return task;
    }

    /**
     * The field of a task that says from which list of another tool it was taken over, so that it is never taken over twice.
     *
     * @param tool the word of the format
     * @param task the id in the list
     */
    record Origin(String tool, String list, String task) {
        static final String NAME = "source";

        private static final String TOOL = "import";
        private static final String LIST = "list";
        private static final String ID = "id";

        /** Where an item came from; empty if it was not taken over from another tool. */
        static Optional<Origin> of(Item item) {
            Json field = item.state().fields().get(NAME);
            Json.Obj source = field == null ? Json.Obj.EMPTY : field.asObject();
            return source.text(TOOL)
                    .map(tool -> new Origin(
                            tool, source.text(LIST).orElse(""), source.text(ID).orElse("")));
        }

        Json.Obj toJson() {
            return Json.Obj.EMPTY.with(TOOL, tool).with(LIST, list).with(ID, task);
        }
    }
}
