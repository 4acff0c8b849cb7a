package io.workfloworchestrator.taskexecutor.verify;

import io.workfloworchestrator.files.Fingerprints;
import io.workfloworchestrator.files.PathException;
import io.workfloworchestrator.files.ProjectFolder;
import io.workfloworchestrator.json.Json;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The documents of a project at the beginning of a workflow: a fingerprint of each, so that later anybody can tell which of them
 * changed, whatever became of the times of the files.
 *
 * @param files the first 16 hexadecimal digits of SHA-256 of each document, by path; at most {@value #MOST_FILES}
 */
public record DocumentationBaseline(SortedMap<String, String> files) {
    public static final int MOST_FILES = 500;

    private static final int MOST_BYTES = 8 << 20;
    private static final int DIGITS = 16;
    private static final List<String> USUAL =
            List.of("README*", "CHANGELOG*", "CHANGES*", "API*", "CONTRIBUTING*", "openapi.*", "docs/**");

    public DocumentationBaseline {
        files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
    }

    /** The documents as they are now: the usual ones, and those that the rules of the project name. */
    public static DocumentationBaseline of(ProjectFolder project) {
        return of(project, VerificationRules.of(project).documentation());
    }

    static DocumentationBaseline of(ProjectFolder project, List<DocumentationRule> rules) {
        List<String> patterns = new ArrayList<>();
        rules.forEach(rule -> patterns.addAll(rule.update()));
        patterns.addAll(USUAL);
        SortedMap<String, String> files = new TreeMap<>();
        for (String path : ProjectFiles.matching(project, patterns)) {
            if (files.size() < MOST_FILES) {
                String fingerprint = fingerprint(project, path);
                if (!fingerprint.isEmpty()) {
                    files.put(path, fingerprint);
                }
            }
        }
        return new DocumentationBaseline(files);
    }

    /** The fingerprint of a document now; empty if it cannot be read. */
    static String fingerprint(ProjectFolder project, String path) {
        try {
            return Fingerprints.of(project.read(path, MOST_BYTES)).substring(0, DIGITS);
        } catch (PathException e) {
            return "";
        }
    }

    /** For the data of a workflow. */
    public Json.Obj toJson() {
        Map<String, Json> json = new TreeMap<>();
        files.forEach((path, fingerprint) -> json.put(path, Json.of(fingerprint)));
        return Json.object(json);
    }

    /** What {@link #toJson} wrote; whatever is no text is left out. */
    public static DocumentationBaseline of(Json.Obj json) {
        SortedMap<String, String> files = new TreeMap<>();
        json.forEach((path, fingerprint) -> fingerprint.asText().ifPresent(text -> files.put(path, text)));
        return new DocumentationBaseline(files);
    }
}
