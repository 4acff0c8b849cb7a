package io.workfloworchestrator.taskexecutor.workflows;

import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.json.Json;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who holds a task, who goes on with it, and who comes too late. */
class TaskClaimsTest {
    @TempDir
    private Path folder;

    private TaskServer server;

    @BeforeEach
    void open() {
        server = TaskServer.on(folder);
    }

    @AfterEach
    void close() {
        server.close();
    }

    private Json.Obj take(String agent) {
        return server.ok("next_task", "workflowName", "login", "agent", agent);
    }

    @Test
    void aTokenThatNoClaimHasIsSaidToBeNoToken() {
        server.create("login", "One");
        for (String tool : List.of("complete_task", "verify_task")) {
            Json.Obj refused = server.refused(tool, "workflowName", "login", "taskId", "1", "token", -1);
            assertThat(TaskServer.code(refused)).isEqualTo("E_ARG_VALUE");
            assertThat(TaskServer.message(refused))
                    .isEqualTo("\"token\" is -1, and a token is a number above 0, which the call that claims answers."
                            + " Nothing was changed. Give that, or leave it out.");
        }
    }

    private static Json token(Json.Obj taken) {
        return taken.find("token").orElseThrow();
    }

    @Test
    void aHolderWritesWithItsTokenAndNobodyElse() {
        server.create("login", "One", "Two");
        Json.Obj ana = take("ana");
        assertThat(TaskServer.text(ana, "until")).isNotEmpty();
        Json.Obj error = server.refused("complete_task", "workflowName", "login", "taskId", "1");
        assertThat(TaskServer.code(error)).isEqualTo("E_CLAIM_HELD");
        assertThat(TaskServer.message(error)).contains("ana holds it until");
        assertThat(TaskServer.text(error, "next", "tool")).isEqualTo("next_task");
        server.ok("complete_task", "workflowName", "login", "taskId", "1", "token", token(ana));
        assertThat(TaskServer.text(
                        server.ok("get_workflow_status", "workflowName", "login", "taskId", "1"),
                        "tasks",
                        "0",
                        "more",
                        "doer"))
                .isEqualTo("ana");
    }

    @Test
    void aLateTokenIsFencedOffAfterAHandOver() {
        server.create("login", "One");
        Json old = token(take("ana"));
        Json.Obj handed = server.ok(
                "change_task",
                "workflowName",
                "login",
                "taskId",
                "1",
                "action",
                "hand-over",
                "to",
                "ben",
                "token",
                old);
        assertThat(TaskServer.code(
                        server.refused("complete_task", "workflowName", "login", "taskId", "1", "token", old)))
                .isEqualTo("E_CLAIM_TOKEN");
        server.ok("complete_task", "workflowName", "login", "taskId", "1", "token", token(handed));
    }

    @Test
    void aTaskThatWasGivenBackIsTakenByTheNext() {
        server.create("login", "One");
        Json old = token(take("ana"));
        server.ok("change_task", "workflowName", "login", "taskId", "1", "action", "renew", "token", old);
        server.ok("change_task", "workflowName", "login", "taskId", "1", "action", "release", "token", old);
        assertThat(TaskServer.text(take("ben"), "task", "id")).isEqualTo("1");
        assertThat(TaskServer.code(
                        server.refused("change_task", "workflowName", "login", "taskId", "1", "action", "take-away")))
                .isEqualTo("E_TASK_REASON");
        Object[] takeAway = {
            "workflowName", "login", "taskId", "1", "action", "take-away", "reason", "ben does not answer"
        };
        assertThat(TaskServer.text(server.ok("change_task", takeAway), "message"))
                .isEqualTo("ben no longer holds it: whoever asks next may get it.");
        assertThat(TaskServer.text(server.ok("change_task", takeAway), "message"))
                .isEqualTo("Nobody held it, so there was nothing to take away.");
        assertThat(TaskServer.text(take("cleo"), "task", "id")).isEqualTo("1");
    }

