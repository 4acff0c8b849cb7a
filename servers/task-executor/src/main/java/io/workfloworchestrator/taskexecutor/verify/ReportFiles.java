package io.workfloworchestrator.taskexecutor.verify;

import io.workfloworchestrator.files.PathAttributes;
import io.workfloworchestrator.files.PathException;
import io.workfloworchestrator.files.ProjectFolder;
import io.workfloworchestrator.taskexecutor.reports.ReportException;
import io.workfloworchestrator.taskexecutor.reports.TestCase;
import io.workfloworchestrator.taskexecutor.reports.TestReports;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;

/**
 * The reports of a check, as they were before it ran. Afterwards those that are new or were written again are read: a report that
 * lay there before proves nothing about this run. Immutable and thread-safe.
 */
record ReportFiles(ProjectFolder project, List<String> patterns, Map<String, PathAttributes> before) {
    private static final int MOST_FILES = 2_000;
    private static final int MOST_CASES = 100_000;
    private static final int MOST_REMARKS = 10;

    static ReportFiles before(ProjectFolder project, Check check) {
        List<String> patterns = check.inFolder(check.reports());
        Map<String, PathAttributes> before = new HashMap<>();
        for (String path : ProjectFiles.matching(project, patterns)) {
            attributes(project, path).ifPresent(found -> before.put(path, found));
        }
        return new ReportFiles(project, patterns, Map.copyOf(before));
    }

    TestRun read() {
        List<TestCase> cases = new ArrayList<>();
        List<String> remarks = new ArrayList<>();
        int read = 0;
        int old = 0;
        NavigableSet<String> found = ProjectFiles.matching(project, patterns);
        for (String path : found) {
            if (attributes(project, path).equals(Optional.ofNullable(before.get(path)))) {
                old++;
            } else if (read >= MOST_FILES || cases.size() > MOST_CASES) {
                remarks.add(path + " and later reports were not read: there are too many.");
                break;
            } else {
                try {
                    cases.addAll(TestReports.read(project.read(path, TestReports.MOST_BYTES)));
                    read++;
                } catch (ReportException | PathException e) {
                    remarks.add("The report " + path + " was not read: " + e.getMessage());
                }
            }
        }
        if (old > 0) {
            remarks.add(old + (old == 1 ? " report is" : " reports are")
                    + " from before this run, and were not read. Have the tool write them anew.");
        }
        return new TestRun(cases, read, remarks.subList(0, Math.min(MOST_REMARKS, remarks.size())));
    }

    private static Optional<PathAttributes> attributes(ProjectFolder project, String path) {
        try {
            return project.attributes(path);
        } catch (PathException e) {
            return Optional.empty();
        }
    }
}
