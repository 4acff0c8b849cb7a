package io.workfloworchestrator.projectmanagement.setup;

import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.json.Json;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The conversation of the set-up: begun once, resumed by anybody, answered in words or by question. */
class SetupConversationTest {
    @TempDir
    private Path folder;

    private SetupServer begun() {
        SetupServer server = SetupServer.begun(folder, "planning");
        Json.Obj unused = server.ok(
                "start_project_setup",
                Map.of("projectName", Json.of("Clinic portal"), "projectType", Json.of("Software")));
        return server;
    }

    private static Json drafts(Json.Obj turn) {
        return turn.find("drafts").orElseThrow();
    }

    private static String next(Json.Obj turn) {
        return turn.at("nextQuestion", "id").flatMap(Json::asText).orElse("");
    }

    private static Json draft(Json.Obj turn, String question) {
        return drafts(turn).asList().stream()
                .filter(draft -> draft.asObject().text("id").equals(Optional.of(question)))
                .map(draft -> draft.asObject().find("value").orElseThrow())
                .findFirst()
                .orElseThrow(() -> new AssertionError(question + " is not in " + drafts(turn)));
    }

    @Test
    void theFirstAnswerHasTheWholeQuestion() {
        SetupServer server = SetupServer.begun(folder, "planning");
        Json.Obj turn = server.ok("start_project_setup", Map.of("projectType", Json.of("Research")));
        assertThat(turn.text("conversationId")).contains("setup");
        assertThat(turn.find("readyToGenerate")).contains(Json.of(false));
        Json.Obj question = turn.find("nextQuestion").orElseThrow().asObject();
        assertThat(question.text("id")).contains("name");
        assertThat(question.text("text")).contains("What is the project called?");
        assertThat(question.text("why").orElse("")).isNotBlank();
        assertThat(question.at("recommendation", "because")
                        .flatMap(Json::asText)
                        .orElse(""))
                .isEqualTo("the title of the planning");
        assertThat(question.at("recommendation", "value")).contains(Json.of("Clinic portal"));
    }

    @Test
    void aSecondStartResumesAndDiscardsNothing() {
        SetupServer server = begun();
        Json.Obj unused = server.answers(Map.of("problem", Json.of("Results come late.")));
        long revision = server.state.head().number();
        Json.Obj again = server.ok("start_project_setup", Map.of("projectName", Json.of("Another name")));
        assertThat(again.text("message").orElse(""))
                .startsWith("The set-up goes on; nothing that was said is lost.")
                .contains("\"name\" has an answer already", "Clinic portal");
        assertThat(next(again)).isEqualTo("description");
        assertThat(server.state.head().number()).isEqualTo(revision);
        Json.Obj same = server.another().ok("start_project_setup");
        assertThat(next(same)).as("another process goes on").isEqualTo("description");
        assertThat(server.state.head().number()).isEqualTo(revision);
    }

    @Test
    void aConversationThatIsNotThereIsRefused() {
        SetupServer server = SetupServer.begun(folder, "planning");
        Json.Obj none = server.refused("continue_project_setup", Map.of("userResponse", Json.of("hello")));
        assertThat(none.text("code")).contains("E_SETUP_NONE");
        assertThat(none.at("next", "tool")).contains(Json.of("start_project_setup"));
        Json.Obj started = server.ok("start_project_setup");
        assertThat(started.text("conversationId")).contains("setup");
        for (String tool : List.of(
                "continue_project_setup",
                "extract_project_goals",
                "generate_project_constitution",
                "generate_initial_roadmap",
                "identify_stakeholders",
                "identify_resources_and_assets",
                "finalize_project_setup")) {
            for (String id : List.of("conv-1730000000000-a1b2c3", "anything", "../setup", "")) {
                Json.Obj error = server.refused(tool, Map.of("conversationId", Json.of(id)));
                assertThat(error.text("code")).as(tool).contains("E_SETUP_SESSION");
                assertThat(error.text("message").orElse("")).contains("it has one, \"setup\"");
            }
        }
    }

