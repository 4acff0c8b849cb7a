package io.workfloworchestrator.app;

import io.workfloworchestrator.server.OpenProject;
import io.workfloworchestrator.specdriven.SpecDrivenServer;
import io.workfloworchestrator.specdriven.analysis.FeatureRow;

/** What the commands about features share. */
final class SpecWords {
    private SpecWords() {}

    /** The project as the tools of the features see it. */
    static OpenProject project(Workbench bench) {
        return new OpenProject(
                bench.folder().root(),
                bench.states(),
                bench.named(SpecDrivenServer.FEATURES).open());
    }

    /** How far a feature is: its requirements and tasks that are ticked. */
    static String progress(FeatureRow row) {
        return row.met() + "/" + row.requirements() + " requirements, " + row.done() + "/" + row.tasks() + " tasks";
    }
}
