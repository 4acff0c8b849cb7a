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
}
