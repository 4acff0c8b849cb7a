package io.workfloworchestrator.specdriven.analysis;

import io.workfloworchestrator.files.PathAttributes;
import io.workfloworchestrator.files.PathException;
import io.workfloworchestrator.files.ProjectFolder;
import io.workfloworchestrator.specdriven.reports.TestCase;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whether the tests that requirements name are there, ran, and passed. A test that exists but did not run counts as missing. */
record TestChecks(ProjectFolder project, ProjectCode code, TestRuns reports) {
    List<Finding> of(FeatureFiles files) {
        List<Finding> all = new ArrayList<>();
        boolean isAnyNamed = false;
        for (ReadSpec.Statement each : files.spec().living()) {
            NamedCode named = NamedCode.of(each.text(), each.fields());
            isAnyNamed |= !named.tests().isEmpty();
            named.tests().stream().sorted().forEach(test -> check(each, test).ifPresent(all::add));
            if (each.met() && named.tests().isEmpty() && !isCovered(files, each)) {
                all.add(each.at()
                        .warning(
                                "met-without-test",
                                each.id() + " is ticked as met, but names no test, so nothing proves it.",
                                "Add \"[tests:: src/test/…]\" to its line."));
            }
        }
        if (isAnyNamed && reports.runs().isEmpty()) {
            all.add(Finding.at(files.specPath(), 0, files.id())
                    .warning(
                            "no-test-reports",
                            "Requirements name tests, but no report says that they ran.",
                            "Run the tests; JUnit XML below target/, build/ or reports/, and files *.tap are read."));
        }
        reports.unreadable()
                .forEach(path -> all.add(Finding.at(path, 0, path)
                        .note("report-unreadable", "This report of tests cannot be read.", "Run the tests again.")));
        return all;
    }

    /** A task may name the test that its requirement does not. */
    private static boolean isCovered(FeatureFiles files, ReadSpec.Statement requirement) {
        return files.work().of(requirement).stream()
                .anyMatch(
                        task -> !NamedCode.of(task.all(), task.fields()).tests().isEmpty());
    }

    private Optional<Finding> check(ReadSpec.Statement each, String test) {
        Optional<String> file = code.find(test);
        boolean isPath = test.contains("/");
        if (isPath && file.isEmpty()) {
            return Optional.of(finding(
                    each, "test-missing", "the test " + test + " is not there.", "Write it, or name the right file."));
        }
        if (reports.runs().isEmpty()) {
            return Optional.empty();
        }
        List<TestRuns.Run> runs = reports.of(test);
        if (runs.stream().allMatch(run -> run.test().outcome() == TestCase.Outcome.SKIPPED)) {
            String what = runs.isEmpty() ? "did not run: no report names it." : "was skipped.";
            return Optional.of(finding(
                    each, "test-not-run", "its test " + test + " " + what, "Run it, and look why it was left out."));
        }
        Optional<TestRuns.Run> failed = runs.stream()
                .filter(run -> run.test().outcome() == TestCase.Outcome.FAILED)
                .findFirst();
        if (failed.isPresent()) {
            return Optional.of(finding(
                    each,
                    "test-failed",
                    "its test " + test + " failed: " + failed.get().test().name() + " ("
                            + failed.get().report() + ").",
                    "Mend the code, or change the requirement."));
        }
        boolean isOld = file.flatMap(this::modified)
                .filter(changed -> runs.stream().allMatch(run -> run.at().isBefore(changed)))
                .isPresent();
        return isOld
                ? Optional.of(finding(
                        each,
                        "test-not-run",
                        "its test " + test + " was changed after it ran last ("
                                + runs.get(0).report() + ").",
                        "Run it again."))
                : Optional.empty();
    }

    private Optional<Instant> modified(String path) {
        try {
            return project.attributes(path).map(PathAttributes::modified);
        } catch (PathException e) {
            return Optional.empty();
        }
    }

    private static Finding finding(ReadSpec.Statement each, String check, String what, String fix) {
        return each.at().error(check, "Of " + each.id() + ", " + what, fix);
    }
}
