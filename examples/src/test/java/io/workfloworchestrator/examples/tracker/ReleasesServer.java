package io.workfloworchestrator.examples.tracker;

import io.workfloworchestrator.definition.WorkflowDefinition;
import io.workfloworchestrator.local.LocalServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The issue tracker of the documentation, but each release is a file whose folder says how it stands. */
final class ReleasesServer {
    private static final String LIST = "document: {path: \"${tracker}/releases.md\", format: checklist}";
    private static final String FILES =
            "document: {path: \"${tracker}/releases/${item.status}/${item.title}.md\", format: document}";

    private ReleasesServer() {}

    static WorkflowDefinition definition() {
        try {
            String tracker = Files.readString(Path.of("../docs/definitions/tracker.yaml"));
            if (!tracker.contains(LIST)) {
                throw new IllegalStateException("the tracker writes its releases elsewhere now");
            }
            return WorkflowDefinition.parse("tracker.yaml", tracker.replace(LIST, FILES));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static void main(String[] args) {
        LocalServer.of("tracker", "1.0", ReleasesServer::definition).run(args);
    }
}