    @Test
    void aBlockedTaskIsStuckAndWhoeverHoldsItHearsWhatNowAndReopeningNamesWhatWasBuiltOnIt() {
        server.ok(
                "create_workflow",
                "name",
                "login",
                "tasks",
                "[{\"description\":\"One\"},{\"description\":\"Two\",\"needs\":[1]}]");
        Json.Obj taken = take("ana");
        assertThat(TaskServer.text(taken, "because")).startsWith("ready · ");
        assertThat(TaskServer.message(change("block", token(taken)))).contains("ana still holds it until", "release");
        assertThat(server.ok("list_claims").find("stuck").orElseThrow().toString())
                .contains("login, task 1, blocked: No key", "change_task (toolset edit) with action unblock");
        assertThat(TaskServer.text(take("ana"), "because"))
                .contains("Blocked is task 1")
                .doesNotContain("You hold");
        Json token = token(taken);
        Json.Obj blocked = server.refused("complete_task", "workflowName", "login", "taskId", "1", "token", token);
        assertThat(TaskServer.code(blocked)).isEqualTo("E_TASK_BLOCKED");
        assertThat(TaskServer.message(blocked))
                .contains("Task 1 of login is blocked, and held by ana until", ": No key. Nothing was changed.")
                .contains("change_task (toolset edit) with action unblock", "by unblocked: true");
        assertThat(TaskServer.message(change("unblock", token))).contains("by token " + token);
        assertThat(TaskServer.message(
                        server.refused("complete_task", "workflowName", "login", "taskId", "1", "agent", "ben")))
                .contains("If you are that holder, give token");
        assertThat(TaskServer.message(server.refused(
                        "complete_task", "workflowName", "login", "taskId", "1", "agent", "ben", "token", token)))
                .contains("its token is that of ana, and the call names the agent");
        server.ok("complete_task", "workflowName", "login", "taskId", "1", "agent", "ana", "token", token);
        server.ok("complete_task", "workflowName", "login", "taskId", "2");
        assertThat(TaskServer.message(change("reopen", Json.Null.VALUE))).contains("Task 2 needs it and is finished");
    }

    @Test
    void aTokenIsForItsHolderAloneAndWhatIsNextTellsItNobody() {
        server.create("login", "One");
        Json token = token(take("zed"));
        String next = server.ok("get_next_steps", "maxSuggestions", 10).toString();
        assertThat(next).contains("complete_task", "zed: complete task 1").doesNotContain("\"token\"");
        for (String tool : List.of("complete_task", "verify_task", "change_task")) {
            Json.Obj refused = server.refused(
                    tool,
                    "workflowName",
                    "login",
                    "taskId",
                    "1",
                    "token",
                    token,
                    "agent",
                    "mallory",
                    tool.equals("change_task") ? "action" : "projectPath",
                    tool.equals("change_task") ? "put-back" : ".");
            assertThat(TaskServer.code(refused)).as(tool).isEqualTo("E_CLAIM_AGENT");
            assertThat(TaskServer.message(refused)).contains("zed", "mallory", "hand-over", "next_task");
        }
        assertThat(server.statuses("login")).containsEntry("1", "in-progress");
        server.ok("complete_task", "workflowName", "login", "taskId", "1", "token", token, "agent", "zed");
    }

    private Json.Obj change(String action, Json token) {
        boolean hasToken = !token.equals(Json.Null.VALUE);
        return server.ok(
                "change_task",
                "workflowName",
                "login",
                "taskId",
                "1",
                "action",
                action,
                "reason",
                "No key",
                hasToken ? "token" : "agent",
                hasToken ? token : Json.of("ana"));
    }

