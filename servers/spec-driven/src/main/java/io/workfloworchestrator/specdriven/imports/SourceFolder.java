package io.workfloworchestrator.specdriven.imports;

import io.workfloworchestrator.files.FolderEntry;
import io.workfloworchestrator.files.PathAttributes;
import io.workfloworchestrator.files.PathException;
import io.workfloworchestrator.files.ProjectFolder;
import io.workfloworchestrator.specdriven.documents.SourceLine;
import io.workfloworchestrator.specdriven.guide.FeatureDocumentPaths;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The folder that is looked at. It is only read. Thread-safe, as the folder is. */
record SourceFolder(ProjectFolder folder) {
    private static final int MOST_ENTRIES = 5_000;
    private static final int MOST_BYTES = 1 << 20;
    private static final int DEEPEST = 4;

    private static final Pattern UNCLEAR = Pattern.compile("\\[NEEDS CLARIFICATION:?\\s*([^\\]]*)]");

    static String below(String path, String name) {
        return path.equals(".") ? name : path + "/" + name;
    }

    boolean isFolder(String path) {
        return FeatureDocumentPaths.is(PathAttributes.Kind.DIRECTORY, folder, path);
    }

    boolean isFile(String path) {
        return FeatureDocumentPaths.is(PathAttributes.Kind.FILE, folder, path);
    }

    /** The names of the folders right in a folder, sorted; empty if it cannot be read. */
    List<String> folders(String path) {
        return names(path, PathAttributes.Kind.DIRECTORY);
    }

    List<String> files(String path) {
        return names(path, PathAttributes.Kind.FILE);
    }

    private List<String> names(String path, PathAttributes.Kind kind) {
        try {
            return folder.list(path, MOST_ENTRIES).stream()
                    .filter(entry -> entry.kind() == kind)
                    .map(FolderEntry::name)
                    .sorted(Comparator.naturalOrder())
                    .toList();
        } catch (PathException e) {
            return List.of();
        }
    }

    Optional<String> text(String path) {
        return isFile(path) ? Optional.of(folder.readText(path, MOST_BYTES)) : Optional.empty();
    }

    /** The Markdown, YAML and JSON files of a feature, by their paths in its folder. What is left out is noted. */
    Map<String, String> copies(String feature, List<ImportNote> notes) {
        Map<String, String> files = new TreeMap<>();
        copy(feature, "", 0, files, notes);
        return files;
    }

    private void copy(String feature, String inside, int depth, Map<String, String> files, List<ImportNote> notes) {
        String here = inside.isEmpty() ? feature : feature + "/" + inside;
        for (String name : files(here)) {
            String path = here + "/" + name;
            try {
                boolean isText = name.matches("(?i)[^.].*\\.(md|markdown|ya?ml|json|txt|graphql|proto)");
                if (isText) {
                    String text = folder.readText(path, MOST_BYTES);
                    files.put(inside.isEmpty() ? name : inside + "/" + name, text);
                    notes.addAll(unclear(path, text));
                } else {
                    notes.add(new ImportNote(path, 0, "It is not taken over; it stays where it is."));
                }
            } catch (PathException e) {
                notes.add(new ImportNote(path, 0, String.valueOf(e.getMessage())));
            }
        }
        for (String name : folders(here)) {
            if (depth < DEEPEST) {
                copy(feature, inside.isEmpty() ? name : inside + "/" + name, depth + 1, files, notes);
            } else {
                notes.add(new ImportNote(here + "/" + name, 0, "It lies too deep; it stays where it is."));
            }
        }
    }

    /** What a text itself says is still to be clarified; all of these tools write it so. */
    private static List<ImportNote> unclear(String path, String text) {
        List<ImportNote> notes = new ArrayList<>();
        if (text.contains("[NEEDS CLARIFICATION")) {
            for (SourceLine line : SourceLine.of(text)) {
                Matcher unclear = UNCLEAR.matcher(line.text());
                if (line.isProse() && unclear.find()) {
                    notes.add(new ImportNote(path, line.number(), "It is open: " + unclear.group(1)));
                }
            }
        }
        return notes;
    }

    /** The files below a folder, by their paths from it, at most some levels deep. */
    List<String> filesBelow(String path, String name) {
        List<String> found = new ArrayList<>();
        below(path, "", name, 0, found);
        return found;
    }

    private void below(String path, String inside, String name, int depth, List<String> found) {
        String here = inside.isEmpty() ? path : path + "/" + inside;
        if (isFile(here + "/" + name)) {
            found.add(inside.isEmpty() ? name : inside + "/" + name);
        }
        if (depth < DEEPEST) {
            folders(here)
                    .forEach(
                            each -> below(path, inside.isEmpty() ? each : inside + "/" + each, name, depth + 1, found));
        }
    }
}
