package io.workfloworchestrator.projectmanagement.migration;

import io.workfloworchestrator.documents.DocumentException;
import io.workfloworchestrator.documents.Markdown;
import io.workfloworchestrator.files.PathException;
import io.workfloworchestrator.files.ProjectFolder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The files of one validation, each read once. What cannot be read has a reason. Not thread-safe. */
final class CheckedFiles {
    private static final int MOST_BYTES = 4 * 1024 * 1024;

    private final ProjectFolder project;
    private final FolderScan scan;
    private final Map<String, Read> read = new HashMap<>();

    CheckedFiles(ProjectFolder project, FolderScan scan) {
        this.project = project;
        this.scan = scan;
    }

    /**
     * @param text its text; empty if it cannot be read
     * @param document the same as Markdown; empty if it cannot be read so
     * @param fault why it cannot be read, in a sentence; empty if it can
     */
    record Read(String text, Optional<Markdown> document, String fault) {}

    FolderScan scan() {
        return scan;
    }

    boolean exists(String path) {
        return scan.files().contains(path) || scan.folders().contains(path) || isThere(path);
    }

    private boolean isThere(String path) {
        try {
            return project.exists(path);
        } catch (PathException e) {
            return false;
        }
    }

    List<String> below(String folder) {
        return scan.files().stream()
                .filter(path -> path.startsWith(folder + "/"))
                .toList();
    }

    static boolean isMarkdown(String path) {
        return path.toLowerCase(Locale.ROOT).endsWith(".md");
    }

    Read read(String path) {
        return read.computeIfAbsent(path, this::readNow);
    }

    private Read readNow(String path) {
        try {
            byte[] bytes = project.read(path, MOST_BYTES);
            return document(new String(bytes, StandardCharsets.UTF_8), bytes);
        } catch (PathException e) {
            return new Read("", Optional.empty(), String.valueOf(e.getMessage()));
        }
    }

    private static Read document(String text, byte[] bytes) {
        try {
            return new Read(text, Optional.of(Markdown.read(bytes)), "");
        } catch (DocumentException e) {
            return new Read(text, Optional.empty(), String.valueOf(e.getMessage()));
        }
    }
}
