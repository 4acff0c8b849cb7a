package io.workfloworchestrator.diagram;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A graph whose every edge leads from one layer to the next: where an edge of the plan is longer, a bend stands in each layer
 * between. Points are the nodes, by their numbers, then the bends.
 */
final class LayeredGraph {
    /** An edge that would bring the bends beyond this gets none, and is drawn straight. */
    private static final int MOST_BENDS = 40_000;

    private final int nodes;
    private final int layers;
    private final int[] layerOf;
    private final int[][] before;
    private final int[][] behind;
    private final List<int[]> bends = new ArrayList<>();

    /** @param layer of each node; each edge of the graph leads to a later one */
    LayeredGraph(Digraph graph, int[] layer) {
        nodes = graph.size();
        layers = Arrays.stream(layer).max().orElse(-1) + 1;
        IntStream.Builder layersOfPoints = IntStream.builder();
        Arrays.stream(layer).forEach(layersOfPoints::add);
        IntStream.Builder from = IntStream.builder();
        IntStream.Builder to = IntStream.builder();
        int points = nodes;
        for (int edge = 0; edge < graph.edges(); edge++) {
            int first = layer[graph.from()[edge]];
            int count = layer[graph.to()[edge]] - first - 1;
            if (points - nodes + count > MOST_BENDS) {
                bends.add(new int[0]);
                continue;
            }
            int at = graph.from()[edge];
            int[] added = new int[count];
            for (int i = 0; i < count; i++) {
                layersOfPoints.add(first + 1 + i);
                from.add(at);
                to.add(points);
                at = points++;
                added[i] = at;
            }
            from.add(at);
            to.add(graph.to()[edge]);
            bends.add(added);
        }
        layerOf = layersOfPoints.build().toArray();
        Digraph pieces = new Digraph(points, from.build().toArray(), to.build().toArray());
        before = ends(pieces.entering(), pieces.from());
        behind = ends(pieces.leaving(), pieces.to());
    }

    private static int[][] ends(List<List<Integer>> edges, int[] end) {
        return edges.stream()
                .map(some -> some.stream().mapToInt(edge -> end[edge]).toArray())
                .toArray(int[][]::new);
    }

    int points() {
        return layerOf.length;
    }

    int layers() {
        return layers;
    }

    int layerOf(int point) {
        return layerOf[point];
    }

    boolean isBend(int point) {
        return point >= nodes;
    }

    /** The points of the layer before that are connected to this one; nobody may change the array. */
    int[] before(int point) {
        return before[point];
    }

    /** The points of the next layer that are connected to this one; nobody may change the array. */
    int[] behind(int point) {
        return behind[point];
    }

    /** The bends of an edge, from its beginning to its end; nobody may change the array. */
    int[] bends(int edge) {
        return bends.get(edge);
    }
}
