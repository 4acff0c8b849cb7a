package io.workfloworchestrator.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.json.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A feature, specified on a terminal. */
class SpecifyTest {
    /** The answers that a person gives to a fault, by their questions. */
    private static final String FIX = """
            feature_name: Refund is added
            problem_statement: Totals are wrong after a refund.
            reproduction: [Open an order with a refund, Read the total]
            actual_behavior: The refund is added.
            expected_behavior: The refund is subtracted.
            severity: high
            since_when: "2.3"
            must_not_change: [Totals without a refund]
            success_criteria: [The total of order 17 is 20.00]
            root_cause: Totals.java adds the sign twice.
            technical_approach: The sign is added once.
            fix_files: [src/Totals.java]
            implementation_phases: 1
            phase_name.1: Mend
            phase_goal.1: The total is right.
            deliverables.1: [The sign is added once]
            validation.1: [All tests pass]
            regression_tests: [TotalsTest.refundIsSubtracted]
            deployment_strategy: By the nightly release.
            key_risks: [An export relies on the fault]
            """;

    @TempDir
    private Path folder;

    private String typed(String lines, String... arguments) {
        StringWriter out = new StringWriter();
        Console console = new Console(new PrintWriter(out), new PrintWriter(out), false, 80)
                .reading(new BufferedReader(new StringReader(lines)));
        String[] all = new String[arguments.length + 2];
        System.arraycopy(arguments, 0, all, 0, arguments.length);
        all[arguments.length] = "--project";
        all[arguments.length + 1] = folder.toString();
        int code = Cli.run(all, console);
        console.out().flush();
        assertThat(code).as(out.toString()).isZero();
        return out.toString().replaceAll("\\s+", " ");
    }

    @Test
    void aFileOfAnswersLeadsToAllDocuments() throws IOException {
        Files.writeString(folder.resolve("Totals.java"), "class Totals {}");
        Path answers = folder.resolve("answers.yaml");
        Files.writeString(answers, FIX);
        Json.Obj done = new Shell(folder)
                .json("specify", "Fix the totals after a refund", "--answers", answers.toString())
                .json()
                .asObject();
        assertThat(done.text("scenario")).contains("bug-fix");
        assertThat(done.text("step")).as(done.toString()).contains("complete");
        Path feature = folder.resolve("specs/001-refund-is-added");
        assertThat(feature.resolve("spec.md")).content().contains("Totals without a refund");
        assertThat(feature.resolve("plan.md")).content().contains("adds the sign twice");
        assertThat(feature.resolve("tasks.md")).content().contains("T001");
    }

    @Test
    void theMapNamesTheCommandThatOneIsIn() {
        assertThat(typed("=\n.\n", "specify", "Track an order"))
                .contains("Go on with: workflow specify --session 001")
                .doesNotContain("workflow ask");
    }

    @Test
    void thePersonIsAskedAndMayStopAndGoOn() {
        String first = typed("Order desk\ntool\n.\n", "specify", "Track an order");
        assertThat(first)
                .contains("Feature 001 is begun as new-project. There is no constitution.")
                .contains("What is the project called?", "What sort of project is it?", "health data?");
        String second = typed("no\n.\n", "specify");
        assertThat(second).contains("was begun before", "Which levels of tests are required?");
        Json.Obj all = new Shell(folder).json("specify", "--list").json().asObject();
        assertThat(all.at("features", "0", "question", "id")).contains(Json.of("testing_requirements"));
        assertThat(all.at("features", "0", "title")).contains(Json.of("Track an order"));
    }

    @Test
    void whatIsCalledOffIsKept() throws IOException {
        Json.Obj unused = new Shell(folder).json("specify", "A calendar").json().asObject();
        Json.Obj off = new Shell(folder).json("specify", "--cancel").json().asObject();
        assertThat(off.text("status")).contains("cancelled");
        Json.Obj on = new Shell(folder).json("specify", "--session", "1").json().asObject();
        assertThat(on.text("status")).contains("open");
        assertThat(on.at("question", "id")).contains(Json.of("project_name"));
        Contract contract = Contract.of(Files.readString(Path.of("../docs/cli-json.md")));
        assertThat(contract.faults("specify", off)).isEmpty();
        assertThat(contract.faults("specify", on)).isEmpty();
        assertThat(contract.faults(
                        "specify", new Shell(folder).json("specify", "--list").json()))
                .isEmpty();
    }

