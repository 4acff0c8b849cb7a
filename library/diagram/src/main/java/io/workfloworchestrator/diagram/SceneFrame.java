package io.workfloworchestrator.diagram;

import io.workfloworchestrator.diagram.Scene.Area;
import io.workfloworchestrator.diagram.Scene.Shape;
import io.workfloworchestrator.diagram.Scene.Words;
import java.util.ArrayList;
import java.util.List;

/** What every scene has around its shapes: the title above, and a sentence where there is nothing to show. */
final class SceneFrame {
    /** What stands where a diagram has no nodes. */
    static final String NOTHING = "Nothing to show yet.";

    private static final double LEFT = 50;
    private static final double TITLE_SIZE = 18;
    private static final double NARROWEST = 400;
    private static final double LOWEST = 140;

    private SceneFrame() {}

    /** The scene of these shapes, which leave the first 50 pixels from above free. */
    static Scene framed(Diagram diagram, double width, double height, List<Shape> shapes) {
        double wide = Math.max(NARROWEST, width);
        String title = Labels.title(diagram.title());
        List<Shape> all = new ArrayList<>();
        String headline = Labels.clip(title, wide - 2 * LEFT, Widths.pixels(TITLE_SIZE));
        all.add(new Words("title", new Area(LEFT, 10, wide - 2 * LEFT, 30), headline, true));
        all.addAll(shapes);
        if (diagram.nodes().isEmpty()) {
            all.add(new Words("nothing", new Area(LEFT, 100, wide - 2 * LEFT, 24), NOTHING, false));
        }
        String described = Labels.line(diagram.description());
        return new Scene(title, described.isEmpty() ? counted(diagram) : described, wide, Math.max(LOWEST, height), all);
    }

    private static String counted(Diagram diagram) {
        return diagram.nodes().size() + " boxes, " + diagram.edges().size() + " arrows.";
    }
}
