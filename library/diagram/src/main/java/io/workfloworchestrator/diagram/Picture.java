package io.workfloworchestrator.diagram;

/** Which picture is drawn of a diagram. */
public enum Picture {
    /** A column for each lane, with all its nodes. */
    ROADMAP,
    /** A column for each lane, with its first nodes and how many more there are. */
    KANBAN,
    /** A bar for each node from its first day to its last, filled by its progress. */
    TIMELINE,
    /** The nodes in layers, each behind all that it waits for. */
    DEPENDENCIES
}
