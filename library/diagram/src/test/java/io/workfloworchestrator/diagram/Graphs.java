package io.workfloworchestrator.diagram;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Graphs for tests. */
final class Graphs {
    private Graphs() {}

    static Digraph of(int size, int... ends) {
        int[] from = new int[ends.length / 2];
        int[] to = new int[ends.length / 2];
        for (int i = 0; i < from.length; i++) {
            from[i] = ends[2 * i];
            to[i] = ends[2 * i + 1];
        }
        return new Digraph(size, from, to);
    }

    /** A connected graph without circles: a random tree and further edges, each from a smaller number to a larger one. */
    static Digraph random(Random random, int size, int edges) {
        Set<List<Integer>> pairs = new LinkedHashSet<>();
        for (int node = 1; node < size; node++) {
            pairs.add(List.of(random.nextInt(Math.max(0, node - 12), node), node));
        }
        while (pairs.size() < edges) {
            int to = random.nextInt(1, size);
            pairs.add(List.of(random.nextInt(0, to), to));
        }
        int[] ends =
                pairs.stream().flatMap(List::stream).mapToInt(Integer::intValue).toArray();
        return of(size, ends);
    }

    /** A point of a drawn edge: how far along the layers, and where within its layer. */
    record Point(double layer, double at) {}

    /** How many pairs of straight pieces cross, each from one layer to the next. */
    static long crossings(List<List<Point>> edges) {
        List<Point[]> pieces = new ArrayList<>();
        for (List<Point> edge : edges) {
            for (int i = 1; i < edge.size(); i++) {
                Point a = edge.get(i - 1);
                Point b = edge.get(i);
                pieces.add(a.layer() < b.layer() ? new Point[] {a, b} : new Point[] {b, a});
            }
        }
        long crossings = 0;
        for (int i = 0; i < pieces.size(); i++) {
            for (int j = 0; j < i; j++) {
                crossings += cross(pieces.get(i), pieces.get(j)) ? 1 : 0;
            }
        }
        return crossings;
    }

    private static boolean cross(Point[] first, Point[] second) {
        return Math.abs(first[0].layer() - second[0].layer()) < 0.01
                && (first[0].at() - second[0].at()) * (first[1].at() - second[1].at()) < -1e-6;
    }

    /** The points through which our layout leads each edge. */
    static List<List<Point>> drawn(Digraph graph, LayeredLayout layout) {
        List<List<Point>> drawn = new ArrayList<>();
        for (int edge = 0; edge < graph.edges(); edge++) {
            int from = graph.from()[edge];
            int to = graph.to()[edge];
            int first = layout.closing()[edge] ? to : from;
            int last = layout.closing()[edge] ? from : to;
            List<Point> points = new ArrayList<>();
            points.add(new Point(layout.layer()[first], layout.at()[first]));
            layout.routes().get(edge).forEach(bend -> points.add(new Point(bend.layer(), bend.at())));
            points.add(new Point(layout.layer()[last], layout.at()[last]));
            drawn.add(points);
        }
        return drawn;
    }
}