    @Test
    void withoutAPlanNothingIsBegun() {
        SetupServer server = SetupServer.untouched(folder);
        Json.Obj error = server.refused("start_project_setup", Map.of());
        assertThat(error.text("code")).contains("E_WORKFLOW_NOT_INITIALIZED");
        assertThat(error.at("next", "tool")).contains(Json.of("initialize_project_orchestration"));
        assertThat(server.state.list()).isEmpty();
    }

    @Test
    void aSortOrDepthThatIsNoneIsRefusedBeforeAnythingBegins() {
        SetupServer server = SetupServer.begun(folder, "planning");
        Json.Obj error = server.refused("start_project_setup", Map.of("projectType", Json.of("sofware")));
        assertThat(error.text("code")).contains("E_ARG_VALUE");
        assertThat(error.text("message").orElse("")).contains("Did you mean \"software\"?");
        Json.Obj mode = server.refused("start_project_setup", Map.of("constitutionMode", Json.of("thorough")));
        assertThat(mode.text("message").orElse("")).contains("quick, deep");
        assertThat(server.state.list("interview")).isEmpty();
    }

    @Test
    void wordsBecomeDraftsThatAreCorrectedAndConfirmed() {
        SetupServer server = begun();
        Json.Obj turn =
                server.says("Patients wait three weeks for results. Our 12 nurses cannot answer 50,000 patients.");
        assertThat(draft(turn, "problem").asText().orElse(""))
                .startsWith("Patients wait")
                .endsWith("50,000 patients.");
        assertThat(draft(turn, "stakeholders")).isEqualTo(Json.parse("[\"50,000 patients\", \"12 nurses\"]"));
        assertThat(turn.find("readyToGenerate")).contains(Json.of(false));
        Json.Obj corrected = server.answers(Map.of("stakeholders", Json.parse("[\"50,000 patients\"]")));
        assertThat(corrected.text("message").orElse(""))
                .contains("Taken: stakeholders.")
                .contains("1 draft waits");
        Json.Obj confirmed = server.ok("continue_project_setup", Map.of("confirm", Json.parse("[\"problem\"]")));
        assertThat(confirmed.text("message").orElse("")).contains("Taken: problem.");
        assertThat(drafts(confirmed).asList()).isEmpty();
    }

    @Test
    void listsGrowByWhatIsNew() {
        SetupServer server = begun();
        Json.Obj unused = server.says("Nurses cannot answer patients.");
        Json.Obj more = server.says("We must comply with HIPAA, and 50,000 patients wait for the doctors.");
        assertThat(draft(more, "stakeholders")).isEqualTo(Json.parse("[\"Nurses\", \"50,000 patients\", \"doctors\"]"));
    }

    @Test
    void yesSkipAndYouDecideAreUnderstood() {
        SetupServer server = SetupServer.begun(folder, "planning");
        Json.Obj start = server.ok("start_project_setup");
        assertThat(next(start)).isEqualTo("name");
        Json.Obj named = server.says("Yes.");
        assertThat(named.text("message").orElse("")).contains("Taken: name.");
        assertThat(next(named)).isEqualTo("type");
        Json.Obj typed = server.says("I would say it is a product");
        assertThat(next(typed)).as("one of few is taken at once").isEqualTo("problem");
        Json.Obj error = server.refused("continue_project_setup", Map.of("userResponse", Json.of("skip")));
        assertThat(error.text("code")).contains("E_ANSWER_REQUIRED");
        Json.Obj drafted = server.says("People lose their keys.");
        assertThat(next(drafted)).isEqualTo("description");
        Json.Obj skipped = server.says("skip");
        assertThat(next(skipped)).isEqualTo("goals");
        Json.Obj aims = server.says("Find keys in a minute");
        assertThat(next(aims)).isEqualTo("timeframe");
        Json.Obj rest = server.says("decide the rest");
        assertThat(rest.text("message").orElse("")).contains("Still open: problem, goals");
    }

