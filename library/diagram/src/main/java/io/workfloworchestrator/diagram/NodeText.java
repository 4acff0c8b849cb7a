package io.workfloworchestrator.diagram;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the box of a node says, in lines that fit. */
final class NodeText {
    /** The size of text in boxes, in pixels. */
    static final double SIZE = 12;

    static final double LINE = 16;

    /** The room between the border and the text. */
    static final double MARGIN = 8;

    /** How high the bar at the lower edge of a box is, with the room around it. */
    static final double BAR = 14;

    private static final int MOST_TITLE_LINES = 2;

    private static final ToDoubleFunction<String> PIXELS = Widths.pixels(SIZE);

    private NodeText() {}

    /** The title, then as many details as there is room for; an ellipsis ends the last line if something is left out. */
    static List<String> lines(Node node, double width, double height) {
        double forBar = node.progress() == null ? 0 : BAR;
        int most = (int) ((height - forBar - MARGIN) / LINE);
        double room = width - 2 * MARGIN;
        List<String> details = details(node);
        int forTitle = Math.max(1, Math.min(MOST_TITLE_LINES, details.isEmpty() ? most : most - 1));
        List<String> lines = new ArrayList<>(Labels.wrap(Labels.title(node.title()), room, forTitle, PIXELS));
        int shown = Math.min(details.size(), most - lines.size());
        for (int i = 0; i < shown; i++) {
            boolean cut = i == shown - 1 && shown < details.size();
            lines.add(Labels.clip(cut ? details.get(i) + " …" : details.get(i), room, PIXELS));
        }
        return lines;
    }

    static String line(String text, double width) {
        return Labels.clip(Labels.title(text), width - 2 * MARGIN, PIXELS);
    }

    /** The details without those that say nothing. */
    static List<String> details(Node node) {
        return node.details().stream()
                .map(Labels::line)
                .filter(line -> !line.isEmpty())
                .toList();
    }

    /** Everything that the node says, in one line. */
    static String whole(Node node) {
        return Stream.of(Stream.of(Labels.title(node.title())), details(node).stream(), progress(node.progress()))
                .flatMap(part -> part)
                .map(Labels::isolated)
                .collect(Collectors.joining(" · "));
    }

    private static Stream<String> progress(@Nullable Integer percent) {
        return percent == null ? Stream.of() : Stream.of(percent + " %");
    }
}
