package io.workfloworchestrator.diagram;

import java.util.List;

/**
 * A column of a roadmap or a kanban, a section of a timeline.
 *
 * @param nodes ids, in the order in which they are drawn
 * @param unseen how many more belong here that the diagram does not contain, 0 or more; a picture says so
 * @param isCurrent whether this is what is worked on now: its header stands out
 */
public record Lane(String title, List<String> nodes, int unseen, boolean isCurrent) {
    /** @throws DiagramException E_DIAGRAM_LANE if {@code unseen} is negative */
    public Lane {
        nodes = List.copyOf(nodes);
        if (unseen < 0) {
            throw new DiagramException("E_DIAGRAM_LANE", "a lane has " + unseen + " unseen nodes: give 0 or more");
        }
    }

    /** A lane of these nodes, which are all there are. */
    public static Lane of(String title, List<String> nodes) {
        return new Lane(title, nodes, 0, false);
    }

    /** This lane, to which so many more nodes belong that the diagram does not contain, 0 or more. */
    public Lane unseen(int more) {
        return new Lane(title, nodes, more, isCurrent);
    }

    /** This lane with a header that stands out. */
    public Lane current() {
        return new Lane(title, nodes, unseen, true);
    }
}
