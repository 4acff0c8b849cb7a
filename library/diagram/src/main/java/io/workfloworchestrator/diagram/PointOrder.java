package io.workfloworchestrator.diagram;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** In which order the points of each layer stand, and how many edges cross then. Changes in place; for one thread. */
final class PointOrder {
    private final LayeredGraph graph;
    private final int[][] layers;
    private final int[] place;

    private PointOrder(LayeredGraph graph, int[][] layers) {
        this.graph = graph;
        this.layers = layers;
        this.place = new int[graph.points()];
        for (int layer = 0; layer < layers.length; layer++) {
            note(layer);
        }
    }

    /** Puts the points into their layers in this sequence, which has each of them once. */
    static PointOrder of(LayeredGraph graph, int[] sequence) {
        List<List<Integer>> layers = new ArrayList<>();
        for (int i = 0; i < graph.layers(); i++) {
            layers.add(new ArrayList<>());
        }
        for (int point : sequence) {
            layers.get(graph.layerOf(point)).add(point);
        }
        return new PointOrder(
                graph,
                layers.stream()
                        .map(layer -> layer.stream().mapToInt(Integer::intValue).toArray())
                        .toArray(int[][]::new));
    }

    PointOrder copy() {
        return new PointOrder(graph, Arrays.stream(layers).map(int[]::clone).toArray(int[][]::new));
    }

    private void note(int layer) {
        for (int i = 0; i < layers[layer].length; i++) {
            place[layers[layer][i]] = i;
        }
    }

    int layers() {
        return layers.length;
    }

    int size(int layer) {
        return layers[layer].length;
    }

    int point(int layer, int index) {
        return layers[layer][index];
    }

    int place(int point) {
        return place[point];
    }

    void reorder(int layer, int[] points) {
        layers[layer] = points;
        note(layer);
    }

    void exchange(int layer, int index) {
        int[] points = layers[layer];
        int first = points[index];
        points[index] = points[index + 1];
        points[index + 1] = first;
        place[points[index]] = index;
        place[first] = index + 1;
    }

    long crossings() {
        long crossings = 0;
        for (int layer = 0; layer + 1 < layers.length; layer++) {
            crossings += crossingsBehind(layer);
        }
        return crossings;
    }

    /** Counts inversions of the ends, in the order of the beginnings, in a Fenwick tree. */
    private long crossingsBehind(int layer) {
        int[] tree = new int[layers[layer + 1].length + 1];
        long crossings = 0;
        int seen = 0;
        for (int point : layers[layer]) {
            int[] ends = graph.behind(point);
            for (int end : ends) {
                int notAfter = 0;
                for (int i = place[end] + 1; i > 0; i -= i & -i) {
                    notAfter += tree[i];
                }
                crossings += seen - notAfter;
            }
            for (int end : ends) {
                for (int i = place[end] + 1; i < tree.length; i += i & -i) {
                    tree[i]++;
                }
            }
            seen += ends.length;
        }
        return crossings;
    }

    /** How many crossings fewer there are if the point at this index changes places with the next. */
    long gain(int layer, int index) {
        int left = layers[layer][index];
        int right = layers[layer][index + 1];
        return gain(graph.before(left), graph.before(right)) + gain(graph.behind(left), graph.behind(right));
    }

    private long gain(int[] left, int[] right) {
        if (left.length == 1 && right.length == 1) {
            return Integer.signum(place[left[0]] - place[right[0]]);
        }
        if (left.length == 0 || right.length == 0) {
            return 0;
        }
        int[] a = places(left);
        int[] b = places(right);
        return inversions(a, b) - inversions(b, a);
    }

    private int[] places(int[] points) {
        int[] places = new int[points.length];
        for (int i = 0; i < places.length; i++) {
            places[i] = place[points[i]];
        }
        Arrays.sort(places);
        return places;
    }

    /** How many pairs have the place of the left one behind that of the right one; both are sorted. */
    private static long inversions(int[] left, int[] right) {
        long count = 0;
        int smaller = 0;
        for (int place : left) {
            while (smaller < right.length && right[smaller] < place) {
                smaller++;
            }
            count += smaller;
        }
        return count;
    }
}
