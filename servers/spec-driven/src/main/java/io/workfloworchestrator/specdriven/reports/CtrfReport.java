package io.workfloworchestrator.specdriven.reports;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.specdriven.reports.TestCase.Outcome;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The Common Test Report Format, https://ctrf.io: {@code results.tests} with {@code name}, {@code status} (passed, failed,
 * skipped, pending, other), and optionally {@code suite}, {@code filePath}, {@code flaky} and {@code message}. Read and written.
 * Pure functions.
 */
public final class CtrfReport {
    private CtrfReport() {}

    static List<TestCase> read(Json.Obj report) {
        Json tests = report.at("results", "tests")
                .orElseThrow(
                        () -> new ReportException("it has \"results\" without \"tests\", so it is no CTRF report."));
        if (!(tests instanceof Json.Arr)) {
            throw new ReportException("its \"results.tests\" is no list, so it is no CTRF report.");
        }
        CaseList cases = new CaseList();
        for (Json test : tests.asList()) {
            if (!(test instanceof Json.Obj one) || one.text("name").isEmpty()) {
                throw new ReportException("one of its tests has no name.");
            }
            cases.add(new TestCase(
                    suite(one),
                    one.text("name").orElse(""),
                    one.text("filePath").orElse(""),
                    outcome(one),
                    one.text("message").orElse("")));
        }
        return cases.all();
    }

    /** A list of names from the outermost on; in older reports one text. */
    private static String suite(Json.Obj test) {
        Json suite = test.find("suite").orElse(Json.of(""));
        return suite.asText().orElseGet(() -> String.join(" > ", suite.texts()));
    }

    private static Outcome outcome(Json.Obj test) {
        boolean flaky = test.find("flaky").filter(Json.of(true)::equals).isPresent();
        return switch (test.text("status").orElse("")) {
            case "passed" -> flaky ? Outcome.WARNED : Outcome.PASSED;
            case "skipped", "pending" -> Outcome.SKIPPED;
            default -> Outcome.FAILED; // "other" is whatever its tool could not call passed
        };
    }

    public static Json.Obj write(String tool, List<TestCase> cases, long startMillis, long stopMillis) {
        Map<String, Json> summary = new TreeMap<>();
        summary.put("tests", Json.of(cases.size()));
        for (String status : List.of("passed", "failed", "skipped", "pending", "other")) {
            summary.put(
                    status,
                    Json.of(cases.stream()
                            .filter(test -> status(test.outcome()).equals(status))
                            .count()));
        }
        summary.put("start", Json.of(startMillis));
        summary.put("stop", Json.of(stopMillis));
        Json.Obj results = Json.Obj.EMPTY
                .with("tool", Json.Obj.EMPTY.with("name", tool))
                .with("summary", Json.object(summary))
                .with("tests", Json.array(cases.stream().map(CtrfReport::json).toList()));
        return Json.Obj.EMPTY
                .with("reportFormat", "CTRF")
                .with("specVersion", "0.0.0")
                .with("results", results);
    }

    private static Json json(TestCase test) {
        Json.Obj json = Json.Obj.EMPTY
                .with("name", test.name())
                .with("status", status(test.outcome()))
                .with("duration", 0);
        json = test.group().isEmpty() ? json : json.with("suite", Json.strings(List.of(test.group())));
        json = test.file().isEmpty() ? json : json.with("filePath", test.file());
        json = test.message().isEmpty() ? json : json.with("message", test.message());
        return test.outcome() == Outcome.WARNED ? json.with("flaky", true) : json;
    }

    private static String status(Outcome outcome) {
        return switch (outcome) {
            case PASSED, WARNED -> "passed";
            case FAILED -> "failed";
            case SKIPPED -> "skipped";
        };
    }
}
