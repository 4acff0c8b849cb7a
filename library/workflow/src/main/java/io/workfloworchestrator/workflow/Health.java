package io.workfloworchestrator.workflow;

/** How a workflow does, at a glance; {@link WorkflowStatus#concerns} and the notices about the files say why. */
public enum Health {
    GOOD,
    /** Something deserves a look: skipped steps, missing files, an edit that was not taken over, a warning of the definition. */
    WARNING,
    /** Nothing can be advised until somebody acts. */
    BLOCKED;

    /** The word in answers: {@code Good}, {@code Warning}, {@code Blocked}. */
    public String word() {
        return name().charAt(0) + name().substring(1).toLowerCase(java.util.Locale.ROOT);
    }
}
