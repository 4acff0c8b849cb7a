package io.workfloworchestrator.taskexecutor.verify;

import io.workfloworchestrator.files.PathException;
import io.workfloworchestrator.files.ProjectFolder;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.specdriven.reports.CtrfReport;
import io.workfloworchestrator.specdriven.reports.ReportException;
import io.workfloworchestrator.specdriven.reports.TestCase;
import io.workfloworchestrator.specdriven.reports.TestReports;
import io.workfloworchestrator.state.Secrets;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a check printed and which tests ran, as files beside the plan of a workflow: {@code artifacts/<task>-<check>.log} and {@code
 * artifacts/<task>-<check>.ctrf.json}, of the newest run each. Thread-safe.
 */
record Artifacts(ProjectFolder project) {
    /** Where the folder of a workflow may be; the first that is there is meant. */
    static final List<String> FOLDERS = List.of("temp/workflows/", "07-temp/workflows/");

    /** Writes both files. Gives what could not be written; empty if all was. */
    Optional<String> write(TaskFacts facts, CheckOutcome outcome, Instant begun) {
        String path = path(facts, outcome.check());
        String log = "$ " + outcome.check().line() + "\n" + begun + ", " + outcome.words() + "\n\n"
                + outcome.result().output();
        try {
            project.replace(path + ".log", log.getBytes(StandardCharsets.UTF_8));
            if (!outcome.tests().cases().isEmpty()) {
                long from = begun.toEpochMilli();
                Json report = CtrfReport.write(
                        outcome.check().run().get(0),
                        outcome.tests().cases().stream()
                                .map(Artifacts::withoutSecrets)
                                .toList(),
                        from,
                        from + outcome.result().took().toMillis());
                project.replace(path + ".ctrf.json", report.toPrettyText().getBytes(StandardCharsets.UTF_8));
            }
            return Optional.empty();
        } catch (PathException e) {
            return Optional.of("The output was not kept as a file: " + e.getMessage());
        }
    }

    private static TestCase withoutSecrets(TestCase test) {
        return Secrets.kind(test.message())
                .map(kind -> new TestCase(
                        test.group(),
                        test.name(),
                        test.file(),
                        test.outcome(),
                        "(left out: it looks like " + kind + ")"))
                .orElse(test);
    }

    /** The tests of the newest run of a check; none if no report of it was kept. */
    List<TestCase> tests(TaskFacts facts, Check check) {
        String path = path(facts, check) + ".ctrf.json";
        try {
            return project.exists(path) ? TestReports.read(project.read(path, TestReports.MOST_BYTES)) : List.of();
        } catch (PathException | ReportException e) {
            return List.of(); // somebody moved or changed it
        }
    }

    private String path(TaskFacts facts, Check check) {
        String folder = FOLDERS.stream()
                .filter(one -> project.exists(one + facts.name()))
                .findFirst()
                .orElse(FOLDERS.get(0));
        return folder + facts.name() + "/artifacts/" + facts.called() + "-" + check.name();
    }
}
