package io.workfloworchestrator.projectmanagement.handoff;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * How far tasks can be done at the same time, by what they really depend on: batches by Kahn's algorithm, and how long all of it
 * takes three workers who begin what has the longest way behind it (list scheduling by the critical path). A task without an
 * estimate counts as one hour. Pure functions.
 */
final class TaskGraph {
    private static final int WORKERS = 3;
    private static final double WORTH_IT = 1.5;

    private final Map<String, HandoffTask> tasks = new HashMap<>();
    private final Map<String, Double> behind = new HashMap<>();
    private final List<List<String>> batches = new ArrayList<>();
    private final List<String> circular = new ArrayList<>();

    /**
     * How far tasks can be done at the same time.
     *
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
        Set<String> before = new HashSet<>();
        List<HandoffTask> left = new ArrayList<>(all);
        while (!left.isEmpty()) {
            List<HandoffTask> batch = left.stream()
                    .filter(task -> before.containsAll(task.dependsOn()))
                    .toList();
            if (batch.isEmpty()) {
                left.forEach(task -> circular.add(task.id()));
                break;
            }
            batches.add(batch.stream().map(HandoffTask::id).toList());
            batch.forEach(task -> before.add(task.id()));
            left.removeAll(batch);
        }
        for (int i = batches.size() - 1; i >= 0; i--) {
            batches.get(i).forEach(this::settleBehind);
        }
    }

    private void settleBehind(String id) {
        double longest = 0;
        for (HandoffTask task : tasks.values()) {
            if (task.dependsOn().contains(id)) {
                longest = Math.max(longest, behind.getOrDefault(task.id(), 0.0));
            }
        }
        behind.put(id, longest + hours(id));
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
                + " at the same time; the longest chain has " + shown(longest()) + " of " + shown(one) + " hours."
                + (circular.isEmpty() ? "" : " In a circle, and in no batch: " + String.join(", ", circular) + ".");
        return new Parallel(
                worth, speedup, worth ? "parallel" : "sequential", reasoning, List.copyOf(batches), circular);
    }

    private double longest() {
        return behind.values().stream().mapToDouble(hours -> hours).max().orElse(0);
    }

    /** How long three workers take. */
    private double scheduled() {
        Map<String, Double> ends = new HashMap<>();
        double[] free = new double[WORKERS];
        List<String> left = new ArrayList<>(behind.keySet());
        left.sort((a, b) -> {
            int longer = Double.compare(behind.getOrDefault(b, 0.0), behind.getOrDefault(a, 0.0));
            return longer == 0 ? a.compareTo(b) : longer;
        });
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
        return tasks.getOrDefault(id, new HandoffTask(id, id, java.util.Optional.empty(), List.of()));
    }

    private double hours(String id) {
        return task(id).estimatedHours().filter(hours -> hours > 0).orElse(1.0);
    }

    private static String shown(double hours) {
        return hours == Math.rint(hours) ? String.valueOf((long) hours) : String.format(Locale.ROOT, "%.1f", hours);
    }
}
