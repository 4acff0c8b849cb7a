package io.workfloworchestrator.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.definition.Call;
import io.workfloworchestrator.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reviews, pictures, and the end of a project, as a person and a script use them. */
class PlanCommandsTest {
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
    private Shell.Outcome asked(String type, String... words) {
        Shell.Outcome outcome = shell.json(words);
        boolean failed = outcome.json().at("error").isPresent();
        assertThat(contract.faults(failed ? "Failure" : type, outcome.json()))
                .as(outcome.out())
                .isEmpty();
        return outcome;
    }

    private void done(String line) {
        assertThat(shell.run(line.split(" ")).code()).as(line).isZero();
    }

    private void selected() {
        done("goals add Invoices");
        done("goals promote G-01");
    }

    @Test
    void aReviewIsPrintedOrWritten() throws IOException {
        selected();
        Shell.Outcome review = asked("planReport", "plan", "report", "--without", "velocity");
        assertThat(review.text("report", "summary", "selected")).isEqualTo("1");
        assertThat(review.json().at("report", "velocity")).isEmpty();
        assertThat(shell.run("plan", "report", "--period", "monthly").out())
                .contains("Monthly", "Corner shop", "\n\n## ", "\n|")
                .doesNotContain("{{");

        String file = "planning/reviews/march.md";
        assertThat(asked("planReport", "plan", "report", "--out", file).text("reportPath"))
                .isEqualTo(file);
        assertThat(Files.readString(project.resolve(file))).contains("# ");
        assertThat(asked("planReport", "plan", "report", "--period", "yearly").code())
                .isEqualTo(ExitCode.USAGE.number());
        assertThat(asked("planReport", "plan", "report", "--without", "words").code())
                .isEqualTo(ExitCode.USAGE.number());
        assertThat(asked("planReport", "plan", "report", "--from", "2026-05-02", "--until", "2026-05-01")
                        .code())
                .isEqualTo(ExitCode.USAGE.number());
    }

    @Test
    void aPictureOfTheGoalsIsDrawn() {
        assertThat(asked("planDiagram", "plan", "diagram").code()).isEqualTo(ExitCode.REFUSED.number());
        done("goals add Invoices");
        Shell.Outcome empty = asked("planDiagram", "plan", "diagram");
        assertThat(empty.text("error", "message")).contains("--potential").doesNotContain("includePotential");

        Shell.Outcome drawn = asked("planDiagram", "plan", "diagram", "kanban", "--potential", "--format", "svg");
        assertThat(drawn.text("goalsIncluded")).isEqualTo("1");
        assertThat(project.resolve(drawn.text("diagramPath"))).exists();
        assertThat(asked("planDiagram", "plan", "diagram", "--potential", "--out", "planning/goals/x.svg")
                        .code())
                .isEqualTo(ExitCode.UNSAFE.number());
    }

    @Test
    void whatIsInTheWayIsNamedWithTheCommandThatClearsIt() {
        selected();
        done("goals progress G-01 --status completed");

        Shell.Outcome asked = asked("planReadiness", "plan", "readiness");
        assertThat(asked.code()).isEqualTo(ExitCode.REFUSED.number());
        assertThat(asked.text("recommendations", "0", "toolset")).isEqualTo("goals");
        assertThat(shell.run("plan", "readiness").out())
                .contains("✗ goals", "do    workflow goals archive G-01 --type implemented");

        Shell.Outcome refused = asked("planWrapUp", "plan", "wrap-up");
        assertThat(refused.code()).isEqualTo(ExitCode.REFUSED.number());
        assertThat(refused.text("error", "message"))
                .contains("completed and not archived", "--skip-validation", "Run: workflow goals archive G-01");
    }

    @Test
    void aCommandThatIsNamedForWhatNoToolDoesIsOneThatThereIs() {
        selected();
        done("item evidence G-01 --result failed");
        done("goals progress G-01 --status completed");
        done("goals archive G-01");

        String said = shell.run("plan", "readiness").out();
        assertThat(said).contains("workflow item evidence G-01 --result TEXT");
        done("item evidence G-01 --result passed");
        assertThat(shell.run("plan", "readiness").out())
                .doesNotContain("item evidence")
                .contains("✓ evidence");
    }

