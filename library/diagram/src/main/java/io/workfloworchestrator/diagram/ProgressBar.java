package io.workfloworchestrator.diagram;

import io.workfloworchestrator.diagram.Scene.Area;

/** Where in a box the bar of its progress is. */
final class ProgressBar {
    private static final double HEIGHT = 6;
    private static final double FOR_PERCENT = 40;

    private ProgressBar() {}

    /** The whole bar; the percentage stands right of it. */
    static Area track(Area box) {
        double width = box.width() - 2 * NodeText.MARGIN - FOR_PERCENT;
        return new Area(box.x() + NodeText.MARGIN, box.y() + box.height() - NodeText.BAR, width, HEIGHT);
    }

    /** The part that is done. */
    static Area filled(Area box, int percent) {
        Area track = track(box);
        return new Area(track.x(), track.y(), track.width() * percent / 100, HEIGHT);
    }
}
