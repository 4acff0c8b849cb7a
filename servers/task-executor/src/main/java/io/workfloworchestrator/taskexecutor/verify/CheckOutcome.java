package io.workfloworchestrator.taskexecutor.verify;

import io.workfloworchestrator.definition.Names;
import io.workfloworchestrator.files.process.ProcessResult;
import io.workfloworchestrator.files.process.ProcessResult.End;
import io.workfloworchestrator.json.Words;
import io.workfloworchestrator.specdriven.reports.TestCase.Outcome;
import java.util.ArrayList;
import java.util.List;

/**
 * What came out of one run of a check.
 *
 * @param missing tests that should have run and did not: files, and names
 */
record CheckOutcome(Check check, ProcessResult result, TestRun tests, List<String> missing) {
    private static final int MOST_WORDS = 190;
    private static final int MOST_NAMED = 3;

    /** Whether it says anything about the task: a program that is not there, or that somebody called off, does not. */
    boolean isEvidence() {
        return result.end() != End.NOT_STARTED && result.end() != End.CANCELLED;
    }

    boolean isPassed() {
        return result.isPassed()
                && tests.count(Outcome.FAILED) == 0
                && missing.isEmpty()
                && (check.reports().isEmpty() || tests.hasRun());
    }

    /** The outcome in at most 190 characters, beginning with {@code passed} or {@code failed}. */
    String words() {
        List<String> parts = new ArrayList<>();
        parts.add((isPassed() ? "passed: " : "failed: ") + result.words());
        if (!tests.words().isEmpty()) {
            parts.add(tests.words());
        } else if (result.end() == End.EXITED && !check.reports().isEmpty()) {
            parts.add(tests.reports() > 0 ? "its reports name no test" : "it wrote no report in this run");
        }
        if (!tests.cases().isEmpty() && !tests.hasRun()) {
            parts.add("no test ran");
        }
        add(parts, "did not run: ", missing);
        add(parts, "failed are ", tests.names(Outcome.FAILED));
        return Words.clip(String.join("; ", parts).replaceAll("\\p{Cntrl}", "?"), MOST_WORDS);
    }

    private static void add(List<String> parts, String what, List<String> names) {
        if (!names.isEmpty()) {
            parts.add(what + Names.first(MOST_NAMED, names));
        }
    }

    /** What should be known beside the outcome. */
    List<String> remarks() {
        List<String> remarks = new ArrayList<>();
        if (result.end() == End.NOT_STARTED) {
            remarks.add(check.name() + " could not be started: " + result.output());
        }
        if (result.leftBehind() > 0) {
            remarks.add(check.name() + " left " + result.leftBehind() + " processes behind, which were ended.");
        }
        remarks.addAll(tests.remarks());
        return remarks;
    }
}
