package io.workfloworchestrator.definition;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Which places of a graph can be reached from others. Collects arrows first; not thread-safe. */
final class Reach {
    private final Map<String, Set<String>> forwards = new HashMap<>();
    private final Map<String, Set<String>> backwards = new HashMap<>();

    void arrow(String from, String to) {
        forwards.computeIfAbsent(from, k -> new HashSet<>()).add(to);
        backwards.computeIfAbsent(to, k -> new HashSet<>()).add(from);
    }

    /** Whether an arrow leads from here to another place. */
    boolean isLeft(String from) {
        return forwards.containsKey(from);
    }

    /** Whatever can be reached from these, and these. */
    Set<String> from(Collection<String> places) {
        return walk(places, forwards);
    }

    /** Whatever leads to these, and these. */
    Set<String> to(Collection<String> places) {
        return walk(places, backwards);
    }

    private static Set<String> walk(Collection<String> places, Map<String, Set<String>> arrows) {
        Set<String> reached = new HashSet<>(places);
        Deque<String> open = new ArrayDeque<>(places);
        while (!open.isEmpty()) {
            for (String next : arrows.getOrDefault(open.pop(), Set.of())) {
                if (reached.add(next)) {
                    open.push(next);
                }
            }
        }
        return reached;
    }
}
