package io.workfloworchestrator.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Hand-offs of goals, and the messages of other servers about them, as a person and a script use them. */
class HandoffCommandsTest {
    @TempDir
    private Path project;

    private Shell shell;
    private Contract contract;

    @BeforeEach
    void begin() throws IOException {
        shell = new Shell(project);
        assertThat(shell.run("init", "--type", "planning", "--name", "Corner shop")
                        .code())
                .isZero();
        contract = Contract.of(Files.readString(Path.of("../docs/cli-json.md")));
    }

    /** Runs a command, and holds its answer against the documented contract of this type. */
    private Shell.Outcome asked(String type, String line, String... more) {
        List<String> words = new ArrayList<>(List.of(line.split(" ")));
        words.addAll(List.of(more));
        Shell.Outcome outcome = shell.json(words.toArray(String[]::new));
        boolean failed = outcome.json().at("error").isPresent();
        assertThat(contract.faults(failed ? "Failure" : type, outcome.json()))
                .as(outcome.out())
                .isEmpty();
        return outcome;
    }

    private void selected(String name) {
        String goal = asked("goalsAdd", "goals add", name).text("goalId");
        assertThat(asked("goalsPromote", "goals promote " + goal).code()).isZero();
    }

    @Test
    void aGoalIsPassedOnAndWaits() {
        assertThat(shell.run("handoffs", "list").out()).contains("Nothing is waiting", "workflow handoffs spec GOAL");
        selected("Wish list");
        assertThat(asked("handoffsSpec", "handoffs spec 1").text("handoffs", "0", "handoffId"))
                .isEqualTo("H-01");
        assertThat(asked("handoffsList", "handoffs list").text("handoffs", "0", "goalName"))
                .isEqualTo("Wish list");
        assertThat(shell.run("handoffs", "list").out()).contains("ai-planning waits for spec-driven");

        Shell.Outcome tasks = asked("handoffsTasks", "handoffs tasks 1");
        assertThat(tasks.code()).isEqualTo(ExitCode.REFUSED.number());
        assertThat(tasks.text("blocked", "0", "who")).isEqualTo("spec-driven");
        assertThat(asked("handoffsSpec", "handoffs spec 9").code()).isEqualTo(ExitCode.NOT_FOUND.number());
    }

    @Test
    void whatBlocksAHandOffIsClearedByTheCommandThatItNames() {
        assertThat(shell.run("goals", "add", "Wish list").code()).isZero();
        String said = shell.run("handoffs", "spec", "1").out();
        assertThat(said)
                .contains("workflow goals promote G-01", "above is why, who has to act")
                .doesNotContain("blocked says");
        assertThat(shell.run("goals", "promote", "G-01").code()).isZero();
        Shell.Outcome passed = shell.run("handoffs", "spec", "1");
        assertThat(passed.code()).isZero();
        assertThat(passed.out()).contains("workflow handoffs list").doesNotContain("suggestedToolCall");
    }

    @Test
    void anExportedHandOffComesBackAsTheOneThatThereIs() throws IOException {
        selected("Wish list");
        assertThat(shell.run("handoffs", "spec", "1").code()).isZero();
        Shell.Outcome exported = asked("handoffsExport", "handoffs export H-01");
        assertThat(exported.text("message", "payload", "majorGoal", "name")).isEqualTo("Wish list");
        Path file = project.resolve("message.json");
        Files.writeString(file, shell.run("handoffs", "export", "H-01").out());

        Shell.Outcome taken = asked("handoffsImport", "handoffs import --apply", file.toString());
        assertThat(taken.text("applied")).isEqualTo("false");
        assertThat(taken.text("notes", "0")).contains("G-01 was passed on already");
        assertThat(asked("handoffsExport", "handoffs export H-02").code()).isEqualTo(ExitCode.NOT_FOUND.number());
    }

    @Test
    void progressThatAnotherServerTellsIsShownFirstAndThenRecorded() throws IOException {
        selected("Wish list");
        Path file = project.resolve("message.json");
        Files.writeString(file, """
                {"version": "1.0.0", "handoffId": "7f3a9c10-2b1d-4c3e-9f00-1a2b3c4d5e6f", "timestamp": "2026-03-02T09:00:00Z",
                 "sourceMCP": "task-executor", "targetMCP": "ai-planning", "handoffType": "progress-update",
                 "context": {"projectPath": %s, "projectId": "shop", "componentId": "c1", "componentName": "Shop"},
                 "payload": {"entity": {"type": "major-goal", "id": "G-01", "name": "Wish list"},
                   "progress": {"percentage": 45.9, "status": "in-progress", "lastUpdated": "2026-03-03T10:00:00Z",
                     "completedItems": 1, "totalItems": 2, "breakdown": {}},
                   "trigger": {"event": "task-completed"}, "propagation": {"shouldBubbleUp": false}}}""".formatted(Json.of(project.toRealPath().toString())));
        Shell.Outcome planned = asked("handoffsImport", "handoffs import", file.toString());
        assertThat(planned.text("changes"))
                .isEqualTo("[\"G-01: progress 0% → 45%\",\"G-01: not-started → in-progress\"]");
        assertThat(planned.text("applied")).isEqualTo("false");
        assertThat(shell.json("goals", "show", "1").text("goal", "progress")).isEqualTo("0");

        Shell.Outcome taken = asked("handoffsImport", "handoffs import --apply", file.toString());
        assertThat(taken.text("response", "success")).isEqualTo("true");
        assertThat(shell.json("goals", "show", "1").text("goal", "progress")).isEqualTo("45");
        assertThat(asked("handoffsImport", "handoffs import", file.toString()).text("changes"))
                .isEqualTo("[]");
        assertThat(shell.run("undo").code()).isZero();
        assertThat(shell.json("goals", "show", "1").text("goal", "progress")).isEqualTo("0");

        Files.writeString(file, "{\"version\": \"0.9\"}");
        assertThat(asked("handoffsImport", "handoffs import", file.toString()).code())
                .isEqualTo(ExitCode.REFUSED.number());
    }

    @Test
    void tabKnowsTheWordsOfHandOffs() {
        selected("Wish list");
        assertThat(shell.run("handoffs", "spec", "1").code()).isZero();
        assertThat(words("handoffs", "")).contains("list", "import", "export");
        assertThat(words("handoffs", "spec", "--project", project.toString(), "G"))
                .containsExactly("G-01");
        assertThat(words("handoffs", "export", "--project", project.toString(), "H"))
                .containsExactly("H-01");
    }

    private static List<String> words(String... words) {
        return Completion.of(Cli.model(), List.of(words)).stream()
                .map(Completion.Candidate::word)
                .toList();
    }
}
