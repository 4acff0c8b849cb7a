package io.workfloworchestrator.diagram;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Gives the points of ordered layers a coordinate along their layer: near the average of their neighbours, in their order,
 * and never nearer to each other than they are large. For one layer that is a least-squares problem with a chain of
 * distances, which pooling adjacent violators solves in one pass; sweeps over the layers bring them together.
 */
final class Coordinates {
    private static final int SWEEPS = 12;

    /** How much straighter an edge is drawn between two bends than at a node. */
    private static final double STRAIGHT = 6;

    private final LayeredGraph graph;
    private final PointOrder order;
    private final double[] size;
    private final double gap;
    private final double[] at;

    private Coordinates(LayeredGraph graph, PointOrder order, double[] size, double gap) {
        this.graph = graph;
        this.order = order;
        this.size = size;
        this.gap = gap;
        this.at = new double[graph.points()];
    }

    /**
     * The middle of each point, 0 or more.
     *
     * @param size how long each node is along its layer; a bend has no size
     * @param gap how far apart two nodes are at least; two bends stand half as far apart
     */
    static double[] of(LayeredGraph graph, PointOrder order, double[] size, double gap) {
        Coordinates coordinates = new Coordinates(graph, order, size, gap);
        coordinates.pack();
        for (int sweep = 0; sweep < SWEEPS; sweep++) {
            coordinates.sweep(sweep);
        }
        coordinates.moveToZero();
        return coordinates.at;
    }

    private double half(int point) {
        return graph.isBend(point) ? 0 : size[point] / 2;
    }

    private double distance(int first, int second) {
        double between = graph.isBend(first) && graph.isBend(second) ? gap / 2 : gap;
        return half(first) + between + half(second);
    }

    private void pack() {
        for (int layer = 0; layer < order.layers(); layer++) {
            for (int i = 1; i < order.size(layer); i++) {
                int point = order.point(layer, i);
                int previous = order.point(layer, i - 1);
                at[point] = at[previous] + distance(previous, point);
            }
        }
    }

    private void sweep(int sweep) {
        boolean down = sweep % 2 == 0;
        boolean bothSides = sweep >= SWEEPS - 4;
        for (int step = 0; step < order.layers(); step++) {
            int layer = down ? step : order.layers() - 1 - step;
            place(layer, down || bothSides, !down || bothSides);
        }
    }

    /** Moves one layer to where its neighbours before or behind want it. */
    private void place(int layer, boolean byBefore, boolean byBehind) {
        int count = order.size(layer);
        double[] wanted = new double[count];
        double[] weight = new double[count];
        double[] offset = new double[count];
        for (int i = 0; i < count; i++) {
            int point = order.point(layer, i);
            offset[i] = i == 0 ? 0 : offset[i - 1] + distance(order.point(layer, i - 1), point);
            double[] sum = new double[2];
            if (byBefore) {
                pull(point, graph.before(point), sum);
            }
            if (byBehind) {
                pull(point, graph.behind(point), sum);
            }
            boolean free = sum[1] == 0;
            weight[i] = free ? 0.01 : sum[1];
            wanted[i] = (free ? at[point] : sum[0] / sum[1]) - offset[i];
        }
        double[] placed = nearestAscending(wanted, weight);
        for (int i = 0; i < count; i++) {
            at[order.point(layer, i)] = placed[i] + offset[i];
        }
    }

    private void pull(int point, int[] neighbours, double[] sum) {
        for (int neighbour : neighbours) {
            double weight = graph.isBend(point) && graph.isBend(neighbour) ? STRAIGHT : 1;
            sum[0] += weight * at[neighbour];
            sum[1] += weight;
        }
    }

    /** The ascending values with the least weighted squares of differences to these (pool adjacent violators). */
    private static double[] nearestAscending(double[] wanted, double[] weight) {
        double[] mean = new double[wanted.length];
        double[] sum = new double[wanted.length];
        int[] count = new int[wanted.length];
        int pools = 0;
        for (int i = 0; i < wanted.length; i++) {
            mean[pools] = wanted[i];
            sum[pools] = weight[i];
            count[pools] = 1;
            pools++;
            while (pools > 1 && mean[pools - 2] > mean[pools - 1]) {
                double both = sum[pools - 2] + sum[pools - 1];
                mean[pools - 2] = (mean[pools - 2] * sum[pools - 2] + mean[pools - 1] * sum[pools - 1]) / both;
                sum[pools - 2] = both;
                count[pools - 2] += count[pools - 1];
                pools--;
            }
        }
        double[] ascending = new double[wanted.length];
        int next = 0;
        for (int pool = 0; pool < pools; pool++) {
            Arrays.fill(ascending, next, next + count[pool], mean[pool]);
            next += count[pool];
        }
        return ascending;
    }

    private void moveToZero() {
        double least = IntStream.range(0, at.length)
                .mapToDouble(point -> at[point] - half(point))
                .min()
                .orElse(0);
        Arrays.setAll(at, point -> at[point] - least);
    }
}
