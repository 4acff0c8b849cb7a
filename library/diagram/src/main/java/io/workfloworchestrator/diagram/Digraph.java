package io.workfloworchestrator.diagram;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A graph whose nodes are the numbers from 0 on. Nobody may change its arrays.
 *
 * @param from where each edge begins
 * @param to where it ends; as long as {@code from}
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares two of them
record Digraph(int size, int[] from, int[] to) {
    int edges() {
        return from.length;
    }

    /** For each node the numbers of the edges that leave it. */
    List<List<Integer>> leaving() {
        return byNode(from);
    }

    /** For each node the numbers of the edges that enter it. */
    List<List<Integer>> entering() {
        return byNode(to);
    }

    private List<List<Integer>> byNode(int[] ends) {
        List<List<Integer>> byNode = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            byNode.add(new ArrayList<>());
        }
        for (int edge = 0; edge < ends.length; edge++) {
            byNode.get(ends[edge]).add(edge);
        }
        return byNode;
    }

    Digraph turned(boolean[] which) {
        int[] begins = from.clone();
        int[] ends = to.clone();
        for (int edge = 0; edge < edges(); edge++) {
            if (which[edge]) {
                begins[edge] = to[edge];
                ends[edge] = from[edge];
            }
        }
        return new Digraph(size, begins, ends);
    }

    /** The graph with these of its edges, in this order. */
    Digraph only(int[] edges) {
        int[] begins = Arrays.stream(edges).map(edge -> from[edge]).toArray();
        int[] ends = Arrays.stream(edges).map(edge -> to[edge]).toArray();
        return new Digraph(size, begins, ends);
    }

    /** The nodes of each connected part, in the order of their numbers; parts in the order of their first node. */
    List<List<Integer>> parts() {
        int[] parent = new int[size];
        for (int i = 0; i < size; i++) {
            parent[i] = i;
        }
        for (int edge = 0; edge < edges(); edge++) {
            int a = root(parent, from[edge]);
            int b = root(parent, to[edge]);
            parent[Math.max(a, b)] = Math.min(a, b);
        }
        List<List<Integer>> byRoot = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            byRoot.add(new ArrayList<>());
            byRoot.get(root(parent, i)).add(i);
        }
        byRoot.removeIf(List::isEmpty);
        return byRoot;
    }

    private static int root(int[] parent, int node) {
        int at = node;
        while (parent[at] != at) {
            parent[at] = parent[parent[at]];
            at = parent[at];
        }
        return at;
    }
}