    @Test
    void yesAndSkipTakeADefault() {
        SetupServer server = SetupServer.begun(folder, "planning");
        Json.Obj unused = server.ok("start_project_setup", Map.of("projectName", Json.of("Keys")));
        Json.Obj agreed = server.says("yes");
        assertThat(agreed.text("message").orElse("")).contains("Taken: type.");
        assertThat(next(agreed)).isEqualTo("problem");
    }

    @Test
    void skipTakesADefaultAsAnAssumption() {
        SetupServer server = SetupServer.begun(folder, "planning");
        Json.Obj unused = server.ok("start_project_setup", Map.of("projectName", Json.of("Keys")));
        assertThat(next(server.says("skip"))).isEqualTo("problem");
    }

    @Test
    void goalsAreHeardWhileTheSortIsAsked() {
        SetupServer server = SetupServer.begun(folder, "planning");
        Json.Obj unused = server.ok("start_project_setup", Map.of("projectName", Json.of("Keys")));
        Json.Obj turn = server.says("Let customers pay by card, and send invoices.");
        assertThat(draft(turn, "goals")).isEqualTo(Json.parse("[\"Let customers pay by card\", \"Send invoices\"]"));
        assertThat(next(turn)).isEqualTo("type");
    }

    @Test
    void wordsNeverTakeThePlaceOfADraft() {
        SetupServer server = SetupServer.begun(folder, "planning");
        Json.Obj unused = server.ok(
                "start_project_setup", Map.of("projectName", Json.of("Keys"), "projectType", Json.of("product")));
        unused = server.says("Keys are lost.");
        unused = server.says("Keys finds them.");
        unused = server.answers(Map.of(
                "goals", Json.parse("[\"Find keys\"]"),
                "stakeholders", Json.parse("[\"tenants\"]"),
                "team", Json.parse("[\"Ana\"]"),
                "success", Json.parse("[\"No key is lost\"]"),
                "timeframe", Json.of("1 year"),
                "constraints", Json.parse("[\"no money\"]"),
                "technologies", Json.parse("[\"Go\"]"),
                "tools", Json.parse("[\"Git\"]")));
        unused = server.says("no budget of its own");
        Json.Obj error = server.refused("continue_project_setup", Map.of("userResponse", Json.of("no")));
        assertThat(error.text("code")).contains("E_SETUP_UNCLEAR");
        error = server.refused("continue_project_setup", Map.of("userResponse", Json.of("It rains today.")));
        assertThat(error.text("message").orElse("")).contains("correct its draft", "{\"problem\": …}");
        assertThat(draft(server.ok("continue_project_setup"), "problem")).isEqualTo(Json.of("Keys are lost."));
        Json.Obj corrected = server.answers(Map.of("problem", Json.of("Keys are lost every day.")));
        assertThat(corrected.text("message").orElse("")).contains("Taken: problem.");
        assertThat(server.says("yes").find("nextQuestion")).isEmpty();
    }

    @Test
    void whatIsNotCertainIsNoAnswer() {
        SetupServer server = SetupServer.begun(folder, "planning");
        Json.Obj unused = server.ok("start_project_setup", Map.of("projectName", Json.of("Keys")));
        Json.Obj error = server.refused(
                "continue_project_setup", Map.of("userResponse", Json.of("research or business, not sure")));
        assertThat(error.text("code")).contains("E_SETUP_UNCLEAR");
        assertThat(error.text("message").orElse("")).contains("What sort of project is it?", "{\"type\": …}");
    }

    @Test
    void anAnswerIsChangedOnPurposeOnly() {
        SetupServer server = begun();
        Json.Obj unused = server.answers(Map.of("problem", Json.of("Late results.")));
        Json.Obj error = server.refused(
                "continue_project_setup",
                Map.of("answers", Json.object(Map.of("problem", Json.of("Something else.")))));
        assertThat(error.text("code")).contains("E_ANSWER_EXISTS");
        Json.Obj changed = server.ok(
                "continue_project_setup",
                Map.of(
                        "answers", Json.object(Map.of("problem", Json.of("Something else."))),
                        "change", Json.of(true)));
        assertThat(changed.text("message").orElse("")).contains("Taken: problem.");
        Json.Obj both = server.refused(
                "continue_project_setup", Map.of("userResponse", Json.of("x"), "confirm", Json.parse("[\"all\"]")));
        assertThat(both.text("code")).contains("E_ARG_VALUE");
    }

