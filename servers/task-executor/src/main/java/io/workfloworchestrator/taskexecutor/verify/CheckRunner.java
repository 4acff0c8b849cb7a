package io.workfloworchestrator.taskexecutor.verify;

import io.workfloworchestrator.files.PathAttributes;
import io.workfloworchestrator.files.PathException;
import io.workfloworchestrator.files.ProjectFolder;
import io.workfloworchestrator.files.process.ProcessResult;
import io.workfloworchestrator.json.CodedException;
import io.workfloworchestrator.specdriven.reports.ReportException;
import io.workfloworchestrator.specdriven.reports.TestCase;
import io.workfloworchestrator.specdriven.reports.TestReports;
import io.workfloworchestrator.taskexecutor.command.Command;
import io.workfloworchestrator.taskexecutor.command.CommandRun;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;

/** Runs the checks of a project and reads their reports. Whether a check may run, its caller has asked before. Thread-safe. */
record CheckRunner(ProjectFolder project, CommandRun commands) {
    /**
     * Runs a check to its end.
     *
     * @param named tests that must run besides those of the check's own patterns
     * @throws CodedException {@code E_CHECK_FOLDER} if the folder of the check is not there, or is not one
     */
    CheckOutcome run(Check check, List<String> named, RunControl control) {
        ReportFiles reports = ReportFiles.before(project, check);
        ProcessResult result = commands.run(
                command(check),
                control.cancelled(),
                time -> control.progress().accept(check.name() + ", " + time.toSeconds() + " s"));
        TestRun tests = check.reports().isEmpty() ? TestRun.NOTHING : reports.read();
        List<String> missing = new ArrayList<>();
        if (!tests.cases().isEmpty()) {
            missing.addAll(tests.notRun(project, check.inFolder(check.tests())));
            named.stream().filter(name -> !tests.ran(name)).forEach(missing::add);
        }
        return new CheckOutcome(check, result, tests, missing);
    }

    private Command command(Check check) {
        boolean folderThere = project.attributes(check.folder())
                .filter(found -> found.kind() == PathAttributes.Kind.DIRECTORY)
                .isPresent();
        if (!folderThere) {
            throw new CodedException(
                    "E_CHECK_FOLDER",
                    "The check \"" + check.name() + "\" was not run: there is no folder \"" + check.folder()
                            + "\". Mend \"in\" in " + VerificationRules.FILE + ".");
        }
        Path folder = project.root().resolve(check.folder()).normalize();
        List<String> words = new ArrayList<>(check.run());
        if (words.get(0).indexOf('/') > 0) {
            words.set(0, folder.resolve(words.get(0)).toString()); // some systems look from the folder of this process
        }
        return new Command(words, folder, check.timeout(), check.environment());
    }

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
}
