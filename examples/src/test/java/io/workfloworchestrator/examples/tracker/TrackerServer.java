package io.workfloworchestrator.examples.tracker;

import io.workfloworchestrator.definition.WorkflowDefinition;
import io.workfloworchestrator.local.LocalServer;
import java.nio.file.Path;

// tag::server
/** The issue tracker of the documentation as a server; its issues are files in {@code docs/tracker}. */
final class TrackerServer {
    private TrackerServer() {}

    static WorkflowDefinition definition() {
        return WorkflowDefinition.load(Path.of("../docs/definitions/tracker.yaml"));
    }

    public static void main(String[] args) {
        LocalServer.of("tracker", "1.0", TrackerServer::definition).run(args);
    }
}
// end::server
