package io.workfloworchestrator.workflow;

import io.workfloworchestrator.detect.Detection;

/** What one look saw beside the state; the definition is compiled for the project's present layout. */
record Seen(Compiled compiled, Detection detection, ItemSight sight, OtherWorkflows others) {
    /** Whether this and a later look see the same of the other workflows that facts are about. */
    boolean seesSameOthers(Seen later) {
        return compiled.states().stream().allMatch(fact -> others.version(fact).equals(later.others.version(fact)));
    }

    Seen with(OtherWorkflows elsewhere) {
        return new Seen(compiled, detection, sight, elsewhere);
    }
}
