package io.workfloworchestrator.specdriven.guide;

import static io.workfloworchestrator.specdriven.guide.GuideServer.asked;
import static io.workfloworchestrator.specdriven.guide.GuideServer.message;
import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.json.Json;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A session that was begun with this server's forerunner goes on here. */
class ReferenceSessionTest {
    @TempDir
    private Path folder;

    /** The file of the project in its home folder, which is the project's here. */
    private GuideServer server(String text) {
        GuideServer server = GuideServer.on(folder);
        String name = server.project.root().toString().replaceAll("[^A-Za-z0-9]", "_");
        return server.with(".sdd-mcp-data/workflows/" + name + ".json", text);
    }

    private String session(String project) {
        return """
                {"version": "1.0", "workflowType": "spec-driven", "name": "%s", "currentStep": "specification",
                 "customData": {"scenario": "new-project", "answers": [
                   ["project_name", "Order desk"], ["project_type", "web-app"], ["phi_handling", "maybe"],
                   ["testing_requirements", ["unit"]], ["tech_stack", "Java"], ["feature_name", "Track an order"]],
                  "templateContext": {"PROJECT_PATH": "/x", "GOAL_ID": "7", "GOAL_NAME": "Fewer calls"}}}
                """.formatted(project);
    }

    @Test
    void itsAnswersAreTakenAsFarAsTheyFit() {
        GuideServer server = GuideServer.on(folder);
        GuideServer old = server(session(server.project.root().toString()));
        Json.Obj begun = old.ok("action", "start");
        assertThat(message(begun))
                .contains("goes on from", ".sdd-mcp-data", "\"phi_handling\"")
                .doesNotContain("undefined");
        assertThat(asked(begun)).isEqualTo("phi_handling");
        assertThat(old.ok("action", "review", "topic", "project").toString()).contains("Order desk", "web-app");
        assertThat(old.ok("action", "list").find("list").orElseThrow().toString())
                .contains("Fewer calls");
        assertThat(message(old.ok("action", "start"))).contains("was begun before");
        Json.Obj at = old.ok("action", "status");
        while (at.text("step").equals(Optional.of("constitution"))) {
            at = old.ok(
                    "action",
                    "answer",
                    "response",
                    Answering.to(at.find("question").orElseThrow().asObject()));
        }
        assertThat(asked(at)).isEqualTo("feature_name");
        assertThat(at.at("question", "said", "value")).contains(Json.of("Track an order"));
    }

    @Test
    void theFileOfAnotherProjectOfTheSameNameIsLeftAlone() {
        Json.Obj begun = server(session("/another")).ok("action", "start");
        assertThat(message(begun)).doesNotContain("goes on from");
        assertThat(asked(begun)).isEqualTo("project_name");
    }

    @Test
    void aBrokenFileIsNamedAndStopsNothing() {
        Json.Obj begun = server("{\"name\": ").ok("action", "start");
        assertThat(message(begun)).contains("was not taken over");
        assertThat(asked(begun)).isEqualTo("project_name");
    }
}
