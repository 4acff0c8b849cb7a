package io.workfloworchestrator.taskexecutor.verify;

import io.workfloworchestrator.detect.DetectException;
import io.workfloworchestrator.detect.FactDeclaration;
import io.workfloworchestrator.detect.StateDetector;
import io.workfloworchestrator.files.PathAttributes;
import io.workfloworchestrator.files.PathException;
import io.workfloworchestrator.files.ProjectFolder;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;

/** Finds files of a project by paths and patterns, as evidence takes them: a folder, and {@code **} at the end, mean all below. */
final class ProjectFiles {
    private ProjectFiles() {}

    /** The files that a pattern stands for, sorted; none for a pattern that is not allowed. */
    static NavigableSet<String> matching(ProjectFolder project, String pattern) {
        NavigableSet<String> paths = new TreeSet<>();
        try {
            Map<String, Object> fact = StateDetector.of(
                            project, Map.of("files", FactDeclaration.files(whole(project, pattern))))
                    .scan()
                    .fact("files")
                    .value();
            if (fact.get("entries") instanceof List<?> entries) {
                entries.forEach(entry -> {
                    if (entry instanceof Map<?, ?> file && file.get("path") instanceof String path) {
                        paths.add(path);
                    }
                });
            }
        } catch (PathException | DetectException e) {
            return new TreeSet<>();
        }
        return paths;
    }

    static NavigableSet<String> matching(ProjectFolder project, Collection<String> patterns) {
        NavigableSet<String> paths = new TreeSet<>();
        patterns.forEach(pattern -> paths.addAll(matching(project, pattern)));
        return paths;
    }

    private static String whole(ProjectFolder project, String pattern) {
        if (pattern.endsWith("**")) {
            return pattern + "/*";
        }
        boolean folder = pattern.indexOf('*') < 0
                && project.attributes(pattern)
                        .filter(found -> found.kind() == PathAttributes.Kind.DIRECTORY)
                        .isPresent();
        return folder ? ProjectFolder.checkPath(pattern) + "/**/*" : pattern;
    }
}
