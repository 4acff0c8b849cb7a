package io.workfloworchestrator.taskexecutor.verify;

import io.workfloworchestrator.files.Fingerprints;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.specdriven.reports.TestCase;
import io.workfloworchestrator.specdriven.reports.TestCase.Outcome;
import io.workfloworchestrator.workflow.Evidence;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The outcome of a check as an in-toto Statement v1 with the predicate https://in-toto.io/attestation/test-result/v0.1. Its
 * subjects are the files that the check was about, its configuration is the command. It is not signed. Pure functions.
 */
final class InTotoStatement {
    private static final String STATEMENT = "https://in-toto.io/Statement/v1";
    private static final String TEST_RESULT = "https://in-toto.io/attestation/test-result/v0.1";

    private InTotoStatement() {}

    /**
     * The statement about one outcome.
     *
     * @param evidence the outcome; it must be about files, since a statement without a subject says nothing
     * @param tests the tests that ran; without them the check itself counts as one test
     */
    static Json.Obj of(Check check, Evidence evidence, List<TestCase> tests) {
        List<Json> subjects = new ArrayList<>();
        evidence.files().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(file -> subjects.add(resource(file.getKey(), file.getValue())));
        String line = check.line();
        Json configuration = resource("check:" + check.name(), Fingerprints.of(line.getBytes(StandardCharsets.UTF_8)))
                .with("annotations", Json.Obj.EMPTY.with("command", line));
        boolean warned = tests.stream().anyMatch(test -> test.outcome() == Outcome.WARNED);
        String result = evidence.isPassed() ? (warned ? "WARNED" : "PASSED") : "FAILED";
        Json.Obj predicate = Json.Obj.EMPTY
                .with("result", result)
                .with("configuration", Json.array(List.of(configuration)))
                .with("passedTests", names(check, evidence.isPassed(), tests, Outcome.PASSED))
                .with("warnedTests", names(check, false, tests, Outcome.WARNED))
                .with("failedTests", failed(check, evidence, tests));
        return Json.Obj.EMPTY
                .with("_type", STATEMENT)
                .with("subject", Json.array(subjects))
                .with("predicateType", TEST_RESULT)
                .with("predicate", predicate);
    }

    private static Json failed(Check check, Evidence evidence, List<TestCase> tests) {
        boolean some = tests.stream().anyMatch(test -> test.outcome() == Outcome.FAILED);
        // What failed may be no test, such as a compilation: then the check itself is named.
        return evidence.isPassed() || some
                ? names(check, false, tests, Outcome.FAILED)
                : Json.strings(List.of(check.name()));
    }

    private static Json names(Check check, boolean itself, List<TestCase> tests, Outcome outcome) {
        if (tests.isEmpty()) {
            return Json.strings(itself ? List.of(check.name()) : List.of());
        }
        return Json.strings(tests.stream()
                .filter(test -> test.outcome() == outcome)
                .map(TestCase::fullName)
                .toList());
    }

    private static Json.Obj resource(String name, String sha256) {
        return Json.Obj.EMPTY.with("name", name).with("digest", Json.Obj.EMPTY.with("sha256", sha256));
    }
}
