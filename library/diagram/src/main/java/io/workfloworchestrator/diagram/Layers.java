package io.workfloworchestrator.diagram;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * Gives each node of a graph without circles a layer, such that every edge leads to a later one: the longest path to a node
 * decides, then nodes move to where their edges are shortest.
 */
final class Layers {
    private static final int MOST_ROUNDS = 30;

    private final Digraph graph;
    private final List<List<Integer>> leaving;
    private final List<List<Integer>> entering;
    private final int[] order;
    private final int[] layer;

    private Layers(Digraph graph) {
        this.graph = graph;
        this.leaving = graph.leaving();
        this.entering = graph.entering();
        this.order = topological();
        this.layer = new int[graph.size()];
    }

    /** The layer of each node, from 0 on; no edge may lead from a node to itself. */
    static int[] of(Digraph graph) {
        Layers layers = new Layers(graph);
        layers.assignLongestPaths();
        layers.shortenEdges();
        return layers.layer;
    }

    private int[] topological() {
        int[] waiting = new int[graph.size()];
        for (int edge = 0; edge < graph.edges(); edge++) {
            waiting[graph.to()[edge]]++;
        }
        Deque<Integer> free = new ArrayDeque<>();
        for (int node = 0; node < graph.size(); node++) {
            if (waiting[node] == 0) {
                free.add(node);
            }
        }
        int[] sorted = new int[graph.size()];
        int count = 0;
        while (!free.isEmpty()) {
            int node = free.remove();
            sorted[count++] = node;
            for (int edge : leaving.get(node)) {
                if (--waiting[graph.to()[edge]] == 0) {
                    free.add(graph.to()[edge]);
                }
            }
        }
        return sorted;
    }

    private void assignLongestPaths() {
        for (int node : order) {
            layer[node] = earliest(node);
        }
    }

    private int earliest(int node) {
        int earliest = 0;
        for (int edge : entering.get(node)) {
            earliest = Math.max(earliest, layer[graph.from()[edge]] + 1);
        }
        return earliest;
    }

    private int latest(int node) {
        int latest = Integer.MAX_VALUE;
        for (int edge : leaving.get(node)) {
            latest = Math.min(latest, layer[graph.to()[edge]] - 1);
        }
        return latest;
    }

    /** The sum of lengths is linear in a node's layer, so the best place for one is always an end of its range. */
    private void shortenEdges() {
        boolean moved = true;
        for (int round = 0; moved && round < MOST_ROUNDS; round++) {
            moved = false;
            for (int i = order.length - 1; i >= 0; i--) {
                int node = order[i];
                int pull = leaving.get(node).size() - entering.get(node).size();
                int best = pull > 0 ? latest(node) : pull < 0 ? earliest(node) : layer[node];
                moved |= best != layer[node];
                layer[node] = best;
            }
        }
    }
}
