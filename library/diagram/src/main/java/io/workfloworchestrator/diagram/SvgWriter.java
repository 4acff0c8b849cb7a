package io.workfloworchestrator.diagram;

import io.workfloworchestrator.diagram.Scene.Area;
import io.workfloworchestrator.diagram.Scene.Arrow;
import io.workfloworchestrator.diagram.Scene.Box;
import io.workfloworchestrator.diagram.Scene.Point;
import io.workfloworchestrator.diagram.Scene.Words;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.CRC32;

/**
 * Writes a scene as SVG 1.1 in one file: no script, nothing from elsewhere. Boxes keep their light colours and dark text on
 * any ground; the ground, loose text and arrows follow the reader's choice of light or dark. The names in the file carry a
 * checksum of what is drawn, so that several pictures may stand in one page.
 */
final class SvgWriter {
    private static final double SMALL = 10;

    private final StringBuilder body = new StringBuilder();

    private SvgWriter() {}

    static String write(Scene scene) {
        SvgWriter writer = new SvgWriter();
        for (Scene.Shape shape : scene.shapes()) {
            if (shape instanceof Box box) {
                writer.box(box);
            } else if (shape instanceof Words words) {
                writer.words(words);
            } else if (shape instanceof Arrow arrow) {
                writer.arrow(arrow);
            }
        }
        String body = writer.body.toString(); // in which no text of people has a quotation mark
        CRC32 sum = new CRC32();
        sum.update((scene.title() + body).getBytes(StandardCharsets.UTF_8));
        String name = "plan-" + Long.toHexString(sum.getValue());
        return head(scene, name) + body.replace(" marker-end=\"url(#head", " marker-end=\"url(#" + name + "-head")
                + "</svg>\n";
    }

    private static String head(Scene scene, String name) {
        String width = Xml.number(scene.width());
        String height = Xml.number(scene.height());
        return """
                <svg xmlns="http://www.w3.org/2000/svg" id="%1$s" role="img" aria-labelledby="%1$s-title %1$s-desc" \
                width="%2$s" height="%3$s" viewBox="0 0 %2$s %3$s" font-family="Helvetica, Arial, sans-serif" \
                font-size="12">
                <title id="%1$s-title">%4$s</title>
                <desc id="%1$s-desc">%5$s</desc>
                <style>
                @media (prefers-color-scheme: dark) {
                #%1$s .ground { fill: #111827 }
                #%1$s .words { fill: #e5e7eb }
                #%1$s .arrow { stroke: #9ca3af }
                #%1$s .head { fill: #9ca3af }
                #%1$s .closing { stroke: #f87171 }
                #%1$s .closing-head { fill: #f87171 }
                }
                </style>
                <defs>
                <marker id="%1$s-head" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="8" markerHeight="8" orient="auto">\
                <path class="head" d="M0 0L8 4L0 8z" fill="#4b5563"/></marker>
                <marker id="%1$s-head-closing" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="8" markerHeight="8" \
                orient="auto"><path class="closing-head" d="M0 0L8 4L0 8z" fill="#b91c1c"/></marker>
                </defs>
                <rect class="ground" width="%2$s" height="%3$s" fill="#ffffff"/>
                """.formatted(name, width, height, Xml.text(scene.title()), Xml.text(scene.description()));
    }

    private void box(Box box) {
        body.append("<g>");
        if (!box.tip().isEmpty()) {
            body.append("<title>").append(Xml.text(box.tip())).append("</title>");
        }
        rect(
                box.area(),
                box.paint(),
                Math.min(6, Math.min(box.area().width(), box.area().height()) / 2));
        boolean isHeader = box.paint().isHeader();
        double forBar = box.progress() == null ? 0 : NodeText.BAR;
        double free = box.area().height() - forBar - box.lines().size() * NodeText.LINE;
        double x = box.area().x() + (isHeader ? box.area().width() / 2 : NodeText.MARGIN);
        double y = box.area().y() + free / 2 + NodeText.SIZE;
        for (int i = 0; i < box.lines().size(); i++) {
            body.append("<text x=\"%s\" y=\"%s\" fill=\"%s\"%s>%s</text>"
                    .formatted(
                            Xml.number(x),
                            Xml.number(y + i * NodeText.LINE),
                            box.paint().ink(),
                            isHeader ? " text-anchor=\"middle\" font-weight=\"bold\"" : "",
                            Xml.text(box.lines().get(i))));
        }
        if (box.progress() != null) {
            progress(box, box.progress());
        }
        body.append("</g>\n");
    }

    private void rect(Area area, Paint paint, double round) {
        body.append("<rect %s rx=\"%s\" fill=\"%s\" stroke=\"%s\"%s/>"
                .formatted(
                        Xml.area(area),
                        Xml.number(round),
                        paint.fill(),
                        paint.border(),
                        (paint.isDashed() ? " stroke-dasharray=\"5 3\"" : "")
                                + (paint.isFaint() ? " opacity=\"0.3\"" : "")));
    }

    private void progress(Box box, int percent) {
        Area track = box.track();
        rect(track, Paint.TRACK, track.height() / 2);
        Area filled = box.filled(percent);
        if (percent > 0) {
            rect(filled, Paint.FILLED, Math.min(track.height(), filled.width()) / 2);
        }
        body.append("<text x=\"%s\" y=\"%s\" font-size=\"%s\" text-anchor=\"end\" fill=\"%s\">%s %%</text>"
                .formatted(
                        Xml.number(box.area().x() + box.area().width() - NodeText.MARGIN),
                        Xml.number(track.y() + track.height() + 1),
                        Xml.number(SMALL),
                        Paint.TRACK.ink(),
                        percent));
    }

    private void words(Words words) {
        Area area = words.area();
        body.append("<text class=\"words\" x=\"%s\" y=\"%s\" fill=\"#1f2937\"%s>%s</text>\n"
                .formatted(
                        Xml.number(area.x()),
                        Xml.number(area.y() + area.height() / 2 + 4),
                        words.isHeadline() ? " font-size=\"18\" font-weight=\"bold\"" : "",
                        Xml.text(words.text())));
    }

    /** From point to point as a curve that leaves and arrives level. */
    private void arrow(Arrow arrow) {
        List<Point> points = arrow.points();
        StringBuilder path = new StringBuilder("M" + at(points.get(0)));
        for (int i = 1; i < points.size(); i++) {
            Point from = points.get(i - 1);
            Point to = points.get(i);
            double middle = (from.x() + to.x()) / 2;
            Point leaving = new Point(middle, from.y());
            path.append("C" + at(leaving) + " " + at(new Point(middle, to.y())) + " " + at(to));
        }
        body.append(
                "<path class=\"%s\" d=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"1.3\"%s marker-end=\"url(#head%s)\"/>\n"
                        .formatted(
                                arrow.closing() ? "closing" : "arrow",
                                path,
                                arrow.closing() ? "#b91c1c" : "#4b5563",
                                arrow.closing() ? " stroke-dasharray=\"5 3\"" : "",
                                arrow.closing() ? "-closing" : ""));
    }

    private static String at(Point point) {
        return Xml.number(point.x()) + " " + Xml.number(point.y());
    }
}
