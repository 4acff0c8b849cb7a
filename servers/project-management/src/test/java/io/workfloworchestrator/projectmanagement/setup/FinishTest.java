package io.workfloworchestrator.projectmanagement.setup;

import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.definition.WorkflowDefinition;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.state.Cause;
import io.workfloworchestrator.state.Revision;
import io.workfloworchestrator.workflow.Item;
import io.workfloworchestrator.workflow.WorkflowState;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The end of the set-up: checked first, in one commit, and only once. */
class FinishTest {
    @TempDir
    private Path folder;

    /** A set-up in which everything that must be known is answered. */
    private static SetupServer answered(Path folder, String definition) {
        return answered(SetupServer.begun(folder, definition), Map.of());
    }

    private static SetupServer answered(SetupServer server, Map<String, Json> more) {
        Json.Obj unused = server.ok(
                "start_project_setup",
                Map.of(
                        "projectName",
                        Json.of("Clinic portal"),
                        "projectType",
                        Json.of("software"),
                        "constitutionMode",
                        Json.of("deep")));
        Map<String, Json> answers = new LinkedHashMap<>();
        answers.put("problem", Json.of("Results come late."));
        answers.put("goals", Json.parse("[\"Build a portal\", \"Integrate with Epic\", \"A nice to have logo\"]"));
        answers.put("stakeholders", Json.parse("[\"50,000 patients\", \"the hospital board\"]"));
        answers.put("team", Json.parse("[\"2 developers\"]"));
        answers.put("success", Json.parse("[\"90 % of the patients use it\"]"));
        answers.putAll(more);
        unused = server.answers(answers);
        return server;
    }

    private static List<Item> goals(SetupServer server) {
        WorkflowState<?> state = server.workflow.now().state().value();
        return state.items("goal").keySet().stream()
                .flatMap(id -> state.item(id).stream())
                .sorted(Comparator.comparing((Item item) -> item.number().orElse("")))
                .toList();
    }

    private static String field(Item item, String name) {
        return item.state().text(name).orElse("");
    }

    @Test
    void nothingIsWrittenBeforeEverythingIsKnown() {
        SetupServer server = SetupServer.begun(folder, "planning");
        Json.Obj unused = server.ok("start_project_setup", Map.of("projectName", Json.of("Clinic portal")));
        long revision = server.state.head().number();
        Json.Obj error = server.refused("finalize_project_setup", Map.of());
        assertThat(error.text("code")).contains("E_SETUP_OPEN");
        assertThat(error.text("message").orElse(""))
                .contains("Nobody answered type, problem, goals, stakeholders, team, success.");
        assertThat(folder.resolve("planning")).doesNotExist();
        assertThat(server.state.head().number()).isEqualTo(revision);
    }

    @Test
    void theGoalsArePotentialGoalsWithAnEvaluation() {
        SetupServer server = answered(folder, "planning");
        Json.Obj done = server.ok("finalize_project_setup");
        assertThat(done.find("setupComplete")).contains(Json.of(true));
        assertThat(done.at("initialGoals", "created")).contains(Json.of(3));
        assertThat(done.find("documents").orElseThrow().asObject().keys())
                .containsExactlyInAnyOrder(
                        "planning/CONSTITUTION.md",
                        "planning/ROADMAP.md",
                        "planning/STAKEHOLDERS.md",
                        "planning/RESOURCES.md");
        assertThat(done.find("nextSteps").orElseThrow().asList()).isNotEmpty();
        List<Item> goals = goals(server);
        assertThat(goals)
                .extracting(Item::title)
                .containsExactly("Build a portal", "Integrate with Epic", "A nice to have logo");
        assertThat(goals).allSatisfy(goal -> assertThat(goal.status()).isEqualTo("potential"));
        assertThat(field(goals.get(1), "effort")).isEqualTo("High");
        assertThat(field(goals.get(1), "effortReasoning"))
                .startsWith("estimated by ")
                .contains("integrate");
        assertThat(field(goals.get(2), "impact")).isEqualTo("Low");
        assertThat(field(goals.get(0), "tier")).isEqualTo("Next");
        assertThat(field(goals.get(0), "context")).isEqualTo("Said in the set-up: Q-goals.");
    }

    @Test
    void finishingTwiceAddsNothing() {
        SetupServer server = answered(folder, "planning");
        Json.Obj first = server.ok("finalize_project_setup");
        Cause cause = Cause.of("ana", "thought again");
        var unused = server.workflow
                .items()
                .edit(
                        goals(server).get(0).id(),
                        Json.object(Map.of("title", Json.of("Another name"))),
                        Revision.NONE,
                        cause);
        var unusedRemoval = server.workflow.items().remove(goals(server).get(2).id(), Revision.NONE, cause);
        Json.Obj again = server.another().ok("finalize_project_setup");
        assertThat(again.text("message")).contains("The set-up was finished before; nothing was added.");
        assertThat(again.at("initialGoals", "created")).contains(Json.of(0));
        assertThat(again.find("documents").orElseThrow().toString()).doesNotContain("written");
        assertThat(goals(server)).extracting(Item::title).containsExactly("Another name", "Integrate with Epic");
        assertThat(first.find("revision")).isPresent();
    }

