package io.workfloworchestrator.projectmanagement;

import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.mcp.WorkflowMcpServer;
import io.workfloworchestrator.state.Cause;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Who did what, what others did meanwhile, and taking it back. */
class ProjectHistoryToolsTest extends PlanningProject {
    @Test
    void theHistorySaysOnceWhatWasFoundOnDisk() throws IOException {
        begin();
        Files.createDirectories(project.resolve("01-planning"));
        Files.writeString(project.resolve("01-planning/CONSTITUTION.md"), "We sell what we would buy. ".repeat(12));
        Json.Obj unused = call("get_next_steps");
        String reason = call("get_history")
                .at("commits", "0", "reason")
                .flatMap(Json::asText)
                .orElseThrow();
        assertThat(reason)
                .startsWith("step \"generate-constitution\" is complete: facts.constitution.textSize = ")
                .containsOnlyOnce("generate-constitution");
    }

    @Test
    void undoTakesBackTheNewestAndHistoryShowsBoth() {
        begin();
        ok(server.call("complete_step", arguments(Map.of("step", Json.of("validate-deliverables")))));
        Json.Obj undone = call("undo");
        assertThat(undone.get("changed")).isEqualTo(Json.of(true));
        assertThat(undone.get("undone")).isEqualTo(Json.of(2));
        Json.Obj history = call("get_history");
        assertThat(history.find("commits").orElseThrow().asList()).hasSize(3);
        Json.Obj older = ok(server.call("get_history", arguments(Map.of("limit", Json.of(1), "before", Json.of(3)))));
        assertThat(older.at("commits", "0", "revision")).contains(Json.of(2));
    }

    @Test
    void aSecondClientLearnsOfTheFirstOnesWorkOnItsNextCall() {
        begin();
        WorkflowMcpServer second = another();
        ok(second.call("get_project_status", Json.Obj.EMPTY));
        ok(server.call(
                "complete_step",
                arguments(Map.of("step", Json.of("validate-deliverables"), "reason", Json.of("all shops visited")))));
        Json.Obj told = ok(second.call("get_project_status", Json.Obj.EMPTY));
        assertThat(told.find("changes").orElseThrow().asList())
                .singleElement()
                .satisfies(line -> assertThat(line.toString()).contains("all shops visited"));
        assertThat(ok(second.call("get_project_status", Json.Obj.EMPTY))
                        .find("changes")
                        .map(Json::asList)
                        .orElse(List.of()))
                .isEmpty();
        assertThat(call("get_project_status").find("changes").map(Json::asList).orElse(List.of()))
                .as("one's own commits are no news")
                .isEmpty();
    }

    @Test
    void aClientThatSaysWhatItKnowsIsToldWhatHappenedSince() {
        begin();
        ok(server.call(
                "complete_step",
                arguments(Map.of("step", Json.of("validate-deliverables"), "reason", Json.of("all shops visited")))));
        for (String tool : List.of("get_next_steps", "get_project_status")) {
            WorkflowMcpServer fresh = another();
            Json.Obj told = ok(fresh.call(tool, arguments(Map.of("since", Json.of(1)))));
            assertThat(told.at("changes").orElseThrow().asList())
                    .singleElement()
                    .satisfies(line -> assertThat(line.toString())
                            .contains("2 ", "completed step", "validate-deliverables", "all shops visited"));
            assertThat(ok(fresh.call(tool, arguments(Map.of("since", Json.of(2)))))
                            .at("changes")
                            .map(Json::asList)
                            .orElse(List.of()))
                    .isEmpty();
        }
    }

