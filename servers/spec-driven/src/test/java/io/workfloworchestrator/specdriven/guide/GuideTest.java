package io.workfloworchestrator.specdriven.guide;

import static io.workfloworchestrator.specdriven.guide.GuideServer.asked;
import static io.workfloworchestrator.specdriven.guide.GuideServer.code;
import static io.workfloworchestrator.specdriven.guide.GuideServer.message;
import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.specdriven.SpecDrivenException;
import io.workfloworchestrator.state.StateManager;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The guide from its first question to its last document. */
class GuideTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource(Scenario.class)
    void everyScenarioEndsWithItsDocuments(Scenario scenario) {
        GuideServer server = GuideServer.on(folder).with("src/main/App.java", "class App {}");
        Json.Obj first = server.ok("action", "start", "scenario", scenario.word(), "description", "Log in with a code");
        assertThat(first.text("scenario")).contains(scenario.word());
        assertThat(first.at("question", "why").flatMap(Json::asText).orElse("")).isNotEmpty();
        Json.Obj last = server.answerAll(first);
        assertThat(last.find("completed")).contains(Json.of(true));
        assertThat(last.text("step")).contains("complete");
        String id = "specs/001-tok-feature-name-kot";
        for (String document : new String[] {"spec", "plan", "tasks"}) {
            assertThat(folder.resolve(id + "/" + document + ".md")).exists();
            assertThat(message(last)).contains(id + "/" + document + ".md");
        }
        boolean hasConstitution = scenario != Scenario.BUG_FIX;
        assertThat(Files.exists(folder.resolve("specs/.specify/memory/constitution.md")))
                .isEqualTo(hasConstitution);
        assertThat(message(last).contains("constitution.md")).isEqualTo(hasConstitution);
        assertThat(server.ok("action", "status").text("progress")).contains("5/5 (Complete)");
        assertThat(server.ok("action", "list").at("list", "0", "status")).contains(Json.of("tasked"));
    }

    @Test
    void everyAnswerHasTheNextQuestionWhole() {
        GuideServer server = GuideServer.on(folder);
        Json.Obj first = server.ok("action", "start");
        assertThat(asked(first)).isEqualTo("project_name");
        Json.Obj second = server.ok("action", "answer", "response", "Clinic portal");
        assertThat(asked(second)).isEqualTo("project_type");
        Json.Obj question = second.find("question").orElseThrow().asObject();
        assertThat(question.keys()).contains("id", "type", "text", "why", "required", "options", "topic");
        assertThat(second.text("progress")).contains("1/5 (Constitution)");
    }

    @Test
    void healthDataAsksForMoreAndIsInherited() {
        GuideServer server = GuideServer.on(folder);
        Json.Obj unused = server.ok("action", "start");
        unused = server.ok("action", "answer", "response", "Clinic portal");
        unused = server.ok("action", "answer", "response", "web-app");
        assertThat(asked(server.ok("action", "answer", "response", "yes"))).isEqualTo("hipaa_compliance");
        assertThat(asked(server.ok("action", "answer", "response", "no"))).isEqualTo("testing_requirements");
        Json.Obj last = server.answerAll(server.ok("action", "status"));
        assertThat(last.find("completed")).contains(Json.of(true));
        Json.Obj next = server.ok("action", "start", "description", "A calendar");
        assertThat(next.text("scenario")).contains("add-feature");
        unused = server.answerAll(next);
        assertThat(server.read("specs/002-tok-feature-name-kot/spec.md")).contains("health true");
    }

    @Test
    void noMeansNo() {
        GuideServer server = GuideServer.on(folder);
        Json.Obj unused = server.ok("action", "start");
        unused = server.ok(
                "action", "answer", "answers", Json.parse("{\"project_name\":\"P\",\"project_type\":\"api\"}"));
        assertThat(asked(server.ok("action", "answer", "response", "no"))).isEqualTo("testing_requirements");
    }

    @Test
    void aSecondStartGoesOnAndSaysSo() {
        GuideServer server = GuideServer.on(folder);
        Json.Obj unused = server.ok("action", "start", "description", "A portal");
        unused = server.ok("action", "answer", "response", "Clinic portal");
        for (Json.Obj again : new Json.Obj[] {
            server.another().ok("action", "start"), server.ok("action", "start", "description", "A portal")
        }) {
            assertThat(message(again)).contains("was begun before", "nothing that was said is lost");
            assertThat(asked(again)).isEqualTo("project_type");
        }
        assertThat(server.ok("action", "list").find("list").orElseThrow().asList())
                .hasSize(1);
    }

    @Test
    void severalFeaturesGoOnBesideEachOther() {
        GuideServer server = GuideServer.on(folder).with("constitution.md", "# Constitution\n");
        Json.Obj one = server.ok("action", "start", "description", "A calendar");
        Json.Obj two = server.ok("action", "start", "description", "A directory");
        assertThat(one.text("session")).contains("001");
        assertThat(two.text("session")).contains("002");
        Json.Obj error = server.refused("action", "answer", "response", "yes");
        assertThat(code(error)).isEqualTo("E_SESSION_SEVERAL");
        assertThat(message(error)).contains("001 A calendar", "002 A directory");
        Json.Obj last = server.answerAll(server.ok("action", "status", "session", "2"));
        assertThat(last.find("completed")).contains(Json.of(true));
        assertThat(asked(server.ok("action", "status", "session", "001"))).isEqualTo("use_existing_constitution");
        assertThat(server.read("constitution.md")).isEqualTo("# Constitution\n");
        assertThat(folder.resolve("specs/002-tok-feature-name-kot")).exists();
    }

    @Test
    void wrongAnswersAreRefusedAndTheSessionGoesOn() {
        GuideServer server = GuideServer.on(folder);
        Json.Obj unused = server.ok("action", "start");
        String[][] wrong = {
            {"project_type", "spaceship", "E_ANSWER_OPTION"},
            {"project_name", "", "E_ANSWER_EMPTY"},
            {"project_name", "x".repeat(300), "E_ANSWER_LENGTH"},
            {"phi_handling", "maybe", "E_ANSWER_TYPE"},
            {"nonsense", "x", "E_QUESTION"},
            {"tech_stack", "x".repeat(30_000), "E_ANSWER_LENGTH"},
        };
        for (String[] one : wrong) {
            Json.Obj error = server.refused("action", "answer", "question", one[0], "response", one[1]);
            assertThat(message(error))
                    .as(one[0] + " " + error)
                    .contains(one[0].equals("nonsense") ? "nonsense" : one[0]);
        }
        assertThat(code(server.refused("action", "answer", "question", "project_name", "response", Json.parse("[1]"))))
                .startsWith("E_ANSWER");
        assertThat(asked(server.ok("action", "answer", "response", "Clinic portal")))
                .isEqualTo("project_type");
        Json.Obj range = server.refused("action", "answer", "question", "user_stories_count", "response", 21);
        assertThat(code(range)).isEqualTo("E_GUIDE_STAGE");
    }

    @Test
    void namesThatLeadOutOfTheProjectAreUnknownSessions() {
        GuideServer server = GuideServer.on(folder);
        Json.Obj unused = server.ok("action", "start");
        for (String name : new String[] {"../../etc", "002", "specs/../..", "x".repeat(300), ""}) {
            assertThat(code(server.refused("action", "answer", "session", name, "response", "x")))
                    .as(name)
                    .isEqualTo("E_SESSION");
        }
        assertThat(code(server.refused("action", "start", "project_path", "/"))).isEqualTo("E_PROJECT");
        assertThat(code(server.refused("action", "start", "project_path", 7))).startsWith("E_ARG");
        assertThat(code(server.refused("action", "start", "scenario", "bugfix")))
                .isEqualTo("E_SCENARIO");
        assertThat(message(server.refused("action", "start", "scenario", "bugfix")))
                .contains("bug-fix");
        assertThat(server.ok("action", "list").find("list").orElseThrow().asList())
                .hasSize(1);
    }

    @Test
    void aNameWithoutLettersOrWithMarksMakesAFolder() {
        GuideServer server = GuideServer.on(folder).with("constitution.md", "# C\n");
        String[] names = {"日本語", "Über Café", "../../evil", "a".repeat(120)};
        String[] folders = {"001-feature", "002-uber-cafe", "003-evil", "004-" + "a".repeat(48)};
        for (int i = 0; i < names.length; i++) {
            Json.Obj begun = server.ok("action", "start", "description", "feature number " + i);
            String session = begun.text("session").orElseThrow();
            Json.Obj unused = server.ok(
                    "action",
                    "answer",
                    "session",
                    session,
                    "answers",
                    Json.parse("{\"use_existing_constitution\": true}"));
            unused = server.ok("action", "skip", "session", session);
            unused =
                    server.ok("action", "answer", "session", session, "question", "feature_name", "response", names[i]);
            unused = server.answerAll(server.ok("action", "status", "session", session));
            assertThat(folder.resolve("specs/" + folders[i] + "/spec.md")).exists();
        }
    }

    @Test
    void backGoesToTheQuestionBefore() {
        GuideServer server = GuideServer.on(folder);
        Json.Obj unused = server.ok("action", "start");
        unused = server.ok("action", "answer", "response", "Clinic portal");
        assertThat(asked(server.ok("action", "back"))).isEqualTo("project_name");
        unused = server.ok("action", "answer", "response", "Ward portal");
        assertThat(asked(server.ok("action", "status"))).isEqualTo("project_type");
        for (String topic : new String[] {"project", "The project"}) {
            assertThat(server.ok("action", "review", "topic", topic).toString()).contains("Ward portal");
        }
        assertThat(message(server.refused("action", "review", "topic", "nonsense")))
                .contains("project (The project)");
    }

    @Test
    void aCancelledSessionKeepsEverythingAndIsResumed() {
        GuideServer server = GuideServer.on(folder);
        Json.Obj unused = server.ok("action", "start");
        unused = server.ok("action", "answer", "response", "Clinic portal");
        assertThat(server.ok("action", "cancel").find("question")).isEmpty();
        assertThat(code(server.refused("action", "answer", "session", "001", "response", "api")))
                .isEqualTo("E_GUIDE_CANCELLED");
        assertThat(asked(server.ok("action", "resume", "session", "001"))).isEqualTo("project_type");
    }

    @Test
    void anEditOfAWrittenStageWritesItAgain() {
        GuideServer server = GuideServer.on(folder);
        Json.Obj unused = server.answerAll(server.ok("action", "start"));
        Json.Obj edited = server.ok(
                "action", "edit", "session", "001", "question", "problem_statement", "response", "Another problem");
        assertThat(edited.find("documents").orElseThrow().toString()).contains("spec.md", "kept");
        assertThat(edited.find("completed")).contains(Json.of(true));
        assertThat(code(server.refused(
                        "action", "edit", "session", "001", "question", "user_stories_count", "response", 21)))
                .isEqualTo("E_ANSWER_RANGE");
    }

    @Test
    void aCountThatIsRaisedAfterwardsNamesWhatIsOpenNow() {
        GuideServer server = GuideServer.on(folder);
        Json.Obj unused = server.answerAll(server.ok("action", "start", "scenario", "new-project"));
        Json.Obj raised =
                server.ok("action", "edit", "session", "001", "question", "user_stories_count", "response", 3);
        Json.Obj status = server.ok("action", "status", "session", "001");
        for (Json.Obj answer : List.of(raised, status)) {
            assertThat(GuideServer.message(answer))
                    .contains("still open", "persona.3", "want.3", "acceptance_criteria.3", "action edit");
        }
        Json answers = Json.parse("{\"persona.3\": \"a clerk\", \"want.3\": \"see all parcels\","
                + " \"acceptance_criteria.3\": [\"all are listed\"]}");
        String closed = GuideServer.message(server.ok("action", "edit", "session", "001", "answers", answers));
        assertThat(closed).doesNotContain("persona.3");
    }

    @Test
    void aBudgetAsksTheImportantAndAssumesTheRest() {
        GuideServer server = GuideServer.on(folder);
        Json.Obj at = server.ok("action", "start", "budget", 6, "description", "People cannot log in");
        int asked = 0;
        while (at.find("question").isPresent()) {
            Json.Obj question = at.find("question").orElseThrow().asObject();
            at = server.ok("action", "answer", "response", Answering.to(question));
            asked++;
        }
        assertThat(asked).isEqualTo(6);
        assertThat(at.find("completed")).contains(Json.of(true));
        assertThat(server.read("specs/.specify/memory/constitution.md")).contains("\"assumed\":true");
    }

    @Test
    void decidedAnswersAreAssumptionsWithTheirSource() {
        GuideServer server = GuideServer.on(folder).with("pom.xml", "<project/>");
        Json.Obj unused = server.ok("action", "start");
        unused = server.ok("action", "decide");
        Json.Obj review = server.ok("action", "review", "topic", "project");
        assertThat(review.toString()).contains("assumed");
        Json.Obj stack = server.ok("action", "decide", "question", "existing_tech_stack");
        assertThat(stack.toString()).contains("existing_tech_stack");
    }

    @Test
    void theBuildFileOfNodeNamesWhatRuns() {
        GuideServer server = GuideServer.on(folder)
                .with("package.json", "{\"engines\":{\"node\":\">=18\"},\"dependencies\":{\"express\":\"^4.18\"}}");
        assertThat(FeatureGuide.facts(server.project.workflow().project(), server.project.state())
                        .toString())
                .contains("JavaScript, npm, Node >=18, express ^4.18");
        GuideServer half = server.with("package.json", "{\"dependencies\":");
        assertThat(FeatureGuide.facts(half.project.workflow().project(), half.project.state())
                        .toString())
                .contains("JavaScript, npm");
    }

    @Test
    void aBrokenTemplateLosesNothing() {
        boolean[] broken = {true};
        GuideServer server = new GuideServer(folder, StateManager.inMemory(), (project, answers, stage, cause) -> {
            if (broken[0] && stage.equals("constitution")) {
                throw new SpecDrivenException("E_TEMPLATE", "constitution.md: line 3 has an open mark.");
            }
            return GuideServer.write(project, answers, stage, cause);
        });
        Json.Obj at = server.ok("action", "start");
        Json.Obj error = Json.Obj.EMPTY;
        while (error.size() == 0) {
            Json.Obj question = at.find("question").orElseThrow().asObject();
            boolean isLast = question.text("id").equals(Optional.of("deployment_environment"));
            Object[] arguments = {"action", "answer", "response", Answering.to(question)};
            if (isLast) {
                error = server.refused(arguments);
            } else {
                at = server.ok(arguments);
            }
        }
        assertThat(code(error)).isEqualTo("E_TEMPLATE");
        assertThat(message(error)).contains("Everything that was answered is kept", "line 3");
        broken[0] = false;
        assertThat(asked(server.ok("action", "resume"))).isEqualTo("feature_name");
        assertThat(folder.resolve("specs/.specify/memory/constitution.md")).exists();
    }

    @Test
    void whatIsNextIsTheOpenInterview() {
        GuideServer server = GuideServer.on(folder);
        Json.Obj unused = server.ok("action", "start", "description", "A calendar");
        String next = server.server()
                .call("get_next_steps", Json.Obj.EMPTY)
                .structured()
                .toString();
        assertThat(next).contains("Go on with the interview about 001, A calendar", "It has no specification yet.");
        unused = server.ok("action", "cancel");
        assertThat(server.server()
                        .call("get_next_steps", Json.Obj.EMPTY)
                        .structured()
                        .toString())
                .doesNotContain("Go on with");
    }
}
