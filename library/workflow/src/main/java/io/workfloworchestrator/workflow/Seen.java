package io.workfloworchestrator.workflow;

import io.workfloworchestrator.detect.Detection;

/**
 * What one look saw beside the state.
 *
 * @param compiled the definition, compiled for the project's present layout
 * @param sight the time, and the files that evidence covers
 * @param others the other workflows of the project
 */
record Seen(Compiled compiled, Detection detection, ItemSight sight, OtherWorkflows others) {
    /** Whether this and a later look see the same of the other workflows that facts are about. */
    boolean seesSameOthers(Seen later) {
        return compiled.states().stream().allMatch(fact -> others.version(fact).equals(later.others.version(fact)));
    }

    Seen with(OtherWorkflows elsewhere) {
        return new Seen(compiled, detection, sight, elsewhere);
    }
}
