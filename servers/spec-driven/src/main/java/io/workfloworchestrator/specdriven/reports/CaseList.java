package io.workfloworchestrator.specdriven.reports;

import java.util.ArrayList;
import java.util.List;

/** The tests of one report as they are read, up to a limit. Not thread-safe. */
final class CaseList {
    /** The most tests in one report. */
    static final int MOST = 50_000;

    private final List<TestCase> cases = new ArrayList<>();
    private long failures;

    void add(TestCase test) {
        if (cases.size() >= MOST) {
            throw new ReportException(
                    "it has more than " + MOST + " tests. Have the tool write a report for each module.");
        }
        cases.add(test);
        failures += test.outcome() == TestCase.Outcome.FAILED ? 1 : 0;
    }

    long failures() {
        return failures;
    }

    int size() {
        return cases.size();
    }

    List<TestCase> all() {
        return List.copyOf(cases);
    }
}
