package io.workfloworchestrator.projectmanagement.completion;

import io.workfloworchestrator.files.FolderEntry;
import io.workfloworchestrator.files.PathAttributes;
import io.workfloworchestrator.files.PathException;
import io.workfloworchestrator.files.ProjectFolder;
import io.workfloworchestrator.json.Words;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The lines of documents that say that something is left to do: TODO, TBD or FIXME in capitals, as a word of its own, outside of
 * fences. Pure functions on a project.
 */
final class OpenMarks {
    private static final Pattern MARK = Pattern.compile("(?<![\\w`])(?:TODO|TBD|FIXME)(?![\\w`])");
    private static final int MOST_FILES = 300;
    private static final int MOST_ENTRIES = 2_000;
    private static final int MOST_BYTES = 1 << 20;
    private static final int MOST_FOUND = 200;

    private OpenMarks() {}

    /**
     * The marks as {@code file:line: text}.
     *
     * @param places files and folders, relative to the project; those that are not there are left out
     * @param except files that are not looked at
     */
    static List<String> in(ProjectFolder project, Collection<String> places, Set<String> except) {
        List<String> found = new ArrayList<>();
        Set<String> files = files(project, places);
        files.removeAll(except);
        for (String file : files) {
            try {
                lines(file, project.readText(file, MOST_BYTES), found);
            } catch (PathException e) {
                found.add(file + ": it could not be read. " + e.getMessage());
            }
            if (found.size() >= MOST_FOUND) {
                break;
            }
        }
        return found;
    }

    private static void lines(String file, String text, List<String> found) {
        String fence = "";
        int number = 0;
        for (String line : text.split("\\R", -1)) {
            number++;
            String start = line.strip();
            if (!fence.isEmpty() || start.startsWith("```") || start.startsWith("~~~")) {
                fence = fence.isEmpty() ? start.substring(0, 3) : start.startsWith(fence) ? "" : fence;
            } else if (MARK.matcher(line).find()) {
                found.add(file + ":" + number + ": " + Words.clip(start, 100));
            }
        }
    }

    private static Set<String> files(ProjectFolder project, Collection<String> places) {
        Set<String> files = new LinkedHashSet<>();
        Deque<String> left = new ArrayDeque<>(places);
        while (!left.isEmpty() && files.size() < MOST_FILES) {
            String place = left.remove();
            try {
                PathAttributes.Kind kind =
                        project.attributes(place).map(PathAttributes::kind).orElse(null);
                if (kind == PathAttributes.Kind.DIRECTORY) {
                    for (FolderEntry entry : project.list(place, MOST_ENTRIES)) {
                        if (!entry.name().startsWith(".")) {
                            left.add(place + "/" + entry.name());
                        }
                    }
                } else if (kind != null && place.endsWith(".md")) {
                    files.add(place);
                }
            } catch (PathException e) {
                // A folder that is too large or may not be read has no documents of the planning.
            }
        }
        return files;
    }
}
