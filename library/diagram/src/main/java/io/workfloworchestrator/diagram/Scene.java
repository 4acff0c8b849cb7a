package io.workfloworchestrator.diagram;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A picture whose shapes have places, in pixels from the upper left corner; what draw.io and SVG write.
 *
 * @param description a sentence for readers who cannot see it
 */
record Scene(String title, String description, double width, double height, List<Shape> shapes) {

    Scene {
        shapes = List.copyOf(shapes);
    }

    /** Something with a place; shapes are drawn in their order. */
    sealed interface Shape permits Box, Words, Arrow {}

    /** A place and a size. */
    record Area(double x, double y, double width, double height) {}

    /**
     * A rectangle with lines of text that fit into it.
     *
     * @param id unique in the scene, made by us
     * @param tip the whole text, which pointing at the box shows; empty for none
     * @param progress percent that a bar at the lower edge shows; null for no bar
     */
    record Box(String id, Area area, Paint paint, List<String> lines, String tip, @Nullable Integer progress)
            implements Shape {}

    /** Text without a border, on the ground of the picture. */
    record Words(String id, Area area, String text, boolean isHeadline) implements Shape {}

    /**
     * A line with a head at its end.
     *
     * @param from the id of the box where it begins
     * @param to the id of the box where it ends
     * @param points from its beginning to its end, two or more
     * @param closing whether it closes a circle
     */
    record Arrow(String id, String from, String to, List<Point> points, boolean closing) implements Shape {}

    /** A place. */
    record Point(double x, double y) {}
}
