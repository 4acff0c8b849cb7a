package io.workfloworchestrator.diagram;

/** How a node looks: what a reader should see of it at first glance. */
public enum Look {
    /** Nothing special. */
    PLAIN,
    /** Of high priority: green. */
    HIGH,
    /** Of medium priority: yellow. */
    MEDIUM,
    /** Of low priority: grey. */
    LOW,
    /** Cannot go on: red. */
    BLOCKED,
    /** Not begun: white with a dashed border. */
    PLANNED,
    /** Finished: blue. */
    DONE
}
