package io.workfloworchestrator.taskexecutor.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.workfloworchestrator.json.CodedException;
import io.workfloworchestrator.json.Json;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClaudeHookTest {
    private static final String COMMAND = "workflow tasks hook --ask";

    @TempDir
    Path folder;

    private static String input(String subject) {
        return """
                {"session_id": "abc", "transcript_path": "/h/.claude/projects/p/abc.jsonl", "cwd": "/p",
                 "permission_mode": "default", "hook_event_name": "TaskCompleted", "task_id": "task-001",
                 "task_subject": "%s", "task_description": "Add login", "teammate_name": "implementer",
                 "team_name": "my-project"}
                """.formatted(subject);
    }

    private static Optional<String> gate(VerifiedProject project, String subject) {
        return new TaskGate(project.verification)
                .refusal(ClaudeHook.asked(input(subject)).orElseThrow());
    }

    @Test
    void theInputOfTheEventIsRead() {
        assertThat(ClaudeHook.asked(input("Build it"))).contains(new ClaudeHook.Asked("Build it", "Add login"));
        assertThat(ClaudeHook.asked("{\"hook_event_name\": \"Stop\"}")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "x", "[]", "{}", "{\"hook_event_name\": \"TaskCompleted\"}", "{\"hook_event_name\": 1}"})
    void whatIsNoInputIsRefused(String text) {
        assertThatThrownBy(() -> ClaudeHook.asked(text))
                .isInstanceOf(CodedException.class)
                .hasMessageContaining("This is not what Claude Code gives to a TaskCompleted hook")
                .extracting("code")
                .isEqualTo("E_HOOK_INPUT");
    }

    @Test
    void theSettingsKeepEverythingElseAndHaveTheHookOnce() {
        Json before = Json.parse("""
                {"model": "x", "hooks": {"Stop": [1], "TaskCompleted": [{"hooks": [{"type": "command", "command": "a"}]}]}}
                """);

        Json.Obj once = ClaudeHook.settings(before, COMMAND);
        Json.Obj twice = ClaudeHook.settings(once, COMMAND);

        assertThat(twice).isEqualTo(once);
        assertThat(once.at("model")).contains(Json.of("x"));
        assertThat(once.at("hooks", "Stop", "0")).contains(Json.of(1));
        assertThat(once.at("hooks", "TaskCompleted", "0", "hooks", "0", "command"))
                .contains(Json.of("a"));
        assertThat(once.at("hooks", "TaskCompleted", "1", "hooks", "0").orElseThrow())
                .hasToString("{\"command\":\"workflow tasks hook --ask\",\"timeout\":60,\"type\":\"command\"}");
        assertThat(ClaudeHook.settings(Json.Obj.EMPTY, COMMAND).at("hooks", "TaskCompleted", "0"))
                .isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "{\"hooks\": []}", "{\"hooks\": {\"TaskCompleted\": {}}}"})
    void settingsOfAnotherFormAreLeftAlone(String text) {
        assertThatThrownBy(() -> ClaudeHook.settings(Json.parse(text), COMMAND))
                .isInstanceOf(CodedException.class)
                .hasMessageContaining(".claude/settings.json was not changed")
                .extracting("code")
                .isEqualTo("E_HOOK_SETTINGS");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void theGateIsShutUntilTheTaskIsCompletedAndProved() {
        try (VerifiedProject project = VerifiedProject.open(folder, "{}")) {
            project.write("src/a.txt", "");
            project.write("check.sh", "exit 0");
            project.checks("checks:\n  - {id: test, run: [sh, check.sh], covers: [src/**]}\n");
            var open = project.task("{'title': 'Build it'}");
            assertThat(gate(project, "Something of my own")).isEmpty();
            assertThat(gate(project, "build it!").orElseThrow())
                    .isEqualTo("Task login/1 \"Build it\" is pending in the shared state. Complete it there first:"
                            + " complete_task, with what proves it.");
            assertThat(gate(project, "Do login/1 now")).isPresent();
            assertThat(gate(project, "Do " + open.id())).isPresent();
            assertThat(gate(project, "Do other/1, build it")).isEmpty();

            var done = project.completed("{'title': 'Test it'}");
            assertThat(gate(project, "Test it").orElseThrow())
                    .contains("is completed, but not proved: test has not run for this task.", "Call verify_task.");
            project.verify(done);
            assertThat(gate(project, "Test it")).isEmpty();

            project.write("src/a.txt", "changed");
            assertThat(gate(project, "Test it").orElseThrow()).contains("src/a.txt has changed since.");
        }
    }

    @Test
    void whereNothingIsAskedForACompletedTaskPasses() {
        try (VerifiedProject project = VerifiedProject.open(folder, "{}")) {
            project.completed("{'title': 'Build it'}");

            assertThat(gate(project, "Build it")).isEmpty();
        }
    }
}
