package io.workfloworchestrator.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.local.LocalProject;
import io.workfloworchestrator.mcp.WorkflowMcpServer;
import io.workfloworchestrator.server.OpenProject;
import io.workfloworchestrator.taskexecutor.TaskExecutorServer;
import io.workfloworchestrator.taskexecutor.TaskToolset;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A person approves what proves tasks, verifies one, exports the outcome, and has Claude Code ask. */
@DisabledOnOs(OS.WINDOWS) // the checks here are commands of a Unix
class TaskVerificationCommandsTest {
    @TempDir
    private Path folder;

    private record Ran(int code, String out, String err) {}

    @BeforeEach
    void aProjectWithATask() throws IOException {
        write("src/a.txt", "a");
        write("check.sh", "exit 0");
        write(".ai-planning/checks.yaml", "checks:\n  - {id: test, run: [sh, check.sh], covers: [src/**]}\n");
        try (LocalProject local = LocalProject.open(folder)) {
            OpenProject open = new OpenProject(
                    local.folder().root(),
                    local.state(),
                    local.workflow(TaskExecutorServer.WORKFLOWS).open());
            WorkflowMcpServer server = TaskExecutorServer.of("1", () -> open, client -> {}, TaskToolset.DEFAULT);
            assertThat(server.call("create_workflow", Json.parse("""
                    {"name": "login", "tasks": [{"description": "Build it"}], "constraints": ["No new dependency"]}
                    """).asObject())
                            .isError())
                    .isFalse();
            assertThat(server.call(
                                    "complete_task",
                                    Json.parse("{\"workflowName\": \"login\", \"taskId\": \"1\"}")
                                            .asObject())
                            .isError())
                    .isFalse();
        }
    }

    private void write(String path, String text) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private Ran run(Supplier<? extends CliCommand> command, Optional<String> typed, String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Console console = new Console(new PrintWriter(out), new PrintWriter(err), false, Wrapping.NONE);
        typed.ifPresent(text -> console.reading(new BufferedReader(new StringReader(text))));
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--project", folder.toString()));
        int code = CliCommand.of(command, console)
                .setExecutionExceptionHandler((e, line, parsed) -> {
                    err.write(String.valueOf(e.getMessage()));
                    return 99;
                })
                .execute(all.toArray(String[]::new));
        console.out().flush();
        return new Ran(code, out.toString(), err.toString());
    }

    private Ran run(Supplier<? extends CliCommand> command, String... arguments) {
        return run(command, Optional.empty(), arguments);
    }

    private Ran hook(String subject) {
        String question = """
                {"session_id": "a", "transcript_path": "/t", "cwd": "/p", "hook_event_name": "TaskCompleted",
                 "task_id": "1", "task_subject": "%s"}
                """.formatted(subject);
        return run(
                () -> new TaskChecks.Hook(new ByteArrayInputStream(question.getBytes(StandardCharsets.UTF_8))),
                "--ask");
    }

    @Test
    void aCommandIsShownBeforeItIsApprovedAndAskedFor() {
        assertThat(run(TaskChecks.Listed::new).out()).contains("test", "sh check.sh  not approved");
        Ran refused = run(TaskChecks.Approve::new, Optional.of("no\n"), "test", "--as", "dora");
        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.out()).contains("sh check.sh", "Approve it? Type yes:", "Nothing was approved.");

        Ran agreed = run(TaskChecks.Approve::new, Optional.of("yes\n"), "test", "--as", "dora");

        assertThat(agreed.code()).isZero();
        assertThat(run(TaskChecks.Listed::new).out()).contains("sh check.sh  approved by dora");
    }

    @Test
    void withoutATerminalTheFingerprintSaysWhatWasSeen() {
        assertThat(run(TaskChecks.Approve::new, "test").err()).contains("nobody can be asked here");
        assertThat(run(TaskChecks.Approve::new, "test", "--fingerprint", "abc").err())
                .contains("its command is another one than you have seen");
        Json.Obj checks =
                Json.parse(run(TaskChecks.Listed::new, "--json").out()).asObject();
        String seen =
                checks.at("checks", "0", "fingerprint").flatMap(Json::asText).orElseThrow();

        assertThat(run(TaskChecks.Approve::new, "test", "--fingerprint", seen).code())
                .isZero();
        assertThat(run(TaskChecks.Listed::new, "--json").out()).contains("approvedBy");
    }

    @Test
    void aTaskIsVerifiedExportedAndItsGateOpens() {
        assertThat(hook("Build it").code()).isEqualTo(2);
        assertThat(hook("Build it").err()).contains("Task login/1 \"Build it\" is completed, but not proved");
        assertThat(run(TaskCommands::verify, "login", "1", "--as", "dora").code())
                .isEqualTo(1);
        assertThat(run(TaskChecks.Approve::new, Optional.of("yes\n"), "test", "--as", "dora")
                        .code())
                .isZero();

        Ran verified = run(TaskCommands::verify, "login", "1", "--holds", "1", "--as", "dora");

        assertThat(verified.out()).contains("Task 1 of login: passed; it is verified.", "+ test (sh check.sh): passed");
        assertThat(verified.code()).isZero();
        assertThat(hook("Build it").code()).isZero();
        Ran attested = run(TaskCommands::attest, "login", "1");
        assertThat(Json.parse(attested.out()).at("predicate", "result")).contains(Json.of("PASSED"));
    }

    @Test
    void theHookIsWrittenOnceAndEverythingElseStays() throws IOException {
        write(".claude/settings.json", "{\"model\": \"x\"}");
        assertThat(run(TaskChecks.Hook::new).out())
                .contains("workflow tasks hook --ask --project \\\"$CLAUDE_PROJECT_DIR\\\"");

        assertThat(run(TaskChecks.Hook::new, "--write").out()).contains("Claude Code asks from its next session on");
        assertThat(run(TaskChecks.Hook::new, "--write").out()).contains("already. Nothing was changed.");

        Json settings = Json.parse(Files.readString(folder.resolve(".claude/settings.json")));
        assertThat(settings.at("model")).contains(Json.of("x"));
        assertThat(settings.at("hooks", "TaskCompleted").orElseThrow().asList()).hasSize(1);
    }
}
