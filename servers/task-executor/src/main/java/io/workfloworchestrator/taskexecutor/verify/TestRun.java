package io.workfloworchestrator.taskexecutor.verify;

import io.workfloworchestrator.files.ProjectFolder;
import io.workfloworchestrator.specdriven.reports.TestCase;
import io.workfloworchestrator.specdriven.reports.TestCase.Outcome;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What the reports of one run say.
 *
 * @param cases the tests, in the order of the reports
 * @param reports how many reports were written in this run and could be read
 * @param remarks what could not be read, or was not written in this run, each with its file
 */
record TestRun(List<TestCase> cases, int reports, List<String> remarks) {
    static final TestRun NOTHING = new TestRun(List.of(), 0, List.of());

    /** Whether at least one test ran: one that was skipped proves nothing. */
    boolean hasRun() {
        return cases.stream().anyMatch(test -> test.outcome() != Outcome.SKIPPED);
    }

    long count(Outcome outcome) {
        return cases.stream().filter(test -> test.outcome() == outcome).count();
    }

    List<String> names(Outcome outcome) {
        return cases.stream()
                .filter(test -> test.outcome() == outcome)
                .map(TestCase::fullName)
                .toList();
    }

    /** The counts in words, such as {@code 12 tests passed, 1 skipped}; empty if no test is told of. */
    String words() {
        if (cases.isEmpty()) {
            return "";
        }
        List<String> parts = new ArrayList<>();
        long passed = count(Outcome.PASSED);
        parts.add(passed + (passed == 1 ? " test passed" : " tests passed"));
        add(parts, Outcome.WARNED, "with warnings");
        add(parts, Outcome.FAILED, "failed");
        add(parts, Outcome.SKIPPED, "skipped");
        return String.join(", ", parts);
    }

    private void add(List<String> parts, Outcome outcome, String word) {
        long count = count(outcome);
        if (count > 0) {
            parts.add(count + " " + word);
        }
    }

    /** Whether a test of that name ran: its full name, its name, or the end of its full name behind a dot. */
    boolean ran(String name) {
        return cases.stream()
                .filter(test -> test.outcome() != Outcome.SKIPPED)
                .anyMatch(test -> test.fullName().equals(name)
                        || test.name().equals(name)
                        || test.fullName().endsWith("." + name)
                        || test.fullName().replace('#', '.').endsWith("." + name.replace('#', '.')));
    }

    /**
     * The files of these patterns of which no test ran. A test is known to be of a file by the path that its report names, or by a
     * word of its class, suite or name that is the file's name up to its first dot.
     */
    List<String> notRun(ProjectFolder project, Collection<String> patterns) {
        Set<String> words = new HashSet<>();
        Set<String> files = new HashSet<>();
        for (TestCase test : cases) {
            if (test.outcome() != Outcome.SKIPPED) {
                files.add(test.file().replace('\\', '/'));
                words.addAll(Arrays.asList(test.group().split("[^\\p{L}\\p{N}_-]+")));
                words.addAll(Arrays.asList(test.name().split("[^\\p{L}\\p{N}_-]+")));
            }
        }
        return ProjectFiles.matching(project, patterns).stream()
                .filter(path -> !words.contains(stem(path)))
                .filter(path -> files.stream().noneMatch(file -> isSame(path, file)))
                .toList();
    }

    private static String stem(String path) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        int dot = name.indexOf('.');
        return dot < 0 ? name : name.substring(0, dot);
    }

    /** Whether a report's path is that of the file: reports name it from the root of the disk, of the project, or of a folder in it. */
    private static boolean isSame(String path, String file) {
        return !file.isEmpty() && (path.equals(file) || file.endsWith("/" + path) || path.endsWith("/" + file));
    }
}
