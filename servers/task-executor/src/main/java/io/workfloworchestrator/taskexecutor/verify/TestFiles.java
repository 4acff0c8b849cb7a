package io.workfloworchestrator.taskexecutor.verify;

import io.workfloworchestrator.files.ProjectFolder;
import io.workfloworchestrator.taskexecutor.reports.TestCase;
import io.workfloworchestrator.taskexecutor.reports.TestCase.Outcome;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Finds files with tests of which no test ran. Pure functions of the folder. */
final class TestFiles {
    private TestFiles() {}

    /**
     * The files of these patterns of which no test ran. A test is known to be of a file by the path that its report names, or by a
     * word of its class, suite or name that is the file's name up to its first dot.
     */
    static List<String> notRun(ProjectFolder project, Collection<String> patterns, List<TestCase> cases) {
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