    @Test
    void oneUndoTakesAllOfItBack() {
        SetupServer server = answered(folder, "planning");
        long before = server.state.head().number();
        Json.Obj unused = server.ok("finalize_project_setup");
        long commits = server.state.history(50).stream()
                .filter(commit -> commit.revision().number() > before)
                .filter(commit -> commit.cause().headline().contains("finished the set-up"))
                .count();
        assertThat(commits).isEqualTo(1);
        long finished = server.state.history(50).stream()
                .filter(commit -> commit.cause().headline().contains("finished the set-up"))
                .findFirst()
                .orElseThrow()
                .revision()
                .number();
        unused = server.ok("undo", Map.of("revision", Json.of(finished)));
        assertThat(goals(server)).isEmpty();
        assertThat(server.state.find(SetupItems.SetupState.KEY)).isEmpty();
        Json.Obj again = server.ok("finalize_project_setup");
        assertThat(again.at("initialGoals", "created")).contains(Json.of(3));
    }

    @Test
    void whatAGoalNeedsComesFirstAndIsItsNeed() {
        SetupServer server = answered(
                SetupServer.begun(folder, "planning"),
                Map.of(
                        "goal_needs[Build a portal]", Json.parse("[\"Epic\"]"),
                        "goal_measure[Build a portal]", Json.parse("[\"Nobody calls\"]"),
                        "goal_impact[Build a portal]", Json.of("high"),
                        "goal_effort[Build a portal]", Json.of("very-low")));
        Json.Obj unused = server.ok("finalize_project_setup");
        List<Item> goals = goals(server);
        assertThat(goals).extracting(Item::title).startsWith("Integrate with Epic", "Build a portal");
        Item portal = goals.get(1);
        assertThat(portal.state().fields().get("needs"))
                .isEqualTo(Json.strings(List.of(goals.get(0).id())));
        assertThat(portal.state().fields().get("measures")).isEqualTo(Json.strings(List.of("Nobody calls")));
        assertThat(field(portal, "tier")).isEqualTo("Now");
        assertThat(field(portal, "context")).contains("Q-goal_measure.");
        assertThat(server.read("planning/ROADMAP.md"))
                .contains("\"Integrate with Epic\" moved up, since \"Build a portal\" needs it.");
    }

    @Test
    void aCallMayChooseAndJudgeTheGoals() {
        SetupServer server = answered(folder, "planning");
        Json.Obj named = server.ok("extract_project_goals");
        assertThat(named.at("mainGoals", "1", "id")).contains(Json.of("setup-goal-002"));
        Json.Obj done = server.ok("finalize_project_setup", Map.of("extractedGoals", Json.parse("""
                [{"id": "setup-goal-002", "name": "Integrate with Epic", "description": "d", "suggestedImpact": "High",
                  "suggestedEffort": "Very Low", "suggestedTier": "now"},
                 {"name": "Train the nurses"}]
                """)));
        assertThat(done.at("initialGoals", "created")).contains(Json.of(2));
        assertThat(goals(server)).extracting(Item::title).containsExactly("Integrate with Epic", "Train the nurses");
        assertThat(field(goals(server).get(0), "tier")).isEqualTo("Now");
        assertThat(field(goals(server).get(0), "effort")).isEqualTo("Low");
        for (String wrong : List.of(
                "[{\"suggestedTier\": \"Now\"}]",
                "[{\"name\": \"x\", \"suggestedTier\": \"Soon\"}]",
                "[{\"name\": \"x\", \"suggestedEffort\": \"huge\"}]")) {
            Json.Obj error = server.refused("generate_initial_roadmap", Map.of("extractedGoals", Json.parse(wrong)));
            assertThat(error.text("code")).contains("E_ARG_VALUE");
        }
    }

    @Test
    void goalsThatAreNearlyTheSameAreNamed() {
        SetupServer server = answered(
                SetupServer.begun(folder, "planning"),
                Map.of("goals", Json.parse("[\"Build a patient portal\", \"Build the portal for patients\"]")));
        assertThat(server.ok("extract_project_goals").text("message").orElse(""))
                .contains("Nearly the same: \"Build a patient portal\" and \"Build the portal for patients\".");
    }

