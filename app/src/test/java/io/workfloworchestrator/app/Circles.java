package io.workfloworchestrator.app;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Finds classes that all use one another, directly or through others. A pair may be one idea in two classes, and stays. */
final class Circles {
    private Circles() {}

    /**
     * A line for each circle of more than two: its members, sorted, and one way around.
     *
     * @param uses for each name the names that it uses
     */
    static List<String> of(Map<String, Set<String>> uses) {
        Map<String, Set<String>> reached = new TreeMap<>();
        uses.keySet().forEach(name -> reached.put(name, ways(name, uses).keySet()));
        List<String> circles = new ArrayList<>();
        Set<String> seen = new TreeSet<>();
        reached.forEach((name, others) -> {
            Set<String> circle = new TreeSet<>(others);
            circle.removeIf(other -> !reached.getOrDefault(other, Set.of()).contains(name));
            if (circle.size() > 2 && seen.add(name)) {
                seen.addAll(circle);
                circles.add(circle.size() + ": " + String.join(", ", circle) + "; such as "
                        + String.join(" -> ", around(name, circle, uses)));
            }
        });
        return circles;
    }

    /** From a member to the one that is farthest away, and back. */
    private static List<String> around(String name, Set<String> circle, Map<String, Set<String>> uses) {
        String farthest = name;
        for (String other : ways(name, uses).keySet()) {
            farthest = circle.contains(other) && !other.equals(name) ? other : farthest;
        }
        List<String> around = way(name, farthest, uses);
        around.addAll(way(farthest, name, uses));
        around.add(name);
        return around;
    }

    /** The shortest way, without its end. */
    private static List<String> way(String from, String to, Map<String, Set<String>> uses) {
        Map<String, String> ways = ways(from, uses);
        List<String> way = new ArrayList<>();
        String at = to;
        do {
            at = ways.getOrDefault(at, from);
            way.add(at);
        } while (!at.equals(from));
        Collections.reverse(way);
        return way;
    }

    /** What can be reached, the nearest first, each with the name before it. */
    private static Map<String, String> ways(String from, Map<String, Set<String>> uses) {
        Map<String, String> before = new LinkedHashMap<>();
        Deque<String> open = new ArrayDeque<>(List.of(from));
        while (!open.isEmpty()) {
            String at = open.remove();
            for (String next : new TreeSet<>(uses.getOrDefault(at, Set.of()))) {
                if (before.putIfAbsent(next, at) == null) {
                    open.add(next);
                }
            }
        }
        return before;
    }
}
