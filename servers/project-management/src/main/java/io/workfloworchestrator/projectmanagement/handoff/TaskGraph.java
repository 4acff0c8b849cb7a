package io.workfloworchestrator.projectmanagement.handoff;

import io.workfloworchestrator.workflow.Precedence;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * How far tasks can be done at the same time, by what they really depend on: batches, and how long all of it
 * takes three workers who begin what has the longest way behind it (list scheduling by the critical path). A task without an
 * estimate counts as one hour. Pure functions.
 */
final class TaskGraph {
    private static final int WORKERS = 3;
    private static final double WORTH_IT = 1.5;

    private final Map<String, HandoffTask> tasks = new LinkedHashMap<>();
    /** The hours of the longest chain that each begins. */
    private final Map<String, Double> behind = new HashMap<>();

    private final List<List<String>> batches;
    private final List<String> circular;

    /**
     * @param estimatedSpeedup how many times faster three workers are than one; 1 if all has to be done one by one
     * @param mode {@code parallel} if it is worth it (1.5 times or more), else {@code sequential}
     * @param batches the ids; what is in one batch can be done at the same time, once the batches before are done
     */
    record Parallel(
            boolean shouldParallelize,
            double estimatedSpeedup,
            String mode,
            String reasoning,
            List<List<String>> batches,
            List<String> circular) {}

    private TaskGraph(List<HandoffTask> all) {
        all.forEach(task -> tasks.put(task.id(), task));
        Precedence order = Precedence.of(tasks.values().stream()
                .map(task -> new Precedence.Work(task.id(), hours(task.id()), task.dependsOn()))
                .toList());
        order.behind().forEach((id, hours) -> behind.put(id, hours + hours(id)));
        batches = order.batches();
        circular = tasks.keySet().stream().filter(id -> !behind.containsKey(id)).toList();
    }

    static Parallel of(List<HandoffTask> tasks) {
        return new TaskGraph(tasks).parallel();
    }

    private Parallel parallel() {
        double one = behind.keySet().stream().mapToDouble(this::hours).sum();
        double three = scheduled();
        double speedup = three == 0 ? 1 : Math.round(one / three * 100) / 100.0;
        int widest = batches.stream().mapToInt(List::size).max().orElse(0);
        boolean worth = speedup >= WORTH_IT;
        String reasoning = tasks.size() + " tasks in " + batches.size() + " batches, at most " + widest
                + " at the same time; the longest chain has "
                + shown(behind.values().stream()
                        .mapToDouble(hours -> hours)
                        .max()
                        .orElse(0)) + " of " + shown(one) + " hours."
                + (circular.isEmpty() ? "" : " In a circle, and in no batch: " + String.join(", ", circular) + ".");
        return new Parallel(worth, speedup, worth ? "parallel" : "sequential", reasoning, batches, circular);
    }

    private double scheduled() {
        Map<String, Double> ends = new HashMap<>();
        double[] free = new double[WORKERS];
        List<String> left = new ArrayList<>(behind.keySet());
        left.sort(Comparator.comparing((String id) -> -behind.getOrDefault(id, 0.0))
                .thenComparing(id -> id));
        while (!left.isEmpty()) {
            int worker = 0;
            for (int i = 1; i < WORKERS; i++) {
                worker = free[i] < free[worker] ? i : worker;
            }
            String next = next(left, ends, free[worker]);
            double start = Math.max(free[worker], start(next, ends));
            free[worker] = start + hours(next);
            ends.put(next, free[worker]);
            left.remove(next);
        }
        return ends.values().stream().mapToDouble(end -> end).max().orElse(0);
    }

    /** The most pressing task that can begin by then; if there is none, the one that can begin first. */
    private String next(List<String> left, Map<String, Double> ends, double now) {
        String first = "";
        double earliest = Double.MAX_VALUE;
        for (String id : left) {
            if (ends.keySet().containsAll(task(id).dependsOn())) {
                double start = start(id, ends);
                if (start <= now) {
                    return id;
                }
                if (start < earliest) {
                    earliest = start;
                    first = id;
                }
            }
        }
        return first;
    }

    private double start(String id, Map<String, Double> ends) {
        return task(id).dependsOn().stream()
                .mapToDouble(need -> ends.getOrDefault(need, 0.0))
                .max()
                .orElse(0);
    }

    private HandoffTask task(String id) {
        return tasks.getOrDefault(id, new HandoffTask(id, id, Optional.empty(), List.of()));
    }

    private double hours(String id) {
        return task(id).estimatedHours().filter(hours -> hours > 0).orElse(1.0);
    }

    private static String shown(double hours) {
        return hours == Math.rint(hours) ? String.valueOf((long) hours) : String.format(Locale.ROOT, "%.1f", hours);
    }
}
