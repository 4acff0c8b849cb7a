package io.workfloworchestrator.diagram;

import io.workfloworchestrator.diagram.LayeredLayout.Bend;
import io.workfloworchestrator.diagram.Scene.Area;
import io.workfloworchestrator.diagram.Scene.Arrow;
import io.workfloworchestrator.diagram.Scene.Box;
import io.workfloworchestrator.diagram.Scene.Point;
import io.workfloworchestrator.diagram.Scene.Shape;
import io.workfloworchestrator.diagram.Scene.Words;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Places the nodes of a diagram from left to right, each behind all that it waits for. Connected parts are laid out alone and
 * put on shelves, the highest first.
 */
final class DependencyScene {
    private static final double WIDTH = 200;
    private static final double HEIGHT = 72;
    private static final double BETWEEN_LAYERS = 80;
    private static final double GAP = 24;
    private static final double LEFT = 50;
    private static final double TOP = 60;

    private final Diagram diagram;
    private final Digraph graph;
    private final List<Shape> arrows = new ArrayList<>();
    private final List<Shape> boxes = new ArrayList<>();
    private final boolean[] closing;

    /** A connected part: the numbers of its nodes and edges in the whole graph, and its layout. */
    private record Part(List<Integer> nodes, List<Integer> edges, LayeredLayout layout) {
        double width() {
            return layout.layers() * (WIDTH + BETWEEN_LAYERS) - BETWEEN_LAYERS;
        }

        double height() {
            return layout.length();
        }
    }

    private DependencyScene(Diagram diagram) {
        this.diagram = diagram;
        this.graph = graph(diagram);
        this.closing = new boolean[graph.edges()];
    }

    static Scene of(Diagram diagram) {
        return new DependencyScene(diagram).scene();
    }

    /** The nodes by their places in the diagram, and the edges between them. */
    static Digraph graph(Diagram diagram) {
        Map<String, Integer> number = new HashMap<>();
        diagram.nodes().forEach(node -> number.put(node.id(), number.size()));
        int[] from = diagram.edges().stream()
                .mapToInt(edge -> number.getOrDefault(edge.from(), 0))
                .toArray();
        int[] to = diagram.edges().stream()
                .mapToInt(edge -> number.getOrDefault(edge.to(), 0))
                .toArray();
        return new Digraph(number.size(), from, to);
    }

    private Scene scene() {
        List<Part> parts = new ArrayList<>(parts());
        parts.sort(Comparator.comparingDouble(Part::height).reversed());
        double area = 0;
        double shelf = 0;
        for (Part part : parts) {
            area += (part.width() + GAP) * (part.height() + GAP);
            shelf = Math.max(shelf, part.width());
        }
        shelf = Math.max(shelf, Math.sqrt(area * 1.6));
        double x = 0;
        double y = 0;
        double widest = 0;
        double shelfHeight = 0;
        for (Part part : parts) {
            if (x > 0 && x + part.width() > shelf) {
                y += shelfHeight + GAP;
                x = 0;
                shelfHeight = 0;
            }
            place(part, LEFT + x, TOP + y);
            x += part.width() + BETWEEN_LAYERS / 2;
            widest = Math.max(widest, x);
            shelfHeight = Math.max(shelfHeight, part.height());
        }
        List<Shape> shapes = new ArrayList<>(arrows);
        shapes.addAll(boxes);
        double bottom = addNotes(shapes, TOP + y + shelfHeight + GAP, widest);
        return Scene.framed(diagram, widest + 2 * LEFT, bottom + GAP, shapes);
    }

    private List<Part> parts() {
        List<Part> parts = new ArrayList<>();
        for (List<Integer> nodes : graph.parts()) {
            Map<Integer, Integer> place = new HashMap<>();
            nodes.forEach(node -> place.put(node, place.size()));
            List<Integer> own = IntStream.range(0, graph.edges())
                    .filter(edge -> place.containsKey(graph.from()[edge]))
                    .boxed()
                    .toList();
            int[] from = own.stream()
                    .mapToInt(edge -> place.getOrDefault(graph.from()[edge], 0))
                    .toArray();
            int[] to = own.stream()
                    .mapToInt(edge -> place.getOrDefault(graph.to()[edge], 0))
                    .toArray();
            double[] sizes = new double[nodes.size()];
            Arrays.fill(sizes, HEIGHT);
            parts.add(new Part(nodes, own, LayeredLayout.of(new Digraph(sizes.length, from, to), sizes, GAP)));
        }
        return parts;
    }

    private void place(Part part, double left, double top) {
        LayeredLayout layout = part.layout();
        Map<Integer, Area> areas = new HashMap<>();
        for (int i = 0; i < part.nodes().size(); i++) {
            int number = part.nodes().get(i);
            Node node = diagram.nodes().get(number);
            Area area = new Area(left + layerLeft(layout.layer()[i]), top + layout.at()[i] - HEIGHT / 2, WIDTH, HEIGHT);
            areas.put(number, area);
            boxes.add(Box.of(id(number), area, node));
        }
        for (int i = 0; i < part.edges().size(); i++) {
            int edge = part.edges().get(i);
            closing[edge] = layout.closing()[i];
            addArrow(edge, areas, layout.routes().get(i), left, top);
        }
    }

    private static double layerLeft(int layer) {
        return layer * (WIDTH + BETWEEN_LAYERS);
    }

    private static String id(int node) {
        return "n" + (node + 1);
    }

    private void addArrow(int edge, Map<Integer, Area> areas, List<Bend> route, double left, double top) {
        int from = graph.from()[edge];
        int to = graph.to()[edge];
        if (from == to) {
            return; // a note says it
        }
        Area first = areas.getOrDefault(closing[edge] ? to : from, new Area(0, 0, 0, 0));
        Area last = areas.getOrDefault(closing[edge] ? from : to, new Area(0, 0, 0, 0));
        List<Point> points = new ArrayList<>();
        points.add(new Point(first.x() + WIDTH, first.y() + HEIGHT / 2));
        for (Bend bend : route) {
            points.add(new Point(left + layerLeft(bend.layer()), top + bend.at()));
            points.add(new Point(left + layerLeft(bend.layer()) + WIDTH, top + bend.at()));
        }
        points.add(new Point(last.x(), last.y() + HEIGHT / 2));
        if (closing[edge]) {
            Collections.reverse(points);
        }
        arrows.add(new Arrow("e" + (edge + 1), id(from), id(to), points, closing[edge]));
    }

    /** Says below the picture which arrows close a circle. */
    private double addNotes(List<Shape> shapes, double top, double width) {
        double y = top;
        List<String> notes = Circles.notes(diagram, closing);
        for (int i = 0; i < notes.size(); i++) {
            String line = NodeText.line(notes.get(i), Math.max(300, width));
            shapes.add(new Words("c" + (i + 1), new Area(LEFT, y, Math.max(300, width), 20), line, false));
            y += 20;
        }
        return y;
    }
}
