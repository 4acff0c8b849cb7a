package io.workfloworchestrator.diagram;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Where the nodes of a graph stand and how its edges run: the layers follow each other, and each edge leads through them.
 *
 * <p>This is the one layout engine (Sugiyama's method): edges that close a circle are turned round ({@link Circles}), each
 * node gets a layer ({@link Layers}), long edges get bends ({@link LayeredGraph}), the points of each layer an order with few
 * crossings ({@link CrossingReduction}) and then their places ({@link Coordinates}). The same graph gives the same layout.
 *
 * <p>Nobody may change the arrays that it gives.
 *
 * @param layer of each node, from 0 on
 * @param at the middle of each node along its layer, 0 or more
 * @param routes for each edge its bends, from the earlier layer to the later one; empty for one from a node to itself
 * @param closing for each edge whether it closes a circle: it leads back to an earlier layer, or to its own node
 * @param length of the longest layer
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares two of them
record LayeredLayout(int[] layer, double[] at, List<List<Bend>> routes, boolean[] closing, double length) {
    record Bend(int layer, double at) {}

    /**
     * Lays out a connected graph.
     *
     * @param size how long each node is along its layer
     * @param gap the least space between two nodes of a layer
     */
    static LayeredLayout of(Digraph graph, double[] size, double gap) {
        boolean[] closing = Circles.closing(graph);
        int[] kept = IntStream.range(0, graph.edges())
                .filter(edge -> graph.from()[edge] != graph.to()[edge])
                .toArray();
        Digraph forward = graph.turned(closing).only(kept);
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

    int layers() {
        return Arrays.stream(layer).max().orElse(-1) + 1;
    }
}