    @Test
    void theFullPlanningsFirstPhaseIsCompleteByItself() {
        SetupServer server = answered(folder, "project-planning");
        Json.Obj unused = server.ok("finalize_project_setup", Map.of("createPotentialGoals", Json.of(false)));
        Json.Obj advanced = server.ok("advance_workflow_phase");
        assertThat(advanced.toString()).contains("goal-development").doesNotContain("E_");
        assertThat(server.workflow.now().state().value().phase()).isEqualTo("goal-development");
        assertThat(folder.resolve("01-planning/CONSTITUTION.md")).exists();
        assertThat(folder.resolve("03-resources-docs-assets-tools/STAKEHOLDERS.md"))
                .exists();
    }

    @Test
    void anOlderPlanningIsToldHowToComeUp() {
        WorkflowDefinition older = WorkflowDefinition.parse("older.yaml", """
                workflow: older
                version: 1
                title: Older
                phases:
                  - {id: one, title: One, steps: [{id: a, title: A}]}
                """);
        SetupServer server = answered(SetupServer.begun(folder, older), Map.of());
        long revision = server.state.head().number();
        Json.Obj error = server.refused("finalize_project_setup", Map.of());
        assertThat(error.text("code")).contains("E_PLANNING_OLDER");
        assertThat(error.text("message").orElse("")).contains("workflow definition migrate", "createPotentialGoals");
        assertThat(server.state.head().number()).isEqualTo(revision);
        Json.Obj done = server.ok("finalize_project_setup", Map.of("createPotentialGoals", Json.of(false)));
        assertThat(done.at("documents", "planning/CONSTITUTION.md")).isEqualTo(Optional.of(Json.of("written")));
    }

    @Test
    void stakeholdersAndMilestonesAreItemsWhereTheirKindsAre() {
        WorkflowDefinition wider = WorkflowDefinition.parse("wider.yaml", """
                workflow: wider
                version: 1
                title: Wider
                items:
                  goal:
                    title: goal
                    number: G-00
                    fields: {title: {type: string, required: true}, tier: string}
                    status: {values: [potential, done], first: potential, final: [done]}
                    moves: [{id: end, from: potential, to: done, hint: Do it.}]
                  stakeholder:
                    title: stakeholder
                    fields: {title: {type: string, required: true}, influence: string, strategy: string}
                    status: {values: [known, gone], first: known, final: [gone]}
                    moves: [{id: end, from: known, to: gone, hint: Do it.}]
                  milestone:
                    title: milestone
                    fields: {title: {type: string, required: true}, due: string, goals: {type: list, of: string}}
                    status: {values: [planned, reached], first: planned, final: [reached]}
                    moves: [{id: end, from: planned, to: reached, hint: Do it.}]
                phases:
                  - {id: one, title: One, steps: [{id: a, title: A}]}
                """);
        SetupServer server = answered(SetupServer.begun(folder, wider), Map.of());
        Json.Obj unused = server.ok("finalize_project_setup");
        WorkflowState<?> state = server.workflow.now().state().value();
        assertThat(state.items("stakeholder").keySet())
                .extracting(id -> field(state.item(id).orElseThrow(), "strategy"))
                .containsExactlyInAnyOrder("Keep informed", "Keep satisfied");
        assertThat(state.items("milestone").keySet()).hasSize(2).allSatisfy(id -> {
            Item milestone = state.item(id).orElseThrow();
            assertThat(field(milestone, "due")).startsWith("2026-");
            assertThat(milestone.state().fields().get("goals")).isNotEqualTo(Json.array(List.of()));
        });
        Json.Obj again = server.ok("finalize_project_setup");
        assertThat(again.text("message")).contains("The set-up was finished before; nothing was added.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"planning", "project-planning"})
    void bothPlanningsKeepStakeholdersAndMilestones(String type) {
        SetupServer server = answered(
                SetupServer.begun(folder, type),
                Map.of(
                        "goal_impact[Build a portal]", Json.of("high"),
                        "goal_effort[Build a portal]", Json.of("low"),
                        "goal_needs[Integrate with Epic]", Json.parse("[\"portal\"]")));
        Json.Obj unused = server.ok("finalize_project_setup");
        WorkflowState<?> state = server.workflow.now().state().value();
        assertThat(state.items("stakeholder").keySet())
                .extracting(id -> state.item(id).orElseThrow().title())
                .containsExactlyInAnyOrder("50,000 patients", "the hospital board");
        List<Item> milestones = state.items("milestone").keySet().stream()
                .flatMap(id -> state.item(id).stream())
                .sorted(Comparator.comparing((Item item) -> field(item, "due")))
                .toList();
        assertThat(milestones).isNotEmpty().allSatisfy(milestone -> {
            assertThat(field(milestone, "due")).startsWith("2026-");
            assertThat(milestone.number().orElse("")).startsWith("M-");
        });
        Item needing = milestones.stream()
                .filter(milestone -> milestone.title().contains("Epic"))
                .findFirst()
                .orElseThrow();
        assertThat(needing.state().fields().get("needs"))
                .isEqualTo(Json.strings(List.of(milestones.get(0).id())));
    }
}
