package io.workfloworchestrator.diagram;

import io.workfloworchestrator.diagram.Scene.Area;
import io.workfloworchestrator.diagram.Scene.Arrow;
import io.workfloworchestrator.diagram.Scene.Box;
import io.workfloworchestrator.diagram.Scene.Point;
import io.workfloworchestrator.diagram.Scene.Shape;
import io.workfloworchestrator.diagram.Scene.Words;
import java.util.List;

/**
 * Writes a scene as a file of draw.io: {@code mxfile/diagram/mxGraphModel/root}, where cell "0" is the root and cell "1" the
 * layer in which all others are. Labels are plain text ({@code html=0}), so nothing in them is markup.
 */
final class DrawioWriter {
    private final StringBuilder out = new StringBuilder();

    private DrawioWriter() {}

    static String write(Scene scene) {
        DrawioWriter writer = new DrawioWriter();
        writer.head(scene);
        for (Shape shape : scene.shapes()) { // before the arrows, which name them
            if (shape instanceof Box box) {
                writer.box(box);
            } else if (shape instanceof Words words) {
                writer.words(words);
            }
        }
        for (Shape shape : scene.shapes()) {
            if (shape instanceof Arrow arrow) {
                writer.arrow(arrow);
            }
        }
        writer.out.append("</root></mxGraphModel></diagram></mxfile>\n");
        return writer.out.toString();
    }

    private void head(Scene scene) {
        out.append("<mxfile host=\"workflow\"><diagram id=\"plan\" name=\"" + Xml.text(scene.title())
                + "\"><mxGraphModel grid=\"1\" gridSize=\"10\" page=\"1\" pageWidth=\""
                + Xml.number(Math.ceil(scene.width())) + "\" pageHeight=\"" + Xml.number(Math.ceil(scene.height()))
                + "\"><root>\n<mxCell id=\"0\"/>\n<mxCell id=\"1\" parent=\"0\"/>\n");
    }

    private void box(Box box) {
        String style = "rounded=1;arcSize=6;html=0;fillColor=" + box.paint().fill() + ";strokeColor="
                + box.paint().border() + ";fontColor=" + box.paint().ink() + ";fontSize=12;"
                + (box.paint().isDashed() ? "dashed=1;" : "") + (box.paint().isFaint() ? "opacity=30;" : "")
                + (box.paint().isHeader() ? "fontStyle=1;" : "align=left;spacingLeft=6;")
                + (box.progress() == null ? "" : "spacingBottom=" + Xml.number(NodeText.BAR) + ";");
        vertex(box.id(), String.join("\n", box.lines()), style, box.area());
        if (box.progress() != null) {
            bar(box, box.progress());
        }
    }

    private void bar(Box box, int percent) {
        String style = "html=0;rounded=0;fontSize=10;fontColor=" + Paint.TRACK.ink()
                + ";align=left;labelPosition=right;spacingLeft=4;fillColor=";
        String track = style + Paint.TRACK.fill() + ";strokeColor=" + Paint.TRACK.border() + ";";
        vertex(box.id() + "-track", percent + " %", track, box.track());
        if (percent > 0) {
            String filled = style + Paint.FILLED.fill() + ";strokeColor=none;";
            vertex(box.id() + "-done", "", filled, box.filled(percent));
        }
    }

    private void words(Words words) {
        String style = "text;html=0;align=left;verticalAlign=middle;fontColor=" + Paint.PLAIN.ink()
                + ";strokeColor=none;fillColor=none;"
                + (words.isHeadline() ? "fontSize=18;fontStyle=1;" : "fontSize=12;");
        vertex(words.id(), words.text(), style, words.area());
    }

    private void vertex(String id, String value, String style, Area area) {
        out.append(
                "<mxCell id=\"%s\" value=\"%s\" style=\"%s\" vertex=\"1\" parent=\"1\"><mxGeometry %s as=\"geometry\"/></mxCell>\n"
                        .formatted(id, Xml.text(value), style, Xml.area(area)));
    }

    private void arrow(Arrow arrow) {
        String sides = arrow.closing()
                ? "exitX=0;exitY=0.5;entryX=1;entryY=0.5;dashed=1;strokeColor=#B91C1C;"
                : "exitX=1;exitY=0.5;entryX=0;entryY=0.5;strokeColor=#4B5563;";
        String style = "html=0;rounded=1;endArrow=block;endFill=1;" + sides;
        out.append(
                "<mxCell id=\"%s\" style=\"%s\" edge=\"1\" parent=\"1\" source=\"%s\" target=\"%s\"><mxGeometry relative=\"1\" as=\"geometry\">"
                        .formatted(arrow.id(), style, arrow.from(), arrow.to()));
        List<Point> bends = arrow.points().subList(1, arrow.points().size() - 1);
        if (!bends.isEmpty()) {
            out.append("<Array as=\"points\">");
            bends.forEach(bend ->
                    out.append("<mxPoint x=\"%s\" y=\"%s\"/>".formatted(Xml.number(bend.x()), Xml.number(bend.y()))));
            out.append("</Array>");
        }
        out.append("</mxGeometry></mxCell>\n");
    }
}
