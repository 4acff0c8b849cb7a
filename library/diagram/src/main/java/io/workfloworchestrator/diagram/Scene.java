package io.workfloworchestrator.diagram;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A picture whose shapes have places, in pixels from the upper left corner; what draw.io and SVG write. */
record Scene(String title, String description, double width, double height, List<Shape> shapes) {
    /** What stands where a diagram has no nodes. */
    static final String NOTHING = "Nothing to show yet.";

    private static final double LEFT = 50;
    private static final double BOLD_TITLE = 18 * 1.2;
    private static final double NARROWEST = 400;
    private static final double LOWEST = 140;

    Scene {
        shapes = List.copyOf(shapes);
    }

    /** The scene of these shapes, which leave the first 50 pixels from above free. */
    static Scene framed(Diagram diagram, double width, double height, List<Shape> shapes) {
        double wide = Math.max(NARROWEST, width);
        String title = Labels.title(diagram.title());
        List<Shape> all = new ArrayList<>();
        String headline = Labels.clip(title, wide - 2 * LEFT, Widths.pixels(BOLD_TITLE));
        all.add(new Words("title", new Area(LEFT, 10, wide - 2 * LEFT, 30), headline, true));
        all.addAll(shapes);
        if (diagram.nodes().isEmpty()) {
            all.add(new Words("nothing", new Area(LEFT, 100, wide - 2 * LEFT, 24), NOTHING, false));
        }
        String described = Labels.line(diagram.description());
        return new Scene(
                title, described.isEmpty() ? counted(diagram) : described, wide, Math.max(LOWEST, height), all);
    }

    private static String counted(Diagram diagram) {
        return diagram.nodes().size() + " boxes, " + diagram.edges().size() + " arrows.";
    }

    /** Something with a place; shapes are drawn in their order. */
    sealed interface Shape permits Box, Words, Arrow {}

    record Area(double x, double y, double width, double height) {}

    /**
     * A rectangle with lines of text that fit into it.
     *
     * @param id unique in the scene, made by us
     * @param tip the whole text, which pointing at the box shows; empty for none
     * @param progress percent that a bar at the lower edge shows; null for no bar
     */
    record Box(
            String id,
            Area area,
            Paint paint,
            List<String> lines,
            String tip,
            @Nullable Integer progress) implements Shape {
        private static final double BAR_HEIGHT = 6;
        private static final double FOR_PERCENT = 40;

        static Box of(String id, Area area, Node node) {
            List<String> lines = NodeText.lines(node, area.width(), area.height());
            return new Box(id, area, Paint.of(node.look()), lines, NodeText.whole(node), node.progress());
        }

        /** Where the whole bar of its progress is; the percentage stands right of it. */
        Area track() {
            double width = area.width() - 2 * NodeText.MARGIN - FOR_PERCENT;
            return new Area(area.x() + NodeText.MARGIN, area.y() + area.height() - NodeText.BAR, width, BAR_HEIGHT);
        }

        Area filled(int percent) {
            Area track = track();
            return new Area(track.x(), track.y(), track.width() * percent / 100, BAR_HEIGHT);
        }
    }

    /** Text without a border, on the ground of the picture. */
    record Words(String id, Area area, String text, boolean isHeadline) implements Shape {}

    /** A line from a box to a box with a head at its end, through two or more points; it may close a circle. */
    record Arrow(String id, String from, String to, List<Point> points, boolean closing) implements Shape {}

    record Point(double x, double y) {}
}
