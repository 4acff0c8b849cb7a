package io.workfloworchestrator.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.workfloworchestrator.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The official Java client and {@code workflow mcp spec-driven}: whole interviews from files, and one whose server is killed. */
class SpecServerTest {
    private static final Path ANSWERS = Path.of("../docs/specifications");

    private static final List<String> ANSWERED_BEFORE = List.of(
            "use_existing_constitution",
            "additional_constraints",
            "feature_name",
            "problem_statement",
            "proposed_solution");

    @TempDir
    private Path folder;

    /** Answers each question by the file, one at a time, until nothing is asked or so many are answered. */
    private static Map<?, ?> answered(SdkTalk server, Map<?, ?> first, Map<String, Json> answers, int most) {
        Map<?, ?> at = first;
        for (int i = 0; i < most && at.get("question") instanceof Map<?, ?> question; i++) {
            String id = String.valueOf(question.get("id"));
            Json answer = answers.get(id);
            Map<String, Object> arguments = new HashMap<>(Map.of("session", "001", "question", id));
            if (answer == null) {
                arguments.put("action", "skip");
            } else {
                arguments.put("action", "answer");
                arguments.put("response", plain(answer));
            }
            at = server.call("sdd_guide", arguments);
        }
        return at;
    }

    private static String asked(Map<?, ?> answer) {
        return answer.get("question") instanceof Map<?, ?> question ? String.valueOf(question.get("id")) : "";
    }

    private static Object plain(Json json) {
        if (json instanceof Json.Arr array) {
            return array.elements().stream().map(SpecServerTest::plain).toList();
        }
        if (json instanceof Json.Num number) {
            return number.value();
        }
        return json instanceof Json.Bool bool ? bool.value() : json.asText().orElse("");
    }

    private static Map<String, Json> answers(String scenario) {
        return AnswersFile.read(ANSWERS.resolve(scenario + ".yaml").toString());
    }

    private Map<?, ?> whole(String scenario) throws IOException {
        if (scenario.equals("add-feature")) {
            Files.writeString(folder.resolve("constitution.md"), "# Constitution\n\nKeep it simple.\n");
        }
        try (SdkTalk server = new SdkTalk("spec-driven", folder)) {
            Map<?, ?> begun = server.call(
                    "sdd_guide", Map.of("action", "start", "scenario", scenario, "description", "Where is my parcel?"));
            return answered(server, begun, answers(scenario), 100);
        }
    }

    @Test
    void aWholeInterviewFromAFileEndsWithDocuments() throws IOException {
        theInterviewEndsWithDocuments("bug-fix");
    }

    @ParameterizedTest
    @Tag("nightly")
    @ValueSource(strings = {"new-project", "existing-project", "add-feature", "design-first"})
    void theInterviewEndsWithDocuments(String scenario) throws IOException {
        Map<?, ?> last = whole(scenario);
        assertThat(last.get("completed")).as(String.valueOf(last)).isEqualTo(true);
        String name = scenario.equals("bug-fix") ? "001-totals-are-wrong-after-a-refund" : "001-track-an-order";
        for (String document : List.of("spec.md", "plan.md", "tasks.md")) {
            assertThat(folder.resolve("specs/" + name + "/" + document))
                    .content()
                    .isNotBlank()
                    .doesNotContain("{{", "null");
        }
        if (scenario.equals("add-feature")) {
            assertThat(folder.resolve("constitution.md")).hasContent("# Constitution\n\nKeep it simple.\n");
        }
    }

    /** The interview from the file, whose server is killed in the middle of each stage; another process goes on. */
    @ParameterizedTest
    @Tag("nightly")
    @ValueSource(strings = {"new-project", "existing-project", "add-feature", "bug-fix", "design-first"})
    void anInterviewOfEachScenarioSurvivesItsServers(String scenario) throws IOException {
        if (scenario.equals("add-feature")) {
            Files.writeString(folder.resolve("constitution.md"), "# Constitution\n\nKeep it simple.\n");
        }
        Map<String, Json> answers = answers(scenario);
        String question = "";
        Map<?, ?> last = Map.of();
        for (int kill = 0; kill == 0 || !question.isEmpty(); kill++) {
            assertThat(kill).isLessThan(20);
            try (SdkTalk server = new SdkTalk("spec-driven", folder)) {
                Map<?, ?> begun = server.call(
                        "sdd_guide",
                        Map.of("action", "start", "scenario", scenario, "description", "Where is my parcel?"));
                assertThat(asked(begun)).isEqualTo(kill == 0 ? asked(begun) : question);
                last = answered(server, begun, answers, 9);
                question = asked(last);
                server.kill();
            }
        }
        assertThat(last.get("completed")).as(String.valueOf(last)).isEqualTo(true);
    }

    @Test
    void aHugeAnswerIsRefusedAndTheServerGoesOn() {
        try (SdkTalk server = new SdkTalk("spec-driven", folder)) {
            Map<?, ?> begun =
                    server.call("sdd_guide", Map.of("action", "start", "scenario", "bug-fix", "description", "Fix it"));
            assertThatThrownBy(() -> server.call(
                            "sdd_guide", Map.of("action", "answer", "session", "001", "response", "x".repeat(5 << 20))))
                    .isNotNull();
            assertThat(asked(server.call("sdd_guide", Map.of("action", "status"))))
                    .isEqualTo(asked(begun));
        }
    }

    @Test
    void aKilledServerLosesNoAnswerAndAnotherOneGoesOn() {
        Map<String, Json> answers = answers("add-feature");
        String question;
        try (SdkTalk server = new SdkTalk("spec-driven", folder)) {
            Map<?, ?> begun = server.call(
                    "sdd_guide",
                    Map.of("action", "start", "scenario", "add-feature", "description", "Where is my parcel?"));
            Map<?, ?> at = answered(server, begun, answers, 5);
            question = asked(at);
            server.kill();
        }
        try (SdkTalk server = new SdkTalk("spec-driven", folder)) {
            Map<?, ?> again = server.call("sdd_guide", Map.of("action", "start"));
            assertThat(String.valueOf(again.get("message"))).contains("nothing that was said is lost");
            assertThat(asked(again)).isEqualTo(question);
            Map<String, Object> rest = new HashMap<>();
            answers.forEach((id, answer) -> rest.put(id, plain(answer)));
            ANSWERED_BEFORE.forEach(rest::remove);
            Map<?, ?> last = server.call("sdd_guide", Map.of("action", "answer", "answers", rest));
            assertThat(last.get("completed")).isEqualTo(true);
            assertThat(server.read("specs://features/001-track-an-order/spec"))
                    .contains("FR-001", "see where my parcel is");
        }
    }
}
