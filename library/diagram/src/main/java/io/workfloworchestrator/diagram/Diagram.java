package io.workfloworchestrator.diagram;

import io.workfloworchestrator.json.Words;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a picture shows: nodes, the arrows between them, and lanes. It is immutable, and may be drawn by many threads.
 *
 * @param description a sentence for readers who cannot see the picture; may be empty
 * @param nodes in the order in which they were added
 * @param edges each once
 * @param lanes a node is in one lane at most
 * @param today a day that the timeline marks; null for no mark
 */
public record Diagram(
        String title,
        String description,
        List<Node> nodes,
        List<Edge> edges,
        List<Lane> lanes,
        @Nullable LocalDate today) {
    private static final int LONGEST_NAME = 60;
    private static final int MOST_EDITS = 3;

    /**
     * @throws DiagramException E_DIAGRAM_DUPLICATE if two nodes have the same id or a node is in a lane twice;
     *     E_DIAGRAM_NODE if an edge or a lane names a node that is not there
     */
    public Diagram {
        nodes = List.copyOf(nodes);
        edges = List.copyOf(new LinkedHashSet<>(edges));
        lanes = List.copyOf(lanes);
        Set<String> ids = new LinkedHashSet<>();
        for (Node node : nodes) {
            requireNew(ids.add(node.id()), "two nodes have the id ", node.id(), "give each its own");
        }
        for (Edge edge : edges) {
            requireKnown(edge.from(), ids, "an edge begins at ");
            requireKnown(edge.to(), ids, "an edge ends at ");
        }
        Set<String> placed = new LinkedHashSet<>();
        for (Lane lane : lanes) {
            for (String id : lane.nodes()) {
                requireKnown(id, ids, "the lane " + quoted(lane.title()) + " names ");
                requireNew(placed.add(id), "in two places of the lanes is ", id, "leave it in one");
            }
        }
    }

    private static void requireNew(boolean isNew, String what, String id, String advice) {
        if (!isNew) {
            throw new DiagramException("E_DIAGRAM_DUPLICATE", what + quoted(id) + ": " + advice);
        }
    }

    private static void requireKnown(String id, Set<String> ids, String what) {
        if (!ids.contains(id)) {
            String nearest = Words.nearest(id, ids, MOST_EDITS)
                    .map(name -> "did you mean " + quoted(name) + "?")
                    .orElse("add a node of that id, or leave this out");
            throw new DiagramException("E_DIAGRAM_NODE", what + quoted(id) + ", which is no node: " + nearest);
        }
    }

    private static String quoted(String name) {
        return "\"" + Words.clip(name, LONGEST_NAME) + "\"";
    }

    /** Begins a diagram with this title. */
    public static Builder titled(String title) {
        return new Builder(title);
    }

    Map<String, Node> byId() {
        Map<String, Node> byId = new LinkedHashMap<>();
        nodes.forEach(node -> byId.put(node.id(), node));
        return byId;
    }

    /** Gathers a diagram. For one thread. */
    public static final class Builder {
        private final String title;
        private String description = "";
        private final List<Node> nodes = new ArrayList<>();
        private final List<Edge> edges = new ArrayList<>();
        private final List<Lane> lanes = new ArrayList<>();
        private @Nullable LocalDate today;

        private Builder(String title) {
            this.title = title;
        }

        /** A sentence for readers who cannot see the picture. */
        public Builder description(String sentence) {
            description = sentence;
            return this;
        }

        /** Adds a node. */
        public Builder node(Node node) {
            nodes.add(node);
            return this;
        }

        /** Adds an arrow: {@code to} waits for {@code from}. The same arrow twice counts once. */
        public Builder edge(String from, String to) {
            edges.add(new Edge(from, to));
            return this;
        }

        /** Adds a lane behind the others. */
        public Builder lane(Lane lane) {
            lanes.add(lane);
            return this;
        }

        /** Adds a lane of the nodes with these ids. */
        public Builder lane(String name, String... ids) {
            return lane(Lane.of(name, List.of(ids)));
        }

        /** The day that a timeline marks. */
        public Builder today(LocalDate day) {
            today = day;
            return this;
        }

        /** The diagram; refused as {@link Diagram} says. */
        public Diagram build() {
            return new Diagram(title, description, nodes, edges, lanes, today);
        }
    }
}
