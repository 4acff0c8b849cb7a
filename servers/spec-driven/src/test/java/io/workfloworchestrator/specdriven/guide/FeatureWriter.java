package io.workfloworchestrator.specdriven.guide;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.local.LocalProject;
import io.workfloworchestrator.mcp.WorkflowMcpServer;
import io.workfloworchestrator.server.OpenProject;
import io.workfloworchestrator.specdriven.SpecDrivenServer;
import java.nio.file.Path;
import java.util.Set;

/** A process that begins features by the server's tool: {@code PROJECT NAME COUNT}. It prints each number that it got. */
final class FeatureWriter {
    private FeatureWriter() {}

    public static void main(String[] args) {
        try (LocalProject local = LocalProject.open(Path.of(args[0]))) {
            OpenProject project = new OpenProject(
                    local.folder().root(),
                    local.state(),
                    local.workflow(SpecDrivenServer.FEATURES).open());
            WorkflowMcpServer server = SpecDrivenServer.of(
                    "test", () -> project, client -> {}, Set.of(), GuideServer::write, Path.of(args[0]));
            for (int i = 0; i < Integer.parseInt(args[2]); i++) {
                var answer = server.call(
                        GuideTool.NAME,
                        Json.Obj.EMPTY
                                .with("action", Json.of("start"))
                                .with("scenario", Json.of("add-feature"))
                                .with("description", Json.of("Feature " + i + " of " + args[1])));
                System.out.println(
                        answer.isError()
                                ? "refused " + answer.text()
                                : answer.structured().text("session").orElse(""));
            }
        }
    }
}
