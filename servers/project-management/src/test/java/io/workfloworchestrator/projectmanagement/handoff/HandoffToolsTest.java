package io.workfloworchestrator.projectmanagement.handoff;

import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.definition.WorkflowDefinition;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.projectmanagement.PlanningFixture;
import io.workfloworchestrator.projectmanagement.handoff.protocol.HandoffType;
import io.workfloworchestrator.state.Cause;
import io.workfloworchestrator.state.Revision;
import io.workfloworchestrator.workflow.Item;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HandoffToolsTest {
    private static final String SPEC = HandoffTools.SPEC;
    private static final String TASKS = HandoffTools.TASKS;

    @TempDir
    private Path folder;

    private PlanningFixture planning;

    @BeforeEach
    void begin() {
        planning = PlanningFixture.begun(folder, (context, clock) -> HandoffTools.of(context));
    }

    @AfterEach
    void close() {
        planning.close();
    }

    private static Json at(Json answer, String... path) {
        return answer.at(path).orElseThrow(() -> new AssertionError(String.join(".", path) + " in " + answer));
    }

    @Test
    void theReceiverGetsTheWholeGoalInTheShapeThatItReads() {
        Item unused = planning.selected(
                "Invoices as PDF",
                "description",
                "Customers get a file that they can print.",
                "tier",
                "Next",
                "priority",
                "High",
                "owner",
                "ana",
                "problem",
                "They copy from the screen.");

        Json call = at(planning.call(SPEC, "{'goalId': '01'}"), "handoffs", "0", "suggestedToolCall");

        assertThat(call.at("tool")).contains(Json.of("sdd_guide"));
        Json params = at(call, "params");
        assertThat(params.at("action")).contains(Json.of("start"));
        assertThat(params.at("project_path"))
                .contains(Json.of(planning.workflow().project().root().toString()));
        assertThat(params.at("description")).contains(Json.of("Customers get a file that they can print."));
        Json.Obj goal = at(params, "goal_context").asObject();
        assertThat(goal.text("goalId")).contains("G-01");
        assertThat(goal.text("goalName")).contains("Invoices as PDF");
        assertThat(goal.text("goalDescription")).contains("Customers get a file that they can print.");
        assertThat(goal.text("impactScore")).contains("High");
        assertThat(goal.text("effortScore")).contains("Low");
        assertThat(goal.text("tier")).contains("Next");
        assertThat(goal.text("priority")).contains("High");
        assertThat(goal.text("owner")).contains("ana");
        assertThat(goal.text("problem")).contains("They copy from the screen.");
        assertThat(goal.text("handoffId")).isPresent();
    }

    @Test
    void theHandoffAndTheMoveOfItsGoalAreOneCommit() {
        Item goal = planning.selected("Invoices");
        planning.workflow().sync();
        long before = planning.revision();

        Json answer = planning.call(SPEC, "{'goalId': 'G-01'}");

        assertThat(planning.revision()).isEqualTo(before + 1);
        assertThat(planning.now(goal).status()).isEqualTo("planning");
        Item item = planning.workflow().items().named("H-01");
        Handoff handoff = Handoff.of(item);
        assertThat(handoff.goal()).isEqualTo(goal.id());
        assertThat(handoff.to()).isEqualTo(HandoffType.Server.SPEC_DRIVEN);
        assertThat(handoff.status()).isEqualTo(Handoff.Status.OPEN);
        assertThat(answer.at("waiting", "0").flatMap(Json::asText))
                .contains("H-01 (Invoices): ai-planning waits for spec-driven, open");

        planning.state().takeBack(Revision.of(before + 1), Cause.of("ana", "too early"));
        assertThat(planning.now(goal).status()).isEqualTo("not-started");
        assertThat(planning.call(SPEC, "{}").at("waiting")).contains(Json.array(List.of()));
    }

    @Test
    void askingAgainAnswersTheHandoffThatThereIs() {
        planning.selected("Invoices");
        Json first = planning.call(SPEC, "{'goalId': 'G-01'}");
        long revision = planning.revision();

        Json again = planning.call(SPEC, "{'goalId': 'G-01'}");

        assertThat(planning.revision()).isEqualTo(revision);
        assertThat(again.at("handoffs")).isEqualTo(first.at("handoffs"));
    }

    @Test
    void namesAreLiteral() {
        planning.selected("Invoices");
        planning.selected("Login");
        long revision = planning.revision();
        for (String name : List.of("\\\\d+", "(x", "G-.*", ".", "$&", "0.", "G-0")) {
            Json.Obj error = planning.refused(SPEC, "{'goalId': '" + name + "'}");
            assertThat(error.text("code")).as(name).contains("E_GOAL");
        }
        assertThat(planning.revision()).isEqualTo(revision);
        assertThat(planning.refused(SPEC, "{'goalId': 'Lgoin'}").text("message").orElse(""))
                .contains("Did you mean \"login\"?");
    }

    @Test
    void aGoalIsNamedByNumberIdBeginningOrName() {
        Item goal = planning.selected("Invoices");
        for (String name :
                List.of("G-01", "g-01", "01", "1", goal.id(), goal.id().substring(0, 5), "invoices")) {
            assertThat(planning.call(SPEC, "{'goalId': '" + name + "'}").at("handoffs", "0", "goalId"))
                    .as(name)
                    .contains(Json.of("G-01"));
        }
    }

    @Test
    void aBatchPassesOnWhatCanBeAndNamesTheRest() {
        planning.selected("Invoices");
        planning.potential("Reports");
        Item login = planning.selected("Login", "owner", "ben");
        planning.edit(login, Json.Obj.EMPTY.with("blockers", Json.of("no server")));
        planning.move(login, "block");
        planning.workflow().sync();
        long before = planning.revision();

        Json answer = planning.call(SPEC, "{'goalIds': ['G-01', 'G-02', 'G-03']}");

        assertThat(planning.revision()).isEqualTo(before + 1);
        assertThat(at(answer, "handoffs").asList()).hasSize(1);
        assertThat(at(answer, "blocked", "0", "why")).isEqualTo(Json.of("it is not selected"));
        assertThat(at(answer, "blocked", "0", "call", "tool")).isEqualTo(Json.of("promote_to_selected"));
        assertThat(at(answer, "blocked", "0", "call", "params", "potentialGoalFile"))
                .isEqualTo(Json.of("G-02"));
        assertThat(at(answer, "blocked", "1", "why")).isEqualTo(Json.of("it is blocked: no server"));
        assertThat(at(answer, "blocked", "1", "who")).isEqualTo(Json.of("ben"));
        assertThat(at(answer, "blocked", "1", "call", "params", "status")).isEqualTo(Json.of("In Progress"));
    }

    @Test
    void aGoalThatNeedsAnotherNamesWhoHasToAct() {
        Item login = planning.selected("Login", "owner", "ben");
        Item shop = planning.selected("Shop");
        planning.edit(shop, Json.Obj.EMPTY.with("needs", Json.strings(List.of(login.id()))));

        Json blocked = at(planning.call(SPEC, "{'goalId': 'Shop'}"), "blocked", "0");

        assertThat(at(blocked, "why").asText().orElse("")).contains("Login").contains("G-01");
        assertThat(at(blocked, "who")).isEqualTo(Json.of("ben"));
        assertThat(at(blocked, "call", "params", "goalId")).isEqualTo(Json.of("G-01"));

        planning.move(login, "start", "complete");
        assertThat(at(planning.call(SPEC, "{'goalId': 'Shop'}"), "handoffs").asList())
                .hasSize(1);
    }

    @Test
    void withoutTasksTheWayToThemIsNamed() {
        planning.selected("Invoices");
        Json first = at(planning.call(TASKS, "{'goalId': 'G-01'}"), "blocked", "0");
        assertThat(at(first, "call", "tool")).isEqualTo(Json.of(SPEC));

        planning.call(SPEC, "{'goalId': 'G-01'}");
        Json second = at(planning.call(TASKS, "{'goalId': 'G-01'}"), "blocked", "0");
        assertThat(at(second, "who")).isEqualTo(Json.of("spec-driven"));
        assertThat(at(second, "call", "tool")).isEqualTo(Json.of("sdd_guide"));
        assertThat(at(second, "why").asText().orElse("")).contains("H-01").contains("specs");
    }

    @Test
    void theTasksOfASpecificationArePassedOnAsTheTaskServerTakesThem() throws IOException {
        planning.write("specs/001-invoices/tasks.md", """
                # Tasks: Invoices

                ## Phase 1

                - [x] T001 Choose the library
                - [ ] T002 Render one page (depends on T001) (2h)
                - [ ] T003 Print it (3h)

                ```
                - [ ] T900 an example
                ```

                ### Later

                1. T004 Send it by mail (depends on T002, T003) [hours:: 1]
                """);
        planning.write("planning/CONSTITUTION.md", """
                # Constitution

                We keep to HIPAA.

                ## Constraints

                - Runs in the browser
                """);
        planning.selected("Invoices");
        Item goal = planning.workflow().items().named("G-01");

        Json one = at(planning.call(TASKS, "{'goalId': 'G-01'}"), "handoffs", "0");

        assertThat(at(one, "suggestedToolCall", "tool")).isEqualTo(Json.of("create_workflow"));
        Json params = at(one, "suggestedToolCall", "params");
        assertThat(at(params, "name")).isEqualTo(Json.of("goal-01-implementation"));
        assertThat(at(params, "tasks")).isEqualTo(Json.parse("""
                        [{"id": "T002", "description": "Render one page", "estimatedHours": 2},
                         {"id": "T003", "description": "Print it", "estimatedHours": 3},
                         {"id": "T004", "description": "Send it by mail", "estimatedHours": 1, "dependsOn": ["T002", "T003"]}]
                        """));
        assertThat(at(params, "constraints")).isEqualTo(Json.strings(List.of("Runs in the browser")));
        assertThat(at(params, "context", "phiHandling")).isEqualTo(Json.of(true));
        assertThat(at(params, "context", "category")).isEqualTo(Json.of("feature"));
        assertThat(at(one, "parallelizationAnalysis", "estimatedSpeedup")).isEqualTo(Json.of(1.5));
        assertThat(at(one, "source")).isEqualTo(Json.of("specs/001-invoices/tasks.md"));
        assertThat(planning.now(goal).status()).isEqualTo("not-started");
    }

    @Test
    void aProjectWithoutHealthDataSaysSo() throws IOException {
        planning.write("planning/CONSTITUTION.md", "# Constitution\n\nWe never store PHI.\n");
        planning.write("specs/001-fix-login/tasks.md", "- [ ] Find the cause of it\n");
        planning.selected("Fix login");

        Json context = at(
                planning.call(TASKS, "{'goalId': 'G-01'}"), "handoffs", "0", "suggestedToolCall", "params", "context");

        assertThat(at(context, "phiHandling")).isEqualTo(Json.of(false));
        assertThat(at(context, "category")).isEqualTo(Json.of("bug-fix"));
    }

    @Test
    void aSpecificationOutsideOfTheProjectIsNotRead() throws IOException {
        Item goal = planning.selected("Invoices");
        planning.edit(goal, Json.Obj.EMPTY.with("spec", Json.of("../elsewhere")));

        Json.Obj error = planning.refused(TASKS, "{'goalId': 'G-01'}");

        assertThat(error.text("code")).contains("E_PATH_TRAVERSAL");
    }

    @Test
    void longTextsStayWithinTheAnswerAndWholeInTheHandoff() {
        String text = "A long story. ".repeat(2_000);
        for (int i = 1; i <= 8; i++) {
            planning.selected("Goal number " + i, "description", text);
        }

        Json answer = planning.call(SPEC, "{'goalIds': ['1', '2', '3', '4', '5', '6', '7', '8']}");

        assertThat(at(answer, "handoffs").asList()).hasSize(8);
        assertThat(answer.toString().length()).isLessThan(20_000);
        assertThat(Handoff.of(planning.workflow().items().named("H-08"))
                        .context()
                        .goalDescription())
                .isEqualTo(text);
    }

    @Test
    void aPlanningWithoutGoalsIsToldSo(@TempDir Path other) throws IOException {
        Path own = other.resolve(".ai-planning/workflows/older.yaml");
        Files.createDirectories(own.getParent());
        Files.writeString(own, "workflow: older\nversion: 1\ntitle: Older\nphases:\n  - {id: only, title: Only}\n");
        WorkflowDefinition older = WorkflowDefinition.load(own);
        try (PlanningFixture old = PlanningFixture.begun(other, older, (context, clock) -> HandoffTools.of(context))) {
            Json.Obj error = old.refused(SPEC, "{}");
            assertThat(error.text("code")).contains("E_PLANNING_OLDER");
            assertThat(error.text("message").orElse("")).contains("older version 1", "Nothing was changed");
        }
    }

    @Test
    void manyWhoPassTheSameGoalsOnMakeOneHandoffOfEach() throws Exception {
        for (int i = 1; i <= 5; i++) {
            planning.selected("Goal number " + i);
        }
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<?>> calls = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                String goal = String.valueOf(i % 5 + 1);
                calls.add(threads.submit(() -> planning.call(SPEC, "{'goalId': '" + goal + "'}")));
            }
            for (Future<?> call : calls) {
                assertThat(call.get()).isNotNull();
            }
        } finally {
            threads.shutdown();
        }

        List<Handoff> waiting = Handoff.waiting(planning.workflow().now());
        assertThat(waiting).hasSize(5);
        assertThat(waiting).extracting(Handoff::goal).doesNotHaveDuplicates();
        assertThat(waiting).extracting(handoff -> handoff.number().orElse("")).doesNotHaveDuplicates();
    }
}
