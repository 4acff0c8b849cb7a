package io.workfloworchestrator.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.json.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code workflow tasks …}, as a person at a terminal uses it. */
class TasksCommandsTest {
    @TempDir
    private Path project;

    private Shell shell;

    @BeforeEach
    void open() {
        shell = new Shell(project);
        try (Workbench bench = Workbench.open(project.toString())) {
            Json.Obj unused = ToolFamily.TASKS.ask(
                    bench,
                    "create_workflow",
                    Json.parse("{\"name\":\"login\",\"tasks\":[{\"description\":\"Write the form\"},"
                                    + "{\"description\":\"Check it\",\"needs\":[1]}]}")
                            .asObject());
        }
    }

    @Test
    void aPersonTakesCompletesAndArchives() {
        assertThat(shell.run("tasks", "list").out()).contains("login").contains("0/2 tasks complete (0%)");
        assertThat(shell.run("tasks", "next").out())
                .contains("1. Write the form")
                .contains("critical path");
        assertThat(shell.run("tasks", "claim", "login", "--as", "ana").out())
                .contains("Task 1 of login")
                .contains("token");
        assertThat(shell.run("tasks", "stuck").out()).contains("ana holds it").contains("Nothing is stuck.");
        Shell.Outcome refused = shell.run("tasks", "done", "login", "1", "--as", "ben");
        assertThat(refused.code()).isNotZero();
        assertThat(refused.err().replaceAll("\\s+", " "))
                .contains("ana holds it")
                .contains("give --token, which workflow tasks claim printed, or --as NAME");
        assertThat(shell.run("tasks", "done", "login", "1", "--as", "ana", "--notes", "by hand")
                        .out())
                .contains("1 of 2 tasks are done");
        assertThat(shell.run("tasks", "list", "login").out())
                .contains("completed")
                .contains("Check it");
        assertThat(shell.run("tasks", "change", "login", "2", "block", "--reason", "No key")
                        .out())
                .contains("is blocked");
        assertThat(shell.run("tasks", "next", "login").out().replaceAll("\\s+", " "))
                .contains("Blocked is task 2 (No key)")
                .contains("workflow tasks change login 2 unblock");
        assertThat(shell.run("tasks", "stuck").out()).contains("No key");
        assertThat(shell.run("tasks", "board", "login").out()).contains("No key");
        assertThat(shell.run("tasks", "graph", "login", "--format", "mermaid").out())
                .contains("Tasks of login")
                .contains("No key")
                .contains(":::lookblocked");
        assertThat(shell.run("tasks", "change", "login", "2", "unblock").code()).isZero();
        assertThat(shell.run("tasks", "board", "login").out())
                .contains("pending")
                .contains("completed");
        assertThat(shell.run("tasks", "graph", "login").out()).contains("Check it");
        assertThat(shell.run("tasks", "graph", "login", "--format", "svg").out())
                .contains("<svg");
        assertThat(shell.run("tasks", "archive", "login").err()).contains("not all tasks are completed");
        shell.run("tasks", "done", "login", "2");
        assertThat(shell.run("tasks", "archive", "login").out()).contains("is archived in archive/workflows/");
        assertThat(shell.run("tasks", "list", "--archived").out()).contains("login");
        assertThat(shell.run("tasks", "reopen", "login").out()).contains("active again");
        assertThat(project.resolve("temp/workflows/login/state.json")).exists();
    }

    @Test
    void theDoctorSaysWhatDoesNotAgree() throws Exception {
        assertThat(shell.run("doctor").out()).contains("workflows, folders, features and goals agree");
        Files.move(project.resolve("temp/workflows/login"), project.resolve("away"));
        String said = shell.run("doctor").out().replaceAll("\\s+", " ");
        assertThat(said).contains("The folder of login, temp/workflows/login, is not there");
    }

    @Test
    void theTasksAreListedBesideAFaultInTheRulesOfVerification() throws Exception {
        Files.writeString(project.resolve(".ai-planning/checks.yaml"), "checks:\n  - {id: a, run: [x], cover: [y]}\n");
        Shell.Outcome result = shell.run("tasks", "list", "login");
        assertThat(result.code()).isZero();
        assertThat(result.out()).contains("Write the form");
        assertThat(result.out() + result.err()).contains("checks.yaml:2:");
    }

    @Test
    void anUnknownWorkflowIsNamedWithTheNearest() {
        Shell.Outcome result = shell.run("tasks", "done", "logn", "1");
        assertThat(result.err()).contains("E_WORKFLOW").contains("login");
    }

    @Test
    void gitMergesTheFilesOfTasksByStructure() throws Exception {
        TestFiles.git(project, "init", "-q", "-b", "main");
        shell.run("init", "--type", "planning", "--name", "Shop");
        assertThat(TestFiles.git(project, "check-attr", "merge", "temp/workflows/login/state.json"))
                .contains("workflow-state");
        assertThat(TestFiles.git(project, "check-ignore", "temp/workflows/login/state.conflict-01234567.json"))
                .contains("conflict");
        Path side = Files.writeString(project.resolve("side"), "{\"a\": 2}");
        Path ours = Files.writeString(project.resolve("ours"), "{\"a\": 3}");
        Path base = Files.writeString(project.resolve("base"), "{\"a\": 1}");
        String view = "sub/temp/workflows/login/state.json";
        String state = "sub/.ai-planning/tasks/login.json";
        assertThat(shell.exactly("merge-files", base.toString(), ours.toString(), side.toString(), view)
                        .code())
                .isZero();
        assertThat(shell.exactly("merge-files", base.toString(), ours.toString(), side.toString(), state)
                        .code())
                .isEqualTo(1);
    }
}
