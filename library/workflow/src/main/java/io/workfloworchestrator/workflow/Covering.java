package io.workfloworchestrator.workflow;

import io.workfloworchestrator.detect.DetectException;
import io.workfloworchestrator.detect.Detection;
import io.workfloworchestrator.detect.FactDeclaration;
import io.workfloworchestrator.detect.StateDetector;
import io.workfloworchestrator.files.PathAttributes;
import io.workfloworchestrator.files.PathException;
import io.workfloworchestrator.files.ProjectFolder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Finds the files that evidence covers, and takes their fingerprints. Our own files and git's do not count, since they
 * change by every commit, nor do files that git ignores, which are made again by every build. Thread-safe.
 */
record Covering(ProjectFolder project, CoveredFiles files, Supplier<Set<String>> stateFiles) {
    private static final Set<String> OURS = Set.of(".ai-planning", ".git");

    /**
     * The fingerprints of the files that these patterns stand for, by path.
     *
     * @throws ItemException {@code E_EVIDENCE_FILES} if a pattern stands for no file, for ours, or for too many
     */
    SortedMap<String, String> fingerprints(List<String> patterns) {
        SortedMap<String, String> covered = new TreeMap<>();
        CoveredFiles.Look look = files.look();
        IgnoredFiles ignored = new IgnoredFiles(project);
        for (String pattern : patterns) {
            boolean isOfWords = pattern.endsWith(CoveredFiles.WORDS);
            List<String> paths = isOfWords ? List.of(pattern) : paths(pattern);
            // Who names a document of the state means it, such as a verdict on a specification.
            Set<String> ours = paths.equals(List.of(pattern)) ? Set.of() : stateFiles.get();
            List<String> counted = paths.stream()
                    .filter(path -> !isOurs(path, ours) && !ignored.contains(path))
                    .toList();
            if (counted.isEmpty()) {
                throw refused(pattern, paths, ours);
            }
            for (String path : counted) {
                covered.put(path, look.fingerprint(path).orElseThrow(() -> unreadable(path)));
            }
            if (covered.size() > Evidence.MOST_FILES) {
                throw new ItemException(
                        "E_EVIDENCE_FILES",
                        "The evidence was not added: it covers more than " + Evidence.MOST_FILES
                                + " files. Name what it is about more closely than by \"" + ItemFields.shown(pattern)
                                + "\".");
            }
        }
        return covered;
    }

    private static boolean isOurs(String path, Set<String> stateFiles) {
        int slash = path.indexOf('/');
        String top = slash < 0 ? path : path.substring(0, slash);
        return OURS.contains(top.toLowerCase(Locale.ROOT)) || path.contains("/.git/") || stateFiles.contains(path);
    }

    private static ItemException refused(String pattern, List<String> paths, Set<String> stateFiles) {
        Optional<String> ours =
                paths.stream().filter(path -> isOurs(path, stateFiles)).findFirst();
        String why = paths.isEmpty()
                ? "there is no file \"" + ItemFields.shown(pattern) + "\" (case counts)"
                : ours.isPresent()
                        ? "\"" + ours.get() + "\" changes with every commit, so it proves nothing"
                        : "git ignores \"" + paths.get(0) + "\", which is made again by whoever builds";
        return new ItemException(
                "E_EVIDENCE_FILES",
                "The evidence was not added: " + why + ". Name the files that the proof is about, such as src/**.");
    }

    private static ItemException unreadable(String path) {
        return new ItemException(
                "E_EVIDENCE_FILES",
                "The evidence was not added: \"" + path + "\" cannot be read, or has more than "
                        + (CoveredFiles.MOST_BYTES >> 20) + " MB.");
    }

    /** A folder, and {@code **} at the end, stand for all files below. */
    private String files(String pattern) {
        if (pattern.endsWith("**")) {
            return pattern + "/*";
        }
        boolean folder = pattern.indexOf('*') < 0
                && project.attributes(pattern)
                        .filter(found -> found.kind() == PathAttributes.Kind.DIRECTORY)
                        .isPresent();
        return folder ? ProjectFolder.checkPath(pattern) + "/**/*" : pattern;
    }

    private List<String> paths(String pattern) {
        try {
            if (OURS.stream().anyMatch(own -> pattern.equals(own) || pattern.startsWith(own + "/"))) {
                return List.of(pattern);
            }
            Detection found = StateDetector.of(project, Map.of("covered", FactDeclaration.files(files(pattern))))
                    .scan();
            List<String> paths = new ArrayList<>();
            if (found.fact("covered").value().get("entries") instanceof List<?> entries) {
                entries.forEach(entry -> {
                    if (entry instanceof Map<?, ?> file && file.get("path") instanceof String path) {
                        paths.add(path);
                    }
                });
            }
            return paths;
        } catch (PathException | DetectException e) {
            throw new ItemException("E_EVIDENCE_FILES", "The evidence was not added: " + e.getMessage());
        }
    }
}
