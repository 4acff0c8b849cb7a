package io.workfloworchestrator.specdriven.imports;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** Which task of one document waits for which, without circles. For one document. */
final class TaskNeeds {
    private final Map<String, Set<String>> byTask = new HashMap<>();
    private final Set<String> waitedFor = new HashSet<>();

    /** Adds a need; false if the other task waits for this one already. */
    boolean add(String task, String other) {
        if (waitedFor.contains(task) && reaches(other, task)) {
            return false;
        }
        waitedFor.add(other);
        byTask.computeIfAbsent(task, any -> new LinkedHashSet<>()).add(other);
        return true;
    }

    private boolean reaches(String from, String to) {
        Set<String> seen = new HashSet<>();
        Deque<String> next = new ArrayDeque<>();
        next.add(from);
        while (!next.isEmpty()) {
            String task = next.remove();
            if (task.equals(to)) {
                return true;
            }
            if (seen.add(task)) {
                next.addAll(byTask.getOrDefault(task, Set.of()));
            }
        }
        return false;
    }
}
