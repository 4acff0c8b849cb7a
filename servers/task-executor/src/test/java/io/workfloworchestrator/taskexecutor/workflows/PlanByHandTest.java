package io.workfloworchestrator.taskexecutor.workflows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.workfloworchestrator.state.spi.StateView;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A person works in {@code plan.md} while agents use tools. */
class PlanByHandTest {
    private static final String PLAN = "temp/workflows/login/plan.md";

    @TempDir
    private Path folder;

    private TaskServer server;

    @BeforeEach
    void open() {
        server = TaskServer.on(folder);
        server.ok(
                "create_workflow",
                "name",
                "login",
                "tasks",
                "[{\"description\":\"One\"},{\"description\":\"Two\",\"needs\":[1]}]");
        server.publish();
    }

    @AfterEach
    void close() {
        server.close();
    }

    private void replace(String what, String by) {
        String plan = server.read(PLAN);
        assertThat(plan).contains(what);
        server.save(PLAN, plan.replace(what, by));
    }

    @Test
    void aTickIsACompletion() {
        replace("- [ ] 1", "- [x] 1");
        assertThat(server.statuses("login")).containsEntry("1", "completed");
        assertThat(server.ok("next_task", "agent", "ana").at("task", "id").orElseThrow())
                .hasToString("\"2\"");
    }

    @Test
    void aTickOfWhatWaitsIsRefusedWithWordsAndTheFileStays() {
        replace("- [ ] 2", "- [x] 2");
        assertThat(changes()).contains(PLAN, "before what it needs is done");
        assertThat(changes()).as("a client is told once").doesNotContain(PLAN);
        assertThat(server.statuses("login")).containsEntry("2", "pending");
        assertThat(server.local.state().notices())
                .extracting(StateView.Notice::message)
                .anySatisfy(message -> assertThat(message).contains("before what it needs is done"));
        assertThat(server.read(PLAN)).contains("- [x] 2");
        replace("- [ ] 1", "- [x] 1");
        assertThat(server.statuses("login")).containsEntry("1", "completed").containsEntry("2", "completed");
    }

    /** The tick of what waits holds the file; each other line is taken as it is saved next, also as it once was. */
    @Test
    void aLineThatIsSetBackBesideOneThatIsHeldIsTaken() {
        server.ok(
                "add_tasks",
                "workflowName",
                "login",
                "tasks",
                "[{\"description\":\"Three\"},{\"description\":\"Four\"}]");
        server.publish();
        replace("- [ ] 2", "- [x] 2");
        assertThat(server.statuses("login")).containsEntry("2", "pending");
        replace("- [ ] 4", "- [x] 4");
        assertThat(server.statuses("login")).containsEntry("4", "completed");
        replace("- [x] 4", "- [ ] 4");
        assertThat(server.statuses("login")).containsEntry("4", "pending");
        replace("Four", "Four b");
        replace("Three", "Three b");
        assertThat(titles()).contains("Three b", "Four b");
        replace("Four b", "Four");
        assertThat(titles()).contains("\"Three b\"", "\"Four\"");
        String before = server.read(PLAN);
        server.save(PLAN, before + "- [ ] Five\n");
        assertThat(titles()).contains("\"Five\"");
        server.save(PLAN, before);
        await().untilAsserted(() -> assertThat(titles()).doesNotContain("Five"));
        assertThat(server.local.state().notices())
                .hasSize(1)
                .allSatisfy(notice -> assertThat(notice.code()).isEqualTo("E_ITEM_BLOCKED"));
        replace("- [ ] 1", "- [x] 1");
        assertThat(server.statuses("login")).containsEntry("1", "completed").containsEntry("2", "completed");
        assertThat(server.local.state().notices()).isEmpty();
    }

