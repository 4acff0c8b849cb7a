package io.workfloworchestrator.taskexecutor.schedule;

import io.workfloworchestrator.json.CodedException;
import io.workfloworchestrator.json.Words;
import io.workfloworchestrator.workflow.Plan;
import io.workfloworchestrator.workflow.Precedence;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Tasks whose needs were checked: each names only tasks that are there, and no task waits for itself. What is done holds nothing up and
 * is in no batch. Immutable and thread-safe.
 */
final class TaskOrder {
    private static final int MOST_TOLD = 10;

    /** What a task without an estimate counts where no task has one. */
    static final double USUAL_HOURS = 1;

    private final Map<String, PlannedTask> open = new LinkedHashMap<>();
    private final Precedence precedence;
    private final double usualHours;

    private TaskOrder(List<PlannedTask> tasks) {
        tasks.stream().filter(task -> !task.done()).forEach(task -> open.put(task.id(), task));
        this.usualHours = usualHours(open.values().stream().toList());
        this.precedence = Precedence.of(open.values().stream()
                .map(task -> new Precedence.Work(task.id(), hours(task), task.needs()))
                .toList());
    }

    /**
     * Checks tasks and puts them in order. Throws E_TASK_ID for two tasks of one id, E_TASK_NEED for needs that are not there,
     * E_TASK_CIRCLE for circles; each names all of them, up to ten.
     */
    static TaskOrder of(List<PlannedTask> tasks) {
        Map<String, PlannedTask> known = new LinkedHashMap<>();
        List<String> twice = new ArrayList<>();
        tasks.forEach(task -> {
            if (known.putIfAbsent(task.id(), task) != null) {
                twice.add("\"" + shown(task.id()) + "\"");
            }
        });
        refuse("E_TASK_ID", "Two tasks have the same id: ", twice, "Give each task an id of its own.");
        List<String> missing = new ArrayList<>();
        for (PlannedTask task : tasks) {
            for (String need : task.needs()) {
                if (!known.containsKey(need)) {
                    String nearest = Words.nearest(need, known.keySet(), 2)
                            .map(meant -> " (did you mean " + shown(meant) + "?)")
                            .orElse("");
                    missing.add(shown(task) + " needs \"" + shown(need) + "\"" + nearest);
                }
            }
        }
        refuse(
                "E_TASK_NEED",
                "Some needs are no task of this list: ",
                missing,
                "Add these tasks, or take the needs away.");
        TaskOrder order = new TaskOrder(tasks);
        List<String> circles =
                order.precedence.circles().stream().map(order::circle).toList();
        refuse("E_TASK_CIRCLE", "Tasks wait for each other in a circle: ", circles, "Take one of these needs away.");
        return order;
    }

    private static void refuse(String code, String what, List<String> found, String next) {
        if (!found.isEmpty()) {
            String more = found.size() > MOST_TOLD ? "; and " + (found.size() - MOST_TOLD) + " more" : "";
            String told = found.stream().limit(MOST_TOLD).collect(Collectors.joining("; "));
            throw new CodedException(code, what + told + more + ". " + next);
        }
    }

    private String circle(List<String> ids) {
        List<String> names = new ArrayList<>();
        ids.forEach(id -> names.add(find(id).map(TaskOrder::shown).orElse(id)));
        return String.join(" → ", names);
    }

    private static double usualHours(List<PlannedTask> tasks) {
        double[] given = tasks.stream()
                .filter(PlannedTask::isEstimated)
                .mapToDouble(PlannedTask::hours)
                .sorted()
                .toArray();
        return given.length == 0 ? USUAL_HOURS : (given[(given.length - 1) / 2] + given[given.length / 2]) / 2;
    }

    /** The hours that a task counts: its estimate, else the median of all estimates, else one hour. */
    double hours(PlannedTask task) {
        return task.isEstimated() ? task.hours() : usualHours;
    }

    double usualHours() {
        return usualHours;
    }

    List<PlannedTask> open() {
        return List.copyOf(open.values());
    }

    Optional<PlannedTask> find(String id) {
        return Optional.ofNullable(open.get(id));
    }

    Precedence precedence() {
        return precedence;
    }

    Plan plan() {
        return Plan.of("task", precedence);
    }

    /** For each task, by its place, those that wait for it or for which it waits. */
    List<BitSet> related() {
        List<BitSet> related = new ArrayList<>();
        for (int place = 0; place < open.size(); place++) {
            related.add(precedence.waitingFor(place));
        }
        for (int place = 0; place < open.size(); place++) {
            BitSet later = precedence.waitingFor(place);
            for (int other = later.nextSetBit(0); other >= 0; other = later.nextSetBit(other + 1)) {
                related.get(other).set(place);
            }
        }
        return related;
    }

    static String shown(PlannedTask task) {
        return "\"" + shown(task.title()) + "\" (" + shown(task.id()) + ")";
    }

    static String shown(String text) {
        return Words.clip(text.replaceAll("\\p{C}", "?"), 60);
    }
}
