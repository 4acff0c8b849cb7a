package io.workfloworchestrator.specdriven.reports;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.specdriven.reports.TestCase.Outcome;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The Static Analysis Results Interchange Format 2.1.0 (OASIS): each result of each run is a finding. One of level {@code error}
 * counts as failed, any other one that is a failure as a warning; a result that somebody suppressed, or that is gone since
 * the baseline, does not count. A tool that says that it did not finish its work counts as failed. Pure functions.
 */
final class SarifReport {
    private SarifReport() {}

    static List<TestCase> read(Json.Obj report) {
        if (!(report.find("runs").orElse(Json.Null.VALUE) instanceof Json.Arr runs)) {
            throw new ReportException("its \"runs\" is no list, so it is no SARIF report.");
        }
        CaseList cases = new CaseList();
        for (Json run : runs.elements()) {
            String tool = run.at("tool", "driver", "name").flatMap(Json::asText).orElse("");
            Map<String, String> levels = levels(run);
            list(run, "results").forEach(result -> addResult(cases, tool, levels, result));
            boolean failed = list(run, "invocations").stream()
                    .anyMatch(call -> call.at("executionSuccessful")
                            .filter(Json.of(false)::equals)
                            .isPresent());
            if (failed) {
                cases.add(new TestCase(tool, "did not finish", "", Outcome.FAILED, "the tool says that it failed"));
            }
        }
        return cases.all();
    }

    private static List<Json> list(Json from, String... path) {
        return from.at(path)
                .filter(Json.Arr.class::isInstance)
                .map(Json::asList)
                .orElse(List.of());
    }

    private static Map<String, String> levels(Json run) {
        Map<String, String> levels = new HashMap<>();
        for (Json rule : list(run, "tool", "driver", "rules")) {
            text(rule, "defaultConfiguration", "level")
                    .ifPresent(level -> levels.put(text(rule, "id").orElse(""), level));
        }
        return levels;
    }

    private static void addResult(CaseList cases, String tool, Map<String, String> levels, Json result) {
        String kind = text(result, "kind").orElse("fail");
        boolean gone = text(result, "baselineState").filter("absent"::equals).isPresent();
        if (!kind.equals("fail") || gone || !list(result, "suppressions").isEmpty()) {
            return;
        }
        String rule =
                text(result, "ruleId").or(() -> text(result, "rule", "id")).orElse("finding");
        String level = text(result, "level").orElseGet(() -> levels.getOrDefault(rule, "warning"));
        Optional<Json> place = list(result, "locations").stream().findFirst();
        String file = place.flatMap(some -> text(some, "physicalLocation", "artifactLocation", "uri"))
                .orElse("");
        String line = place.flatMap(some -> some.at("physicalLocation", "region", "startLine"))
                .map(number -> ":" + number)
                .orElse("");
        cases.add(new TestCase(
                tool,
                rule + (file.isEmpty() ? "" : " at " + file + line),
                file,
                level.equals("error") ? Outcome.FAILED : Outcome.WARNED,
                text(result, "message", "text").orElse("")));
    }

    private static Optional<String> text(Json from, String... path) {
        return from.at(path).flatMap(Json::asText);
    }
}