    @Test
    void allAnswersOfOneStateTellTheSameRevision() {
        begin();
        state.create(io.workfloworchestrator.state.StateKey.json("note/other"), Json.of(1), Cause.of("me", "a trial"));
        Json revision = Json.of(2);
        assertThat(call("get_next_steps").get("revision")).isEqualTo(revision);
        assertThat(call("get_project_status").get("revision")).isEqualTo(revision);
        assertThat(call("advance_workflow_phase").get("revision")).isEqualTo(revision);
        assertThat(call("get_history").get("revision")).isEqualTo(revision);
        assertThat(call("initialize_project_orchestration").get("revision")).isEqualTo(revision);
        assertThat(ok(server.call("explain", arguments(Map.of("id", Json.of("advance")))))
                        .get("revision"))
                .isEqualTo(revision);
        assertThat(ok(server.call("simulate", arguments(Map.of("assume", Json.Obj.EMPTY))))
                        .get("revision"))
                .isEqualTo(revision);
        Json.Obj jumped = ok(server.call(
                "advance_workflow_phase",
                arguments(Map.of(
                        "skipValidation", Json.of(true),
                        "targetPhase", Json.of("execution"),
                        "reason", Json.of("a trial")))));
        assertThat(jumped.text("previousPhase")).contains("initialization");
        assertThat(jumped.get("revision")).isEqualTo(Json.of(3));
    }

    @Test
    void theHistorySaysWhichClientDidWhatAndWhy() {
        begin();
        Json.Obj step = arguments(Map.of("step", Json.of("validate-deliverables")));
        ok(server.call("complete_step", step.with("reason", Json.of("all shops visited"))));
        Cause cause = state.history(1).get(0).cause();
        assertThat(cause.actor()).endsWith("(complete_step)");
        assertThat(cause.reason()).isEqualTo("completed step \"validate-deliverables\": all shops visited");
        assertThat(call("undo").text("message").orElse("")).startsWith("Took back revision 2: completed step");
        assertThat(call("undo").text("message").orElse("")).startsWith("Brought back revision 2: completed step");
        assertThat(state.history(1).get(0).cause().reason()).startsWith("redo revision 2 (completed step");
    }

    @Test
    void whatWasFoundOnDiskIsNotTakenBack() throws IOException {
        begin();
        Files.createDirectories(project.resolve("01-planning"));
        Files.writeString(project.resolve("01-planning/CONSTITUTION.md"), "We sell what we would buy. ".repeat(12));
        call("get_next_steps");
        Json.Obj refused = error(server.call("undo", Json.Obj.EMPTY));
        assertThat(refused.text("code")).contains("E_UNDO_DETECTED");
        assertThat(refused.text("message").orElse("")).contains("01-planning/CONSTITUTION.md");
    }

    @Test
    void aBareUndoTakesAGoalBackThoughAStepWasDetectedBecauseOfIt() {
        begin();
        ok(server.call("create_potential_goal", arguments(Map.of("goalName", Json.of("Solo goal")))));
        call("get_next_steps");
        assertThat(state.history(1).get(0).cause().actor()).isEqualTo("detected in state");
        assertThat(call("undo").text("message").orElse(""))
                .startsWith("Took back revision")
                .contains("Solo goal");
    }

    @Test
    void historySinceARevisionIsWhatChangedAndPagesBackwards() {
        begin();
        for (String action : List.of("complete", "reopen", "complete")) {
            ok(server.call(
                    "complete_step",
                    arguments(Map.of("step", Json.of("validate-deliverables"), "action", Json.of(action)))));
        }
        Json.Obj since = ok(server.call("get_history", arguments(Map.of("since", Json.of(2)))));
        assertThat(revisions(since)).containsExactly(4L, 3L);
        assertThat(since.find("before")).isEmpty();
        Json.Obj first = ok(server.call("get_history", arguments(Map.of("since", Json.of(1), "limit", Json.of(2)))));
        assertThat(revisions(first)).containsExactly(4L, 3L);
        Json.Obj rest = ok(server.call(
                "get_history",
                arguments(Map.of(
                        "since", Json.of(1), "before", first.find("before").orElseThrow()))));
        assertThat(revisions(rest)).containsExactly(2L);
    }

    private static List<Long> revisions(Json.Obj history) {
        return history.find("commits").orElseThrow().asList().stream()
                .map(commit -> commit.asObject().find("revision").orElseThrow())
                .map(revision -> Long.valueOf(revision.toString()))
                .toList();
    }
}
