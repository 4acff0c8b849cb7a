package io.workfloworchestrator.diagram;

import io.workfloworchestrator.diagram.Scene.Area;
import io.workfloworchestrator.diagram.Scene.Box;
import io.workfloworchestrator.diagram.Scene.Shape;
import io.workfloworchestrator.diagram.Scene.Words;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Places a bar for each node on one axis of days, filled by its progress; nodes without days follow at the end. */
final class TimelineScene {
    private static final double LABEL_LEFT = 100;
    private static final double LABEL_WIDTH = 180;
    private static final double LABEL_HEIGHT = 60;
    private static final double BAR_LEFT = 300;
    private static final double BAR_WIDTH = 600;
    private static final double BAR_HEIGHT = 40;
    private static final double NARROWEST_BAR = 6;
    private static final double AXIS_TOP = 60;
    private static final double AXIS_HEIGHT = 20;
    private static final double ROWS_TOP = 110;
    private static final double ROW = 70;
    private static final double TICK_WIDTH = 100;

    private TimelineScene() {}

    static Scene of(Diagram diagram) {
        List<Shape> shapes = new ArrayList<>();
        @Nullable DayAxis axis = DayAxis.of(diagram);
        List<Shape> rows = rows(diagram, axis);
        double bottom = ROWS_TOP + ROW * diagram.nodes().size();
        if (axis != null) {
            addAxis(shapes, diagram, axis, bottom);
        }
        shapes.addAll(rows);
        return Scene.framed(diagram, BAR_LEFT + BAR_WIDTH + TICK_WIDTH, bottom + 20, shapes);
    }

    private static void addAxis(List<Shape> shapes, Diagram diagram, DayAxis axis, double bottom) {
        List<LocalDate> ticks = axis.ticks((int) (BAR_WIDTH / TICK_WIDTH));
        for (int i = 0; i < ticks.size(); i++) {
            double x = BAR_LEFT + axis.share(ticks.get(i)) * BAR_WIDTH;
            String day = ticks.get(i).toString();
            shapes.add(new Box(
                    "g" + (i + 1), new Area(x, AXIS_TOP, 1, bottom - AXIS_TOP), Paint.GRID, List.of(), "", null));
            shapes.add(new Words("t" + (i + 1), new Area(x + 3, AXIS_TOP, TICK_WIDTH - 6, AXIS_HEIGHT), day, false));
        }
        LocalDate today = diagram.today();
        if (today != null) {
            double x = BAR_LEFT + axis.share(today) * BAR_WIDTH;
            Area line = new Area(x - 1, AXIS_TOP + AXIS_HEIGHT, 2, bottom - AXIS_TOP - AXIS_HEIGHT);
            shapes.add(new Box("today", line, Paint.BLOCKED, List.of(), "today, " + today, null));
            Area label = new Area(x + 3, AXIS_TOP + AXIS_HEIGHT, TICK_WIDTH, AXIS_HEIGHT);
            shapes.add(new Words("today-label", label, "today", false));
        }
    }

    private static List<Shape> rows(Diagram diagram, @Nullable DayAxis axis) {
        List<Shape> shapes = new ArrayList<>();
        List<Node> rows = DayAxis.rows(diagram);
        for (int i = 0; i < rows.size(); i++) {
            Node node = rows.get(i);
            double y = ROWS_TOP + ROW * i;
            String number = String.valueOf(i + 1);
            Area label = new Area(LABEL_LEFT, y, LABEL_WIDTH, LABEL_HEIGHT);
            shapes.add(new Box(
                    "n" + number,
                    label,
                    Paint.of(node.look()),
                    NodeText.lines(node, LABEL_WIDTH, LABEL_HEIGHT),
                    NodeText.whole(node),
                    null));
            addBar(shapes, number, node, y + (LABEL_HEIGHT - BAR_HEIGHT) / 2, axis);
        }
        return shapes;
    }

    private static void addBar(List<Shape> shapes, String number, Node node, double y, @Nullable DayAxis axis) {
        Dates dates = node.dates();
        Integer progress = node.progress();
        double begin = 0;
        double end = 1;
        if (dates != null && axis != null) {
            begin = axis.share(dates.begin());
            end = axis.share(dates.end().plusDays(1));
        }
        double x = BAR_LEFT + begin * BAR_WIDTH;
        double width = Math.max(NARROWEST_BAR, (end - begin) * BAR_WIDTH);
        String days = dates == null ? "no dates" : words(dates);
        String text = progress == null ? days : days + " · " + progress + " %";
        Paint paint = dates == null ? Paint.PLANNED : Paint.TRACK;
        shapes.add(new Box("b" + number, new Area(x, y, width, BAR_HEIGHT), paint, List.of(), text, null));
        if (progress != null && progress > 0) {
            Area done = new Area(x, y, width * progress / 100, BAR_HEIGHT);
            shapes.add(new Box("d" + number, done, Paint.FILLED, List.of(), text, null));
        }
        shapes.add(
                new Words("w" + number, new Area(x, y + BAR_HEIGHT, BAR_WIDTH - (x - BAR_LEFT) + 90, 18), text, false));
    }

    private static String words(Dates dates) {
        return dates.days() == 1 ? dates.begin().toString() : dates.begin() + " to " + dates.end();
    }
}