    @Test
    void theListAndTheReportAreWrittenAndTheProjectIsOver() throws IOException {
        selected();
        done("goals progress G-01 --status completed");
        done("goals archive G-01 --lessons Fonts-first");
        Shell.Outcome list = asked("planChecklist", "plan", "checklist");
        assertThat(list.text("checklistPath")).isEqualTo("planning/WRAP-UP-CHECKLIST.md");
        assertThat(Files.readString(project.resolve("planning/WRAP-UP-CHECKLIST.md")))
                .contains("- [x] Goal G-01");
        assertThat(asked("planReadiness", "plan", "readiness").code()).isZero();
        assertThat(shell.run("plan", "readiness").out()).contains("Ready to be wrapped up.", "workflow plan wrap-up");

        Shell.Outcome ended = asked("planWrapUp", "plan", "wrap-up", "--notes", "Thanks to all.", "--as", "ana");
        assertThat(ended.code()).isZero();
        assertThat(Files.readString(project.resolve(ended.text("completionReportPath"))))
                .contains("Thanks to all.");
        assertThat(shell.run("next").out()).contains("nothing is left to do");
        assertThat(shell.run("history", "--limit", "1").out()).contains("ana: wrapped up the project");
        assertThat(shell.run("plan", "wrap-up").out()).contains("wrapped up already");
        done("undo");
        assertThat(shell.run("next").out()).doesNotContain("Finished");
    }

    @Test
    void anAdvisedCommandIsCompleteOrSaysWhatItLacks() {
        Map<String, String> lacking = Map.of(
                "create_potential_goal", "goals add NAME",
                "promote_to_selected", "goals promote GOAL",
                "update_goal_progress", "goals progress GOAL PERCENT",
                "archive_goal", "goals archive GOAL",
                "prepare_spec_handoff", "handoffs spec GOAL");
        lacking.forEach((tool, command) ->
                assertThat(CommandsOfTools.ofPlanning(tool, Json.Obj.EMPTY)).contains(command));
        assertThat(CommandsOfTools.ofPlanning(
                        "update_goal_progress",
                        Json.parse("{\"goalId\": \"G-01\", \"status\": \"In Progress\"}")
                                .asObject()))
                .contains("goals progress G-01 --status in-progress");
        assertThat(shell.run("next").out()).contains("do    workflow goals add NAME");
        try (Workbench bench = Workbench.open(project.toString())) {
            MeantWorkflow meant = bench.meant();
            assertThat(CommandsOfTools.line(meant, new Call("add_item", Map.of("kind", "idea"))))
                    .contains("workflow item add idea TITLE");
            assertThat(CommandsOfTools.line(meant, new Call("sdd_guide", Map.of("action", "start"))))
                    .contains("workflow specify DESCRIPTION");
            assertThat(CommandsOfTools.line(meant, new Call("sdd_guide", Map.of("action", "resume", "session", "1"))))
                    .contains("workflow specify --session 1");
        }
    }

    @Test
    void nextSaysTheEndOfAProjectByItsCommands(@TempDir Path full) {
        shell = new Shell(full);
        done("init --type project-planning --name Shop");
        done("advance --to completion --skip-gates --reason trial");
        assertThat(shell.run("next", "--max", "20").out()).contains("workflow plan checklist");
        Json.Obj arguments = Json.parse("{\"reportType\": \"monthly\", \"diagramType\": \"kanban\"}")
                .asObject();
        Map<String, String> commands = Map.of(
                "generate_review_report", "plan report --period monthly",
                "generate_goals_diagram", "plan diagram kanban",
                "validate_project_readiness", "plan readiness",
                "wrap_up_project", "plan wrap-up");
        commands.forEach((tool, command) ->
                assertThat(CommandsOfTools.ofPlanning(tool, arguments)).contains(command));
    }
}
