package io.workfloworchestrator.diagram;

import io.workfloworchestrator.json.Words;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A box of a diagram.
 *
 * @param id names it within the diagram and is not shown
 * @param title what people call it; shown whole or with an ellipsis
 * @param details lines of smaller text below the title
 * @param progress percent from 0 to 100; null if it is not known
 * @param dates when it is worked on; null if no day is known
 */
public record Node(
        String id,
        String title,
        List<String> details,
        Look look,
        @Nullable Integer progress,
        @Nullable Dates dates) {
    private static final int LONGEST_NAME = 60;

    /** @throws DiagramException E_DIAGRAM_ID if the id is blank; E_DIAGRAM_PROGRESS if the progress is not 0 to 100 */
    public Node {
        details = List.copyOf(details);
        if (id.isBlank()) {
            throw new DiagramException("E_DIAGRAM_ID", "the id of a node is blank: give each node its own id");
        }
        if (progress != null && (progress < 0 || progress > 100)) {
            throw new DiagramException(
                    "E_DIAGRAM_PROGRESS",
                    "the progress of \"" + Words.clip(id, LONGEST_NAME) + "\" is " + progress
                            + ": give a percentage from 0 to 100");
        }
    }

    /** A plain node with neither details nor progress nor dates; its id may not be blank. */
    public static Node of(String id, String title) {
        return new Node(id, title, List.of(), Look.PLAIN, null, null);
    }

    /** This node with another line of small text. */
    public Node detail(String line) {
        List<String> more = new ArrayList<>(details);
        more.add(line);
        return new Node(id, title, more, look, progress, dates);
    }

    /** This node with another look. */
    public Node look(Look other) {
        return new Node(id, title, details, other, progress, dates);
    }

    /** This node with its progress in percent, 0 to 100. */
    public Node progress(int percent) {
        return new Node(id, title, details, look, percent, dates);
    }

    /** This node with the days on which it is worked on. */
    public Node dates(Dates days) {
        return new Node(id, title, details, look, progress, days);
    }
}
