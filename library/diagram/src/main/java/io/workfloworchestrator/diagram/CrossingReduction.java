package io.workfloworchestrator.diagram;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.stream.IntStream;

/**
 * Looks for an order of the points with few crossings: from several beginnings, sweeps down and up sort each layer by where
 * the neighbours of its points stand on average or in the middle, then neighbours change places while that helps; the best
 * order that was met counts. (Sugiyama, Tagawa, Toda 1981; Gansner, Koutsofios, North, Vo 1993.) Nothing is left to chance.
 */
final class CrossingReduction {
    /** How much is done at most, in visits of a point or an edge between two layers. */
    private static final long BUDGET = 3_000_000;

    private static final int MOST_SWEEPS = 24;
    private static final int FEWEST_SWEEPS = 4;
    private static final int PATIENCE = 6;
    private static final int MOST_EXCHANGES = 8;

    private final LayeredGraph graph;
    private final double[] wanted;
    private PointOrder best;
    private long fewest;

    private CrossingReduction(LayeredGraph graph) {
        this.graph = graph;
        this.wanted = new double[graph.points()];
        this.best = PointOrder.of(graph, sequence(true, false));
        this.fewest = best.crossings();
    }

    static PointOrder of(LayeredGraph graph) {
        CrossingReduction reduction = new CrossingReduction(graph);
        long cost = graph.points() + 1L;
        for (int point = 0; point < graph.points(); point++) {
            cost += graph.behind(point).length;
        }
        int sweeps = (int) Math.max(FEWEST_SWEEPS, Math.min(MOST_SWEEPS, BUDGET / cost / 8));
        int beginnings = sweeps < MOST_SWEEPS ? 2 : 8;
        for (int i = 0; i < beginnings && reduction.fewest > 0; i++) {
            reduction.sweep(PointOrder.of(graph, reduction.sequence(i % 2 == 0, i / 2 % 2 == 1)), i >= 4, sweeps);
        }
        return reduction.best;
    }

    /** All points as a walk in depth meets them, from the first layer on or from the last one back. */
    private int[] sequence(boolean fromFirst, boolean turned) {
        int[] sequence = new int[graph.points()];
        boolean[] met = new boolean[graph.points()];
        int count = 0;
        int[] roots = IntStream.range(0, graph.points())
                .boxed()
                .sorted(Comparator.comparingInt(point -> fromFirst ? graph.layerOf(point) : -graph.layerOf(point)))
                .mapToInt(Integer::intValue)
                .toArray();
        Deque<Integer> way = new ArrayDeque<>();
        for (int root : roots) {
            way.push(root);
            while (!way.isEmpty()) {
                int point = way.pop();
                if (met[point]) {
                    continue;
                }
                met[point] = true;
                sequence[count++] = point;
                int[] next = fromFirst ? graph.behind(point) : graph.before(point);
                for (int i = 0; i < next.length; i++) {
                    way.push(next[turned ? i : next.length - 1 - i]);
                }
            }
        }
        return sequence;
    }

    private void sweep(PointOrder order, boolean byMiddle, int sweeps) {
        int inVain = 0;
        for (int i = 0; i < sweeps && inVain < PATIENCE && fewest > 0; i++) {
            boolean down = i % 2 == 0;
            for (int step = 1; step < order.layers(); step++) {
                int layer = down ? step : order.layers() - 1 - step;
                sort(order, layer, down, byMiddle, i / 2 % 2 == 1);
            }
            exchangeNeighbours(order);
            inVain = keepIfBetter(order) ? 0 : inVain + 1;
        }
    }

    private boolean keepIfBetter(PointOrder order) {
        long crossings = order.crossings();
        if (crossings >= fewest) {
            return false;
        }
        fewest = crossings;
        best = order.copy();
        return true;
    }

    /** Sorts the points that have neighbours on that side; the others stay where they are. */
    private void sort(PointOrder order, int layer, boolean down, boolean byMiddle, boolean equalsTurned) {
        int size = order.size(layer);
        Integer[] movable = new Integer[size];
        int count = 0;
        for (int i = 0; i < size; i++) {
            int point = order.point(layer, equalsTurned ? size - 1 - i : i);
            int[] neighbours = down ? graph.before(point) : graph.behind(point);
            if (neighbours.length > 0) {
                wanted[point] = byMiddle ? middle(order, neighbours) : average(order, neighbours);
                movable[count++] = point;
            }
        }
        Arrays.sort(movable, 0, count, Comparator.comparingDouble(point -> wanted[point]));
        int[] sorted = new int[size];
        int next = 0;
        for (int i = 0; i < size; i++) {
            int point = order.point(layer, i);
            boolean stays = (down ? graph.before(point) : graph.behind(point)).length == 0;
            sorted[i] = stays ? point : movable[next++];
        }
        order.reorder(layer, sorted);
    }

    private static double average(PointOrder order, int[] neighbours) {
        double sum = 0;
        for (int neighbour : neighbours) {
            sum += order.place(neighbour);
        }
        return sum / neighbours.length;
    }

    private static double middle(PointOrder order, int[] neighbours) {
        int[] places = Arrays.stream(neighbours).map(order::place).sorted().toArray();
        int half = places.length / 2;
        return places.length % 2 == 1 ? places[half] : (places[half - 1] + places[half]) / 2.0;
    }

    private static void exchangeNeighbours(PointOrder order) {
        boolean better = true;
        for (int round = 0; better && round < MOST_EXCHANGES; round++) {
            better = false;
            for (int layer = 0; layer < order.layers(); layer++) {
                for (int i = 0; i + 1 < order.size(layer); i++) {
                    if (order.gain(layer, i) > 0) {
                        order.exchange(layer, i);
                        better = true;
                    }
                }
            }
        }
    }
}
