package io.workfloworchestrator.specdriven.guide;

import static io.workfloworchestrator.specdriven.guide.GuideServer.asked;
import static io.workfloworchestrator.specdriven.guide.GuideServer.code;
import static io.workfloworchestrator.specdriven.guide.GuideServer.message;
import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.specdriven.SpecDrivenServer;
import io.workfloworchestrator.state.Cause;
import io.workfloworchestrator.workflow.Item;
import io.workfloworchestrator.workflow.Workflow;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a goal brings along: drafts, and a hand-off that is taken. */
class GoalContextTest {
    private static final Cause CAUSE = Cause.of("ana", "planned");

    /** The planning of another server, as far as its title is read here. */
    private static final String PLANNING = """
            workflow: planning
            version: 1
            phases:
              - id: work
                steps:
                  - {id: plan, title: Plan}
            """;

    @TempDir
    private Path folder;

    private GuideServer server() {
        return GuideServer.on(folder).with("constitution.md", "# Constitution\n");
    }

    private static Json.Obj specification(GuideServer server) {
        return server.ok(
                "action",
                "answer",
                "answers",
                Json.parse("{\"use_existing_constitution\": true, \"additional_constraints\": \"none\"}"));
    }

    @Test
    void aWholeGoalDraftsWhatItSays() {
        GuideServer server = server();
        Json.Obj first = server.ok("action", "start", "goal_context", Json.parse("""
                {"goalId": "G-01", "goalName": "Log in with a code", "goalDescription": "Passwords are forgotten.",
                 "impactScore": "High", "effortScore": "Low", "tier": "Now", "measures": ["90 % log in within 10 s"]}
                """));
        assertThat(message(first))
                .contains("G-01", "impact High, effort Low, tier Now")
                .doesNotContain("undefined");
        Json.Obj name = specification(server);
        assertThat(asked(name)).isEqualTo("feature_name");
        assertThat(name.at("question", "said", "value")).contains(Json.of("Log in with a code"));
        assertThat(name.at("question", "said", "because").toString()).contains("G-01");
        Json.Obj confirmed = server.ok("action", "confirm");
        assertThat(confirmed.find("taken").orElseThrow().toString())
                .contains("feature_name", "problem_statement", "success_criteria");
        assertThat(asked(confirmed)).isEqualTo("proposed_solution");
    }

    @Test
    void onlyAnAmountAnswersHowMuchWorkItIs() {
        String nothing = "Nothing in the words says more or less than usual.";
        assertThat(effort("{\"effortReasoning\": \"" + nothing + "\"}")).isEmpty();
        assertThat(effort("{\"effortReasoning\": \"" + nothing + "\", \"timeEstimate\": \"2 weeks\"}"))
                .contains(Json.of("2 weeks"));
        assertThat(effort("{\"effortReasoning\": \"By a time of 3 person-days.\"}"))
                .contains(Json.of("By a time of 3 person-days."));
    }

    private static Optional<Json> effort(String goal) {
        return Optional.ofNullable(
                new GoalGiven(Json.parse(goal).asObject()).answers().get("estimated_effort"));
    }

    @Test
    void theTitleOfThePlanningIsRecommendedAsTheNameOfTheProject() {
        GuideServer server = GuideServer.on(folder).with(".ai-planning/definitions/planning.yaml", PLANNING);
        var unused = Workflow.of(server.project.workflow().project(), "planning/main", server.state)
                .open()
                .initialize("Tea shop", CAUSE);
        Json.Obj first = server.ok("action", "start");
        assertThat(asked(first)).isEqualTo("project_name");
        assertThat(first.at("question", "recommendation", "value")).contains(Json.of("Tea shop"));
        assertThat(first.at("question", "recommendation", "because")).contains(Json.of("the title of the planning"));
    }

    @Test
    void theShortFormIsUnderstoodToo() {
        GuideServer server = server();
        Json.Obj first = server.ok(
                "action",
                "start",
                "description",
                "Log in with a code",
                "goal_context",
                Json.parse("{\"impact\": 8, \"effort\": \"Low\", \"tier\": \"Now\"}"));
        assertThat(message(first)).contains("impact 8, effort Low, tier Now").doesNotContain("undefined");
        Json.Obj name = specification(server);
        assertThat(name.at("question", "recommendation", "value")).contains(Json.of("Log in with a code"));
        Json.Obj problem = server.ok("action", "answer", "response", "Codes");
        assertThat(problem.at("question", "said", "value")).contains(Json.of("Log in with a code"));
    }

    @Test
    void aGoalThatIsNoObjectIsRefused() {
        GuideServer server = server();
        Json.Obj error = server.refused("action", "start", "goal_context", "G-01");
        assertThat(message(error)).contains("goal_context");
        assertThat(server.ok("action", "list").find("list").orElseThrow().asList())
                .isEmpty();
    }

    @Test
    void theHandoffIsTakenInTheCommitInWhichTheFeatureBegins() {
        GuideServer server = server().with(".ai-planning/definitions/planning.yaml", """
                workflow: planning
                version: 1
                title: Planning
                items:
                  handoff:
                    title: hand-off
                    number: H-00
                    fields:
                      title: {type: string, required: true}
                      goal: string
                      context: {type: map, default: {}}
                      answer: string
                    status: {values: [open, taken, done], first: open, final: [done]}
                    moves:
                      - {id: take, from: open, to: taken, hint: Begin it.}
                      - {id: finish, from: taken, to: done, hint: Say what came of it.}
                phases:
                  - {id: one, title: One, steps: [{id: a, title: A}]}
                """);
        Workflow<Json> planning = Workflow.of(server.project.workflow().project(), "planning/main", server.state)
                .open();
        var unused = planning.initialize("Planning", CAUSE);
        assertThat(code(server.refused("action", "start", "handoff", "H-01"))).isEqualTo("E_HANDOFF");
        Item handoff = planning.items()
                .add("handoff", Json.parse("""
                        {"title": "Specify G-01", "goal": "g-1",
                         "context": {"goalId": "G-01", "goalName": "Log in with a code"}}
                        """).asObject(), CAUSE)
                .items()
                .get(0);
        Json.Obj begun =
                server.ok("action", "start", "goal_context", Json.parse("{\"handoffId\": \"" + handoff.id() + "\"}"));
        assertThat(message(begun)).contains("Feature 001 is begun", "G-01");
        assertThat(planning.now()
                        .state()
                        .value()
                        .item(handoff.id())
                        .orElseThrow()
                        .status())
                .isEqualTo("taken");
        long commits = server.state.history(20).stream()
                .filter(commit ->
                        commit.keys().contains("planning/main") && commit.keys().contains(SpecDrivenServer.FEATURES))
                .count();
        assertThat(commits).isEqualTo(1);
        assertThat(message(server.ok("action", "start", "handoff", "H-01"))).contains("was begun before");
    }
}
