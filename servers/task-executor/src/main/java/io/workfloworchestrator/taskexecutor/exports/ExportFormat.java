package io.workfloworchestrator.taskexecutor.exports;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** The formats in which tasks can be written. */
public enum ExportFormat {
    /** A table with all that a task has; it is read back as it was. */
    CSV("csv", CsvExport::text),
    /** A todo.txt; details, notes and files have no place in it. */
    TODO_TXT("txt", TodoTxtExport::text),
    /** A timeline of Mermaid, as the schedule plans it. */
    GANTT("mmd", MermaidExport::gantt),
    /** What needs what, as a flowchart of Mermaid. */
    FLOWCHART("mmd", MermaidExport::flowchart),
    /** Tasks of a calendar, as in RFC 5545. */
    ICALENDAR("ics", CalendarExport::text);

    private final String extension;
    private final Function<TaskExport, String> writer;

    ExportFormat(String extension, Function<TaskExport, String> writer) {
        this.extension = extension;
        this.writer = writer;
    }

    /** The words by which callers name them. */
    public static List<String> words() {
        return Arrays.stream(values()).map(ExportFormat::word).toList();
    }

    /** The format of this word; empty if there is none. */
    public static Optional<ExportFormat> of(String word) {
        return Arrays.stream(values())
                .filter(one -> one.word().equalsIgnoreCase(word.strip()))
                .findFirst();
    }

    /** The word by which callers name it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** How the name of such a file ends, without the dot. */
    public String extension() {
        return extension;
    }

    /** Tasks as text. */
    public String text(TaskExport export) {
        return writer.apply(export);
    }
}
