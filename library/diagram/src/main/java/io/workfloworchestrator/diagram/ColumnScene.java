package io.workfloworchestrator.diagram;

import io.workfloworchestrator.diagram.Columns.Column;
import io.workfloworchestrator.diagram.Scene.Area;
import io.workfloworchestrator.diagram.Scene.Box;
import io.workfloworchestrator.diagram.Scene.Shape;
import io.workfloworchestrator.diagram.Scene.Words;
import java.util.ArrayList;
import java.util.List;

/** Places columns of boxes: the roadmap with wide ones, the kanban with narrow ones. */
final class ColumnScene {
    private static final double HEADER_TOP = 50;
    private static final double HEADER_HEIGHT = 40;
    private static final double BOXES_TOP = 100;
    private static final double EDGE = 30;

    /**
     * The measures of a picture, in pixels.
     *
     * @param left where the first column begins
     * @param step from a column to the next
     * @param header how wide the header is
     * @param indent from the beginning of the header to that of the boxes
     * @param down from a box to the next
     */
    private record Measures(
            double left, double step, double header, double indent, double width, double height, double down) {}

    private static final Measures ROADMAP = new Measures(100, 340, 300, 20, 260, 100, 140);
    private static final Measures KANBAN = new Measures(50, 230, 220, 10, 200, 80, 90);

    private ColumnScene() {}

    static Scene of(Diagram diagram, int limit, boolean isRoadmap) {
        List<Column> columns = Columns.of(diagram, limit);
        Measures m = isRoadmap ? ROADMAP : KANBAN;
        List<Shape> shapes = new ArrayList<>();
        double bottom = HEADER_TOP + HEADER_HEIGHT;
        int number = 0;
        for (int i = 0; i < columns.size(); i++) {
            Column column = columns.get(i);
            double x = m.left() + i * m.step();
            shapes.add(header("h" + (i + 1), x, m, column));
            double y = BOXES_TOP;
            for (Node node : column.nodes()) {
                shapes.add(Box.of("n" + ++number, new Area(x + m.indent(), y, m.width(), m.height()), node));
                bottom = Math.max(bottom, y + m.height());
                y += m.down();
            }
            if (column.more() > 0) {
                Area area = new Area(x + m.indent(), y, m.width(), 24);
                shapes.add(new Words("m" + (i + 1), area, "+ " + column.more() + " more", false));
                bottom = Math.max(bottom, y + 24);
            }
        }
        double width = m.left() + Math.max(1, columns.size()) * m.step();
        return Scene.framed(diagram, width, bottom + EDGE, shapes);
    }

    private static Box header(String id, double x, Measures m, Column column) {
        Paint paint = column.isCurrent() ? Paint.CURRENT : Paint.HEADER;
        String text = NodeText.line(column.header(), m.header());
        return new Box(id, new Area(x, HEADER_TOP, m.header(), HEADER_HEIGHT), paint, List.of(text), "", null);
    }
}