    @Test
    void emptyAndHugeRepliesChangeNothing() {
        SetupServer server = begun();
        long revision = server.state.head().number();
        for (String words : List.of("", "  \n ", "x".repeat(1_000_000), "word ".repeat(12_000))) {
            Json.Obj error = server.refused("continue_project_setup", Map.of("userResponse", Json.of(words)));
            assertThat(error.text("code").orElse("")).isIn("E_ARG_MISSING", "E_FIELD_SIZE", "E_ANSWER_LENGTH");
        }
        assertThat(server.state.head().number()).isEqualTo(revision);
    }

    @Test
    void aStepIsUndone() {
        SetupServer server = begun();
        Json.Obj turn = server.answers(Map.of("problem", Json.of("Late results.")));
        Json.Obj unused =
                server.ok("undo", Map.of("revision", turn.find("revision").orElseThrow()));
        assertThat(next(server.ok("continue_project_setup"))).isEqualTo("problem");
    }

    @Test
    void theQuestionsOfAProjectStandInThePlaceOfOurs() {
        SetupServer server = SetupServer.begun(folder, "planning");
        server.write(".ai-planning/questions/setup.yaml", """
                interview: setup
                version: 1
                title: Ours
                topics:
                  - id: one
                    title: One
                    questions:
                      - {id: name, text: What is it called?}
                """);
        Json.Obj turn = server.ok("start_project_setup");
        assertThat(turn.at("nextQuestion", "text")).contains(Json.of("What is it called?"));
    }

    @Test
    void anotherProjectIsRefused(@TempDir Path other) {
        SetupServer server = begun();
        Json.Obj error = server.refused("continue_project_setup", Map.of("projectPath", Json.of(other.toString())));
        assertThat(error.text("code")).contains("E_PROJECT");
        Json.Obj here = server.ok("continue_project_setup", Map.of("projectPath", Json.of(folder.toString())));
        assertThat(next(here)).isEqualTo("problem");
    }

    @Test
    void anOptionIsTakenOnlyFromAReplyThatSaysItPlainly() {
        SetupServer server = SetupServer.begun(folder, "planning");
        Json.Obj unused = server.ok("start_project_setup", Map.of("projectName", Json.of("Tea")));
        Json.Obj error = server.refused(
                "continue_project_setup",
                Map.of("userResponse", Json.of("Mia (product owner) and 12 growers want it")));
        assertThat(error.text("message").orElse("")).contains("{\"type\": …}");
        assertThat(next(server.ok("continue_project_setup"))).isEqualTo("type");
        assertThat(next(server.says("it is a product"))).isEqualTo("problem");
    }

    @Test
    void aLaterRemarkNeverReplacesTheDraftOfAnotherQuestion() {
        SetupServer server = begun();
        Json.Obj unused = server.says("Orders are late, and we have about 4 months to mend it.");
        unused = server.says("skip");
        unused = server.says("A portal");
        Json.Obj later =
                server.says("Success is that 30 growers order by it within 6 months; it must not lose orders.");
        assertThat(later.toString()).doesNotContain("\"6 months\"");
        Json.Obj all =
                server.ok("continue_project_setup", Map.of("confirm", Json.parse("[\"timeframe\", \"constraints\"]")));
        assertThat(all.text("message").orElse("")).contains("Taken: timeframe, constraints.");
        assertThat(server.refused(
                                "continue_project_setup",
                                Map.of("answers", Json.object(Map.of("timeframe", Json.of("6 months")))))
                        .text("message")
                        .orElse(""))
                .contains("4 months");
    }
}
