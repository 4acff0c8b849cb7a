package io.workfloworchestrator.projectmanagement.migration;

import io.workfloworchestrator.files.FolderEntry;
import io.workfloworchestrator.files.PathAttributes.Kind;
import io.workfloworchestrator.files.PathException;
import io.workfloworchestrator.files.PathRules;
import io.workfloworchestrator.files.ProjectFolder;
import io.workfloworchestrator.json.CodedException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Predicate;

/**
 * All files of a project, without those in folders that are skipped. What cannot be read is named, never left out; links are named
 * and not followed.
 *
 * @param files their paths, sorted
 * @param folders the folders that were looked into, without the project itself
 */
record FolderScan(List<String> files, List<String> folders, List<String> unreadable, int skipped) {
    private static final int MOST_ENTRIES = 100_000;
    private static final int MOST_FILES = 200_000;

    /** @throws CodedException {@code E_MIGRATION_SIZE} if there are more than 200,000 files */
    static FolderScan of(ProjectFolder project, Predicate<String> skips) {
        List<String> files = new ArrayList<>();
        List<String> folders = new ArrayList<>();
        List<String> unreadable = new ArrayList<>();
        int skipped = 0;
        Deque<String> open = new ArrayDeque<>(List.of("."));
        while (!open.isEmpty()) {
            String folder = open.pop();
            List<FolderEntry> entries;
            try {
                entries = project.list(folder, MOST_ENTRIES);
            } catch (PathException e) {
                unreadable.add(PathRules.show(folder) + ": " + e.getMessage());
                continue;
            }
            for (FolderEntry entry : entries) {
                String path = folder.equals(".") ? entry.name() : folder + "/" + entry.name();
                PathRules.Problem problem = PathRules.nameProblem(entry.name());
                if (problem != null) {
                    unreadable.add(PathRules.show(path) + ": its name " + problem.what());
                } else if (entry.kind() == Kind.FILE) {
                    files.add(path);
                } else if (entry.kind() == Kind.DIRECTORY && !skips.test(entry.name())) {
                    folders.add(path);
                    open.push(path);
                } else {
                    skipped++;
                }
            }
            if (files.size() > MOST_FILES) {
                throw new CodedException(
                        "E_MIGRATION_SIZE",
                        "There are more than " + MOST_FILES + " files here. Name more folders to skip in "
                                + MigrationRules.FILE + ".");
            }
        }
        files.sort(null);
        folders.sort(null);
        return new FolderScan(files, folders, unreadable, skipped);
    }
}
