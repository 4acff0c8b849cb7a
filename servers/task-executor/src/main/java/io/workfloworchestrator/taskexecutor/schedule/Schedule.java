package io.workfloworchestrator.taskexecutor.schedule;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.TreeSet;

/**
 * Who does what when, on a number of agents: list scheduling (Graham 1969). Whenever an agent is free it takes, of the tasks that can
 * begin, the one with the most work on the chain from it to the end; of two with as much, the first in the order of people.
 *
 * @param slots the tasks in the order in which they begin
 * @param hours how long it takes, in hours
 * @param total the hours of all tasks together
 */
public record Schedule(List<Slot> slots, int agents, double hours, double total) {
    public Schedule {
        slots = List.copyOf(slots);
    }

    /**
     * @param agent which of the agents works on it, from 1
     * @param start when it begins, in hours after the beginning
     * @param end when it is done, in hours after the beginning
     */
    public record Slot(String task, int agent, double start, double end) {}

    /** How many times faster than one agent: total ÷ hours; 1 if there is nothing to do. */
    public double speedup() {
        return hours > 0 ? total / hours : 1;
    }

    /** How much of the agents' time is work, 0 to 1. */
    public double utilization() {
        return hours > 0 ? total / (hours * agents) : 1;
    }

    static Schedule of(TaskOrder order, CommonFiles files, Strategy strategy, int agents) {
        return new Run(order, files, strategy, agents).schedule();
    }

    private static final class Run {
        private final TaskOrder order;
        private final CommonFiles files;
        private final Strategy strategy;
        private final int agents;
        private final List<PlannedTask> tasks;
        private final Map<String, Integer> index = new HashMap<>();
        private final double[] priority;
        private final int[] waitsFor;
        private final TreeSet<Integer> ready;
        private final PriorityQueue<Running> running =
                new PriorityQueue<>(Comparator.comparingDouble(Running::end).thenComparingInt(Running::task));
        private final BitSet busyWith = new BitSet();
        private final TreeSet<Integer> free = new TreeSet<>();
        private final List<Slot> slots = new ArrayList<>();

        private record Running(int task, int agent, double end) {}

        Run(TaskOrder order, CommonFiles files, Strategy strategy, int agents) {
            this.order = order;
            this.files = files;
            this.strategy = strategy;
            this.agents = agents;
            this.tasks = order.open();
            this.priority = new double[tasks.size()];
            this.waitsFor = new int[tasks.size()];
            this.ready = new TreeSet<>(Comparator.<Integer>comparingDouble(task -> -priority[task])
                    .thenComparing(Comparator.naturalOrder()));
            Map<String, Double> behind = order.precedence().behind();
            for (int task = 0; task < tasks.size(); task++) {
                PlannedTask one = tasks.get(task);
                index.put(one.id(), task);
                priority[task] = order.hours(one) + behind.getOrDefault(one.id(), 0.0);
                waitsFor[task] = order.precedence().needs(one.id()).size();
                if (waitsFor[task] == 0) {
                    ready.add(task);
                }
            }
            for (int agent = 1; agent <= agents; agent++) {
                free.add(agent);
            }
        }

        Schedule schedule() {
            double now = 0;
            begin(now);
            while (!running.isEmpty()) {
                now = running.element().end();
                while (!running.isEmpty() && running.element().end() <= now) {
                    end(running.remove());
                }
                begin(now);
            }
            double total = tasks.stream().mapToDouble(order::hours).sum();
            return new Schedule(slots, agents, now, total);
        }

        private void end(Running done) {
            free.add(done.agent());
            busyWith.clear(done.task());
            for (String next :
                    order.precedence().dependents(tasks.get(done.task()).id())) {
                int task = index.getOrDefault(next, -1);
                if (task >= 0 && --waitsFor[task] == 0) {
                    ready.add(task);
                }
            }
        }

        private void begin(double now) {
            int task = free.isEmpty() ? -1 : next();
            while (task >= 0) {
                ready.remove(task);
                int agent = free.first();
                free.remove(agent);
                busyWith.set(task);
                double end = now + order.hours(tasks.get(task));
                running.add(new Running(task, agent, end));
                slots.add(new Slot(tasks.get(task).id(), agent, now, end));
                task = free.isEmpty() ? -1 : next();
            }
        }

        private int next() {
            if (ready.isEmpty()) {
                return -1;
            }
            if (strategy == Strategy.AGGRESSIVE) {
                return ready.first();
            }
            for (int task : ready) {
                if (!files.neighbours(task).intersects(busyWith)) {
                    return task;
                }
            }
            return strategy == Strategy.BALANCED ? ready.first() : -1;
        }
    }
}
