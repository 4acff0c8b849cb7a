package io.workfloworchestrator.diagram;

import java.util.ArrayList;
import java.util.List;

/**
 * A picture of a diagram, ready to be written in any {@link Format}. It is immutable, and the same drawing always gives the
 * same text, which is never empty. Words of people are text in it and nothing else, whatever they contain; what does not fit
 * ends in an ellipsis.
 *
 * @param limit how many nodes a column of a roadmap or a kanban shows at most, 1 or more; it says how many more there are
 * @param width how many columns of a terminal the text takes at most, {@value #NARROWEST} or more
 */
public record Drawing(Diagram diagram, Picture picture, int limit, int width) {
    /** The fewest columns in which text can be drawn. */
    public static final int NARROWEST = 20;

    private static final int KANBAN_LIMIT = 8;
    private static final int USUAL_WIDTH = 80;

    /** @throws DiagramException E_DIAGRAM_SIZE if the limit or the width is too small */
    public Drawing {
        if (limit < 1) {
            throw new DiagramException(
                    "E_DIAGRAM_SIZE", "a column of " + limit + " nodes shows nothing: give 1 or more");
        }
        if (width < NARROWEST) {
            throw new DiagramException(
                    "E_DIAGRAM_SIZE", width + " columns are too few to draw in: give " + NARROWEST + " or more");
        }
    }

    /** A drawing for 80 columns; a kanban shows 8 nodes in a column, a roadmap all. */
    public static Drawing of(Diagram diagram, Picture picture) {
        int limit = picture == Picture.KANBAN ? KANBAN_LIMIT : Integer.MAX_VALUE;
        return new Drawing(diagram, picture, limit, USUAL_WIDTH);
    }

    /** This drawing with at most so many nodes in a column, 1 or more. */
    public Drawing limit(int most) {
        return new Drawing(diagram, picture, most, width);
    }

    /** This drawing for so many columns of a terminal, {@value #NARROWEST} or more. */
    public Drawing width(int columns) {
        return new Drawing(diagram, picture, limit, columns);
    }

    /** The drawing in a format, with a line break at the end. */
    public String as(Format format) {
        return switch (format) {
            case TEXT -> text();
            case SVG -> SvgWriter.write(scene());
            case MERMAID -> mermaid();
            case DRAWIO -> DrawioWriter.write(scene());
        };
    }

    /** As SVG: one file, without scripts, readable on light and dark grounds. */
    public String svg() {
        return as(Format.SVG);
    }

    /** As lines of text, none wider than the width. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>(
                switch (picture) {
                    case ROADMAP, KANBAN -> TextColumns.lines(diagram, limit, width);
                    case TIMELINE -> TextTimeline.lines(diagram, width);
                    case DEPENDENCIES -> TextTree.lines(diagram, width);
                });
        if (diagram.nodes().isEmpty() && lines.isEmpty()) {
            lines.add(Scene.NOTHING);
        }
        return lines;
    }

    private String text() {
        return String.join("\n", lines()) + "\n";
    }

    private String mermaid() {
        return switch (picture) {
            case ROADMAP -> MermaidWriter.roadmap(diagram, limit);
            case KANBAN -> MermaidWriter.kanban(diagram, limit);
            case TIMELINE -> MermaidWriter.timeline(diagram);
            case DEPENDENCIES -> MermaidWriter.dependencies(diagram);
        };
    }

    private Scene scene() {
        return switch (picture) {
            case ROADMAP, KANBAN -> ColumnScene.of(diagram, limit, picture == Picture.ROADMAP);
            case TIMELINE -> TimelineScene.of(diagram);
            case DEPENDENCIES -> DependencyScene.of(diagram);
        };
    }
}