    @Test
    void whatIsRefusedBeginsNothingAndWhatIsEarlyIsKept() throws IOException {
        Shell shell = new Shell(folder);
        Shell.Outcome bare = shell.json("specify");
        assertThat(bare.text("error", "code")).isEqualTo("E_GUIDE_DESCRIPTION");
        assertThat(bare.text("error", "message")).contains("workflow specify \"");
        Files.writeString(folder.resolve("constitution.md"), "# Constitution\n");
        Path answers = folder.resolve("answers.yaml");
        Files.writeString(answers, "feature_nam: Pay by invoice\n");
        Shell.Outcome unknown = shell.json("specify", "Pay by invoice", "--answers", answers.toString());
        assertThat(unknown.text("error", "code")).isEqualTo("E_QUESTION");
        assertThat(unknown.text("error", "message")).contains("feature_name");
        Files.writeString(answers, "use_existing_constitution: perhaps\n");
        assertThat(shell.json("specify", "Pay by invoice", "--answers", answers.toString())
                        .code())
                .isNotZero();
        assertThat(shell.json("specify", "--list").json().at("features")).contains(Json.array(List.of()));

        Files.writeString(answers, "feature_name: Pay by invoice\nproblem_statement: Firms do not pay by card.\n");
        Shell.Outcome early = shell.run("specify", "Pay by invoice", "--answers", answers.toString());
        assertThat(early.code()).isZero();
        assertThat(early.out().replaceAll("\\s+", " "))
                .contains("Feature 001 is begun as add-feature", "Kept as drafts until they are asked: feature_name")
                .contains("use_existing_constitution", "Asked now:", "workflow specify --session 001");
    }

    @Test
    void aFileOfAnotherProjectSaysWhatIsNotAskedHereAndABudgetTakesItWhole() throws IOException {
        Files.writeString(folder.resolve("constitution.md"), "# Constitution\n\nKeep it simple.\n");
        Path file = Path.of("../docs/specifications/design-first.yaml")
                .toAbsolutePath()
                .normalize();
        Shell.Outcome done =
                new Shell(folder).run("specify", "Build it from the mock-up", "--answers", file.toString(), "--decide");
        assertThat(done.code()).as(done.out()).isZero();
        assertThat(done.out().replaceAll("\\s+", " "))
                .contains("Not asked here, and left out:", "integration_requirements")
                .contains("5/5 (Complete)");

        Path add = Path.of("../docs/specifications/add-feature.yaml")
                .toAbsolutePath()
                .normalize();
        Json.Obj short6 = new Shell(folder)
                .json("specify", "Pay by invoice", "--budget", "6", "--answers", add.toString())
                .json()
                .asObject();
        assertThat(short6.text("step")).as(short6.toString()).contains("complete");
        assertThat(folder.resolve("specs/002-track-an-order/contracts/api.md"))
                .as("answers beyond the budget are taken too")
                .exists();
    }

    @Test
    void anAnswerIsChangedOnTheCommandLineAndWhatFollowsIsSaid() throws IOException {
        Shell shell = new Shell(folder);
        Files.writeString(folder.resolve("Totals.java"), "class Totals {}");
        Path answers = folder.resolve("answers.yaml");
        String lines = "phase_goal.1: |-\n  The total is right.\n  Also without refunds.";
        Files.writeString(
                answers,
                FIX.replace("phase_goal.1: The total is right.", lines)
                        .replace("[The sign is added once]", "[\"The sign is added once [story:: US99]\"]"));
        assertThat(shell.run("specify", "Fix the totals after a refund", "--answers", answers.toString())
                        .code())
                .isZero();
        for (String document : List.of("plan.md", "tasks.md")) {
            assertThat(folder.resolve("specs/001-refund-is-added/" + document))
                    .content()
                    .contains("The total is right. Also without refunds.")
                    .doesNotContain("#10;");
        }
        assertThat(shell.json("spec", "analyse", "1").json().toString())
                .as("words that somebody said are no reference")
                .doesNotContain("US99");
        Shell.Outcome edited = shell.run(
                "specify",
                "--session",
                "1",
                "--edit",
                "must_not_change=Totals without a refund, and the export",
                "--edit",
                "expected_behavior=The refund is subtracted once.");
        assertThat(edited.code()).as(edited.out()).isZero();
        assertThat(folder.resolve("specs/001-refund-is-added/spec.md"))
                .content()
                .contains("and the export", "subtracted once");
        assertThat(edited.out().replaceAll("\\s+", " ")).contains("is stale now", "workflow spec stale 001");
        assertThat(shell.run("next", "-w", "features/main").out().replaceAll("\\s+", " "))
                .contains("Derive again what is stale of 001");
        assertThat(shell.json("specify", "--session", "1", "--edit", "severity").text("error", "message"))
                .contains("--edit severity has no answer");
    }
}