    @Test
    void whyThereIsNoTaskIsSaidWithWhatToDo() {
        server.ok(
                "create_workflow",
                "name",
                "login",
                "tasks",
                "[{\"description\":\"One\"},{\"description\":\"Two\",\"needs\":[1]},{\"description\":\"Three\",\"skill\":\"sql\"}]");
        Json.Obj first = take("ana");
        String why = TaskServer.text(take("ben"), "because");
        assertThat(why)
                .contains("Others hold task 1 (ana until")
                .contains("Another skill is needed for task 3")
                .contains("1 task waits for");
        assertThat(TaskServer.text(take("ana"), "because")).contains("You hold task 1");
        server.ok(
                "change_task",
                "workflowName",
                "login",
                "taskId",
                "1",
                "action",
                "block",
                "reason",
                "No access to the server",
                "token",
                token(first));
        assertThat(TaskServer.text(take("ben"), "because")).contains("Blocked is task 1 (No access to the server)");
        assertThat(TaskServer.text(server.ok("next_task", "agent", "ben", "skills", "[\"SQL\"]"), "task", "id"))
                .isEqualTo("3");
        server.ok("change_task", "workflowName", "login", "taskId", "1", "action", "unblock", "token", token(first));
        assertThat(TaskServer.text(take("ben"), "because"))
                .as("it stays with its holder")
                .contains("Others hold task 1");
        Json.Obj again = take("ana");
        assertThat(TaskServer.text(again, "task", "id")).isEqualTo("1");
        assertThat(TaskServer.text(again, "because")).startsWith("unblocked, and yours");
        change("block", token(again));
        server.ok("complete_task", "workflowName", "login", "taskId", "1", "token", token(again), "unblocked", true);
    }

    @Test
    void whatIsHeldAndStuckIsListed() {
        server.create("login", "One", "Two");
        take("ana");
        server.ok("change_task", "workflowName", "login", "taskId", "2", "action", "block", "reason", "No key");
        Json.Obj claims = server.ok("list_claims", "sweep", true);
        assertThat(claims.find("holders").orElseThrow().toString()).contains("login, task 1: ana holds it until");
        assertThat(claims.find("swept").orElseThrow().asList()).isEmpty();
    }

    @Test
    void tasksAreAddedEditedCancelledAndOpenedAgain() {
        server.create("login", "One", "Two");
        server.ok("add_tasks", "workflowName", "login", "tasks", "[{\"description\":\"Three\",\"needs\":[\"1\"]}]");
        server.ok(
                "edit_task",
                "workflowName",
                "login",
                "taskId",
                "3",
                "description",
                "Third",
                "needs",
                "[\"2\"]",
                "estimatedHours",
                3,
                "before",
                "2");
        Json.Obj status = server.ok("get_workflow_status", "workflowName", "login");
        assertThat(status.at("tasks", "1", "id")).contains(Json.of("3"));
        assertThat(status.at("tasks", "1", "needs")).contains(Json.parse("[\"2\"]"));
        server.ok("change_task", "workflowName", "login", "taskId", "2", "action", "cancel", "reason", "Not wanted");
        Json.Obj waits = server.refused("complete_task", "workflowName", "login", "taskId", "3");
        assertThat(TaskServer.code(waits)).isEqualTo("E_ITEM_BLOCKED");
        server.ok("change_task", "workflowName", "login", "taskId", "2", "action", "reopen");
        for (String id : new String[] {"1", "2", "3"}) {
            server.ok("complete_task", "workflowName", "login", "taskId", id);
        }
        server.ok("change_task", "workflowName", "login", "taskId", "3", "action", "Reopen");
        assertThat(server.statuses("login")).containsEntry("3", "pending");
        assertThat(server.ok("edit_task", "workflowName", "login", "taskId", "2", "remove", true)
                        .text("message"))
                .hasValueSatisfying(
                        text -> assertThat(text).contains("These still need it").contains("3"));
        assertThat(TaskServer.code(
                        server.refused("change_task", "workflowName", "login", "taskId", "1", "action", "blok")))
                .isEqualTo("E_TASK_ACTION");
    }
}
