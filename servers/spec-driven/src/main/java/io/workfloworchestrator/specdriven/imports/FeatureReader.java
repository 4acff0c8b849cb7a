package io.workfloworchestrator.specdriven.imports;

import io.workfloworchestrator.specdriven.documents.SourceLine;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What reading a feature of another tool has in common, whichever tool wrote it. For one feature. */
abstract class FeatureReader {
    private static final Pattern TITLE = Pattern.compile("^#\\s+(.*?)\\s*#*$");

    final String path;
    /** The documents by their paths in the feature's folder: theirs at first, ours at the end. */
    final Map<String, String> files;

    final RequirementLines requirements;
    final List<ImportNote> notes = new ArrayList<>();
    private int tasks;
    private int done;

    /** @param isMet whether all requirements were fulfilled there */
    FeatureReader(SourceFolder folder, String path, boolean isMet) {
        this.path = path;
        this.files = new HashMap<>(folder.copies(path, notes));
        this.requirements = new RequirementLines(isMet);
    }

    abstract ForeignFeature read();

    String name() {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    void note(String text) {
        notes.add(new ImportNote(path, 0, text));
    }

    void designIsPlan() {
        String design = files.remove("design.md");
        if (design != null) {
            files.put("plan.md", design);
        }
    }

    /** Takes the list of tasks over; the requirements are known by then. */
    void tasks(boolean isKiro) {
        String list = files.get("tasks.md");
        if (list != null) {
            TaskLines lines = new TaskLines(path + "/tasks.md", list, requirements, isKiro);
            files.put("tasks.md", lines.text());
            notes.addAll(lines.notes);
            tasks = lines.tasks();
            done = lines.done();
        }
    }

    boolean isEachTaskDone() {
        return tasks > 0 && tasks == done;
    }

    ForeignFeature feature(Optional<String> number, String title, Map<String, String> changes, boolean isDone) {
        ForeignFeature.Counts counts = new ForeignFeature.Counts(requirements.count(), tasks, done);
        return new ForeignFeature(path, number, title, files, changes, counts, isDone, notes);
    }

    static Optional<String> title(String text) {
        for (SourceLine line : SourceLine.of(text)) {
            Matcher title = TITLE.matcher(line.text());
            if (line.isProse() && title.matches()) {
                String said = title.group(1)
                        .replaceFirst("(?i)^[\\p{L} ]*(?:specification|requirements?)[\\p{L} ]*:\\s*", "");
                return Optional.of(said.strip()).filter(some -> !some.isEmpty());
            }
        }
        return Optional.empty();
    }

    /** A name of a folder as a title: "gift-cards" becomes "Gift cards". */
    static String titleOf(String folder) {
        String words = folder.replaceAll("[-_]+", " ").strip();
        return words.isEmpty() ? folder : words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }
}
