package io.workfloworchestrator.diagram;

import java.util.ArrayList;
import java.util.List;

/**
 * Where the nodes of a graph stand and how its edges run: the layers follow each other, and each edge leads through them.
 *
 * <p>This is the one layout engine (Sugiyama's method): edges that close a circle are turned round ({@link Circles}), each
 * node gets a layer ({@link Layers}), long edges get bends ({@link LayeredGraph}), the points of each layer an order with few
 * crossings ({@link CrossingReduction}) and then their places ({@link Coordinates}). The same graph gives the same layout.
 *
 * @param layer of each node, from 0 on
 * @param at the middle of each node along its layer, 0 or more
 * @param routes for each edge its bends, from the earlier layer to the later one; empty for an edge from a node to itself
 * @param closing for each edge whether it closes a circle: it leads back to an earlier layer, or to its own node
 * @param length how long the longest layer is
 */
record LayeredLayout(int[] layer, double[] at, List<List<Bend>> routes, boolean[] closing, double length) {

    /** Where an edge passes a layer. */
    record Bend(int layer, double at) {}

    /**
     * Lays out a connected graph.
     *
     * @param size how long each node is along its layer
     * @param gap the least space between two nodes of a layer
     */
    static LayeredLayout of(Digraph graph, double[] size, double gap) {
        boolean[] closing = Circles.closing(graph);
        int[] kept = withoutLoops(graph);
        Digraph forward = without(graph.turned(closing), kept);
        int[] layer = Layers.of(forward);
        LayeredGraph layered = new LayeredGraph(forward, layer);
        double[] at = Coordinates.of(layered, CrossingReduction.of(layered), size, gap);
        List<List<Bend>> routes = new ArrayList<>();
        for (int edge = 0; edge < graph.edges(); edge++) {
            routes.add(new ArrayList<>());
        }
        for (int i = 0; i < kept.length; i++) {
            for (int bend : layered.bends(i)) {
                routes.get(kept[i]).add(new Bend(layered.layerOf(bend), at[bend]));
            }
        }
        double length = 0;
        for (int point = 0; point < at.length; point++) {
            length = Math.max(length, at[point] + (layered.isBend(point) ? 0 : size[point] / 2));
        }
        return new LayeredLayout(layer, at, routes, closing, length);
    }

    private static int[] withoutLoops(Digraph graph) {
        List<Integer> kept = new ArrayList<>();
        for (int edge = 0; edge < graph.edges(); edge++) {
            if (graph.from()[edge] != graph.to()[edge]) {
                kept.add(edge);
            }
        }
        return kept.stream().mapToInt(Integer::intValue).toArray();
    }

    private static Digraph without(Digraph graph, int[] kept) {
        int[] from = new int[kept.length];
        int[] to = new int[kept.length];
        for (int i = 0; i < kept.length; i++) {
            from[i] = graph.from()[kept[i]];
            to[i] = graph.to()[kept[i]];
        }
        return new Digraph(graph.size(), from, to);
    }

    int layers() {
        int last = -1;
        for (int at : layer) {
            last = Math.max(last, at);
        }
        return last + 1;
    }
}
