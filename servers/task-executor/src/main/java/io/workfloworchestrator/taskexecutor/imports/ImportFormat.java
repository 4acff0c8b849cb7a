package io.workfloworchestrator.taskexecutor.imports;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.json.JsonException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/** The lists of tasks that can be taken over, in the order in which a source is tried. */
public enum ImportFormat {
    TASK_MASTER,
    BACKLOG_MD,
    BEADS,
    GSD,
    BMAD,
    CLAUDE_CODE,
    GITHUB,
    CSV,
    TODO_TXT,
    /** Notes of Obsidian with the marks of its plugin Tasks, and boards of its plugin Kanban. */
    OBSIDIAN;

    private boolean fits(ImportSource source) {
        String name = source.name();
        return switch (this) {
            case TASK_MASTER -> isTaskMaster(source);
            case BACKLOG_MD -> source.has("backlog/tasks") || (source.has("tasks") && source.has("config.yml"));
            case BEADS -> source.has(".beads") || name.endsWith(".jsonl") || source.has("issues.jsonl");
            case GSD -> source.has(".planning") || (source.has("ROADMAP.md") && source.has("phases"));
            case BMAD -> isBmad(source);
            case CLAUDE_CODE ->
                source.isFolder()
                        && !source.files("", file -> file.matches("\\d{1,6}\\.json"))
                                .isEmpty();
            case GITHUB -> name.endsWith(".json") && json(source) instanceof Json.Arr;
            case CSV -> name.endsWith(".csv") || name.endsWith(".tsv");
            case TODO_TXT -> name.endsWith(".txt") || source.has("todo.txt");
            case OBSIDIAN -> source.isFolder() || name.endsWith(".md");
        };
    }

    private static boolean isTaskMaster(ImportSource source) {
        return source.has(".taskmaster")
                || source.name().equals("tasks.json")
                || source.has("tasks.json")
                || source.has("tasks/tasks.json")
                || (source.name().endsWith(".json") && json(source) instanceof Json.Obj);
    }

    private static boolean isBmad(ImportSource source) {
        Predicate<String> lists =
                name -> name.equals("stories.yaml") || name.equals("stories.yml") || name.equals("sprint-status.yaml");
        return !source.files("", lists).isEmpty()
                || (source.isFolder()
                        && !source.files("", name -> name.matches("(?i)epics?(?:-.*)?\\.md"))
                                .isEmpty());
    }

    private static Json json(ImportSource source) {
        try {
            return source.isFolder() ? Json.Null.VALUE : Json.parse(source.text(source.path()));
        } catch (JsonException e) {
            return Json.Null.VALUE;
        }
    }

    public static List<String> words() {
        return Arrays.stream(values()).map(ImportFormat::word).toList();
    }

    public static Optional<ImportFormat> of(String word) {
        return Arrays.stream(values())
                .filter(one -> one.word().equalsIgnoreCase(word.strip()))
                .findFirst();
    }

    /** The format of a source, by its names and how it begins; empty if it looks like none. */
    public static Optional<ImportFormat> detect(ImportSource source) {
        return Arrays.stream(values()).filter(one -> one.fits(source)).findFirst();
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * The tasks of a source.
     *
     * @throws CodedException E_IMPORT_FORMAT if it is not in this format, E_IMPORT_SIZE if it is too large
     * @throws io.workfloworchestrator.files.PathException if a file of it cannot be read
     */
    public ReadTasks read(ImportSource source) {
        Reading reading = new Reading();
        switch (this) {
            case TASK_MASTER -> TaskMaster.read(source, reading);
            case BACKLOG_MD -> BacklogMd.read(source, reading);
            case BEADS -> Beads.read(source, reading);
            case GSD -> Gsd.read(source, reading);
            case BMAD -> Bmad.read(source, reading);
            case CLAUDE_CODE -> ClaudeTasks.read(source, reading);
            case GITHUB -> GitHubIssues.read(source, reading);
            case CSV -> CsvTasks.read(source, reading);
            case TODO_TXT -> TodoTxt.read(source, reading);
            case OBSIDIAN -> ObsidianTasks.read(source, reading);
        }
        return reading.done();
    }
}
