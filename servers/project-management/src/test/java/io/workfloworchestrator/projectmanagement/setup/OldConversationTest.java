package io.workfloworchestrator.projectmanagement.setup;

import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.json.Json;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A conversation of the forerunner goes on. */
class OldConversationTest {
    private static final String FILE = "project-setup/conversation-state.json";
    private static final String OLD = """
            {"conversationId": "conv-1730000000000-a1b2c3", "projectPath": "/old", "projectName": "Clinic portal",
             "projectType": "software", "constitutionMode": "deep", "startedAt": "2025-10-27T03:33:20.000Z",
             "status": "in-progress",
             "messages": [{"role": "user", "content": "hello", "timestamp": "2025-10-27T03:33:20.000Z"}],
             "extractedInfo": {
               "problems": ["Results come late", "Nurses retype everything"],
               "goals": [{"id": "setup-goal-001", "name": "Build a portal", "confidence": 0.8}, "build the portal", "Integrate with Epic"],
               "stakeholders": [{"name": "50,000 patients", "type": "primary"}, {"name": "nurses"}],
               "resources": {"team": ["3 developers"], "tools": ["GitHub"], "technologies": [], "budget": ["$50K"]},
               "assets": {"existing": ["patient database"], "needed": [], "external": ["Epic API"]},
               "constraints": ["HIPAA"], "successCriteria": ["90% adoption"]},
             "completeness": {"overall": 80}}
            """;

    @TempDir
    private Path folder;

    @Test
    void whatWasFoundIsADraftAndWhatWasChosenAnAnswer() {
        SetupServer server = SetupServer.begun(folder, "planning");
        server.write(FILE, OLD);
        Json.Obj turn = server.ok("start_project_setup");
        assertThat(turn.text("message").orElse("")).contains("What was said in " + FILE + " is taken over, as drafts.");
        assertThat(turn.find("changes")).contains(Json.parse("[]"));
        Json.Obj confirmed = server.ok("continue_project_setup", Map.of("confirm", Json.parse("[\"all\"]")));
        assertThat(confirmed.find("readyToGenerate")).contains(Json.of(true));
        Json.Obj unused = server.ok("finalize_project_setup");
        assertThat(server.read("planning/CONSTITUTION.md"))
                .contains("# Constitution: Clinic portal", "Results come late\nNurses retype everything", "- HIPAA");
        assertThat(server.read("planning/ROADMAP.md"))
                .contains("**Build a portal**", "**Integrate with Epic**")
                .doesNotContain("build the portal");
        assertThat(server.read(FILE)).isEqualTo(OLD);
    }

    @Test
    void itsOwnIdNamesTheSetUpAndNoOtherDoes() {
        SetupServer server = SetupServer.begun(folder, "planning");
        server.write(FILE, OLD);
        Json.Obj unused = server.ok("start_project_setup");
        Json.Obj turn =
                server.ok("continue_project_setup", Map.of("conversationId", Json.of("conv-1730000000000-a1b2c3")));
        assertThat(turn.text("conversationId")).contains("setup");
        Json.Obj error = server.refused(
                "continue_project_setup", Map.of("conversationId", Json.of("conv-1730000000000-zzzzzz")));
        assertThat(error.text("code")).contains("E_SETUP_SESSION");
    }

    @Test
    void aFileThatIsBrokenIsNamedAndNothingBegins() {
        SetupServer server = SetupServer.begun(folder, "planning");
        for (String broken : new String[] {"{\"conversationId\": ", "[1, 2]", "\"text\"", ""}) {
            server.write(FILE, broken);
            Json.Obj error = server.refused("start_project_setup", Map.of());
            assertThat(error.text("code")).as(broken).contains("E_SETUP_OLD");
            assertThat(error.text("message").orElse("")).startsWith(FILE);
            assertThat(server.state.list("interview")).isEmpty();
        }
        server.write(
                FILE, "{\"projectName\": 7, \"extractedInfo\": {\"goals\": \"none\", \"problems\": [null, 3, {}]}}");
        Json.Obj turn = server.ok("start_project_setup");
        assertThat(turn.find("drafts").orElseThrow().asList()).isEmpty();
    }
}