    @Test
    void ownLaterEditsOfALineAreNoConflictWhileTheFileIsHeldAlsoForTheNextProcess() {
        server.ok("add_tasks", "workflowName", "login", "tasks", "[{\"description\":\"Three\"}]");
        server.publish();
        replace("- [ ] 2", "- [x] 2");
        assertThat(server.statuses("login")).containsEntry("2", "pending");
        replace("3 Three", "3 Three (Blocked) (in-progress)");
        assertThat(server.statuses("login")).containsEntry("3", "in-progress");
        server.close();
        replace("(Blocked) (in-progress)", "(blocked)");
        server = TaskServer.on(folder);
        assertThat(server.statuses("login")).containsEntry("2", "pending").containsEntry("3", "blocked");
        server.close();
        replace("Three (blocked)", "Three");
        server = TaskServer.on(folder);
        assertThat(server.statuses("login")).containsEntry("2", "pending").containsEntry("3", "pending");
        assertThat(server.local.state().notices()).hasSize(1);
        assertThat(server.names("temp/workflows/login")).noneMatch(name -> name.contains("conflict"));
    }

    private String titles() {
        return server.ok("get_workflow_status", "workflowName", "login")
                .find("tasks")
                .orElseThrow()
                .toString();
    }

    private String changes() {
        return server.ok("list_claims", "workflowName", "login")
                .find("changes")
                .orElseThrow()
                .toString();
    }

    @Test
    void verifiedByHandNeedsWhatVerifyingNeeds() {
        replace("- [ ] 1 One", "- [ ] 1 One (verified)");
        assertThat(server.statuses("login")).containsEntry("1", "pending");
        assertThat(server.local.state().notices())
                .extracting(StateView.Notice::message)
                .anySatisfy(
                        message -> assertThat(message).contains("only by the tool that proves it: call verify_task"))
                .noneMatch(message -> message.contains("stays verified"));
        replace(" (verified)", "");
        server.ok("complete_task", "workflowName", "login", "taskId", "1");
        server.publish();
        replace("- [x] 1 One", "- [ ] 1 One (verified)");
        assertThat(server.statuses("login")).containsEntry("1", "completed");
    }

    @Test
    void aVerifiedTaskHasATickedBoxAndAnOpenOneOfBeforeIsReadAsThat() {
        String plan = "temp/workflows/note/plan.md";
        server.ok(
                "create_workflow",
                "name",
                "note",
                "tasks",
                "[{\"description\":\"Write\"}]",
                "constraints",
                "[\"It is short.\"]");
        server.ok("complete_task", "workflowName", "note", "taskId", "1");
        server.ok("verify_task", "workflowName", "note", "taskId", "1", "agent", "ben", "holds", "[\"1\"]");
        server.publish();
        assertThat(server.statuses("note")).containsEntry("1", "verified");
        assertThat(server.read(plan)).contains("- [x] 1 Write (verified)");
        server.save(plan, server.read(plan).replace("- [x]", "- [ ]"));
        assertThat(server.statuses("note")).containsEntry("1", "verified");
        assertThat(server.local.state().notices())
                .singleElement()
                .satisfies(notice -> assertThat(notice.toString()).contains("take (verified) away to open it again"));
    }

    @Test
    void aNewLineIsATaskAndOtherLinesStay() {
        server.save(PLAN, "# My plan\n\nWords of ours.\n\n" + server.read(PLAN) + "- [ ] Three (depends on 2)\n");
        assertThat(server.statuses("login")).containsEntry("3", "pending");
        server.ok("complete_task", "workflowName", "login", "taskId", "1");
        server.publish();
        assertThat(server.read(PLAN))
                .startsWith("# My plan\n\nWords of ours.\n")
                .contains("- [x] 1 One", "- [ ] 3 Three (depends on 2)");
        server.ok("complete_task", "workflowName", "login", "taskId", "2");
        server.ok("complete_task", "workflowName", "login", "taskId", "3");
        String archive = TaskServer.text(server.ok("archive_workflow", "workflowName", "login"), "archivePath");
        server.publish();
        assertThat(server.read(archive + "/plan.md"))
                .startsWith("# My plan\n\nWords of ours.\n")
                .contains("- [x] 3 Three");
    }
}
