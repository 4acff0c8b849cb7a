package io.workfloworchestrator.diagram;

import io.workfloworchestrator.diagram.Columns.Column;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes a diagram for Mermaid, which lays it out by itself: dependencies and roadmap as a flowchart, the kanban as a kanban,
 * the timeline as a gantt. Nodes are called n1, n2 and so on; the ids of people stay outside.
 */
final class MermaidWriter {
    private static final String SHAPES = "    ";
    private static final String INNER = SHAPES + SHAPES;

    private final Diagram diagram;
    private final Map<String, String> names = new HashMap<>();
    private final StringBuilder out = new StringBuilder();

    private MermaidWriter(Diagram diagram) {
        this.diagram = diagram;
        diagram.nodes().forEach(node -> names.put(node.id(), "n" + (names.size() + 1)));
        out.append("---\ntitle: ")
                .append(MermaidText.quoted(Labels.title(diagram.title())))
                .append("\n---\n");
    }

    static String roadmap(Diagram diagram, int limit) {
        MermaidWriter writer = new MermaidWriter(diagram);
        writer.line("flowchart LR");
        List<Column> columns = Columns.of(diagram, limit);
        for (int i = 0; i < columns.size(); i++) {
            writer.lane("c" + (i + 1), columns.get(i));
        }
        for (int i = 2; i <= columns.size(); i++) {
            writer.line(SHAPES + "c" + (i - 1) + " ~~~ c" + i); // keeps the columns side by side
        }
        return writer.flowchart();
    }

    static String dependencies(Diagram diagram) {
        MermaidWriter writer = new MermaidWriter(diagram);
        writer.line("flowchart LR");
        diagram.nodes().forEach(node -> writer.line(SHAPES + writer.box(node)));
        boolean[] closing = Circles.closing(DependencyScene.graph(diagram));
        for (int i = 0; i < closing.length; i++) {
            Edge edge = diagram.edges().get(i);
            String arrow = closing[i] ? " -. circle .-> " : " --> ";
            writer.line(SHAPES + writer.name(edge.from()) + arrow + writer.name(edge.to()));
        }
        return writer.flowchart();
    }

    static String kanban(Diagram diagram, int limit) {
        MermaidWriter writer = new MermaidWriter(diagram);
        writer.line("kanban");
        List<Column> columns = Columns.of(diagram, limit);
        for (int i = 0; i < columns.size(); i++) {
            Column column = columns.get(i);
            writer.line(SHAPES + "c" + (i + 1) + "[\"" + MermaidText.label(column.header()) + "\"]");
            column.nodes()
                    .forEach(node -> writer.line(
                            INNER + writer.name(node.id()) + "[\"" + MermaidText.label(NodeText.whole(node)) + "\"]"));
            if (column.more() > 0) {
                writer.line(INNER + "m" + (i + 1) + "[\"+ " + column.more() + " more\"]");
            }
        }
        if (columns.isEmpty()) {
            writer.line(SHAPES + "c1[\"" + Scene.NOTHING + "\"]");
        }
        return writer.out.toString();
    }

    static String timeline(Diagram diagram) {
        MermaidWriter writer = new MermaidWriter(diagram);
        writer.line("gantt");
        writer.line(SHAPES + "dateFormat YYYY-MM-DD");
        @Nullable DayAxis axis = DayAxis.of(diagram);
        writer.line(SHAPES + "axisFormat " + (axis == null ? "no dates" : "%Y-%m-%d"));
        writer.line(SHAPES + "inclusiveEndDates");
        for (Column column : Columns.of(diagram, Integer.MAX_VALUE)) {
            writer.section(column, axis == null ? LocalDate.EPOCH : axis.first());
        }
        return writer.out.toString();
    }

    private void section(Column column, LocalDate first) {
        line(SHAPES + "section " + MermaidText.label(column.header()));
        for (Node node : column.nodes()) {
            String name = name(node.id());
            Dates dates = node.dates();
            if (dates == null) {
                String title = MermaidText.atBeginning(Labels.isolated(Labels.title(node.title())) + ", no dates");
                line(INNER + title + " :milestone, " + name + ", " + first + ", 0d");
            } else {
                String progress = node.progress() == null ? "" : " · " + node.progress() + " %";
                String title = MermaidText.atBeginning(Labels.isolated(Labels.title(node.title())) + progress);
                line(INNER + title + " :" + tag(node) + name + ", " + dates.begin() + ", " + dates.end());
            }
        }
    }

    private static String tag(Node node) {
        if (node.look() == Look.BLOCKED) {
            return "crit, ";
        }
        Integer progress = node.progress();
        if (node.look() == Look.DONE || progress != null && progress == 100) {
            return "done, ";
        }
        return progress != null && progress > 0 ? "active, " : "";
    }

    private void lane(String name, Column column) {
        line(SHAPES + "subgraph " + name + "[\"" + MermaidText.label(column.header()) + "\"]");
        line(INNER + "direction TB");
        List<String> inOrder = new ArrayList<>();
        for (Node node : column.nodes()) {
            line(INNER + box(node));
            inOrder.add(name(node.id()));
        }
        if (column.more() > 0) {
            line(INNER + name + "m[\"+ " + column.more() + " more\"]");
            inOrder.add(name + "m");
        }
        if (inOrder.isEmpty()) {
            line(INNER + name + "m[\"–\"]"); // a lane without a box would have no size
        }
        if (inOrder.size() > 1) {
            line(INNER + String.join(" ~~~ ", inOrder)); // invisible links keep them below each other
        }
        line(SHAPES + "end");
    }

    private String box(Node node) {
        List<String> lines = new ArrayList<>();
        lines.add(MermaidText.label(Labels.title(node.title())));
        NodeText.details(node).forEach(detail -> lines.add(MermaidText.label(detail)));
        if (node.progress() != null) {
            lines.add(node.progress() + "#37;");
        }
        return name(node.id()) + "[\"" + String.join("<br/>", lines) + "\"]:::" + className(node.look());
    }

    private String name(String id) {
        return names.getOrDefault(id, id);
    }

    private static String className(Look look) {
        return "look" + look.name().toLowerCase(Locale.ROOT);
    }

    private String flowchart() {
        if (diagram.nodes().isEmpty() && diagram.lanes().isEmpty()) {
            line(SHAPES + "nothing[\"" + Scene.NOTHING + "\"]");
        }
        for (Look look : Look.values()) {
            if (diagram.nodes().stream().anyMatch(node -> node.look() == look)) {
                Paint paint = Paint.of(look);
                line(SHAPES + "classDef " + className(look) + " fill:" + paint.fill() + ",stroke:" + paint.border()
                        + ",color:" + paint.ink() + (paint.isDashed() ? ",stroke-dasharray:5 3" : ""));
            }
        }
        return out.toString();
    }

    private void line(String line) {
        out.append(line).append('\n');
    }
}
