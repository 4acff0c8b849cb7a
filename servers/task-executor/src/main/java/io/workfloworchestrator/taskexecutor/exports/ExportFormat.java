package io.workfloworchestrator.taskexecutor.exports;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The formats in which tasks can be written. */
public enum ExportFormat {
    CSV,
    /** A todo.txt; details, notes and files have no place in it. */
    TODO_TXT,
    /** A timeline of Mermaid, as the schedule plans it. */
    GANTT,
    /** What needs what, as a flowchart of Mermaid. */
    FLOWCHART,
    /** Tasks of a calendar, as in RFC 5545. */
    ICALENDAR;

    public static List<String> words() {
        return Arrays.stream(values()).map(ExportFormat::word).toList();
    }

    public static Optional<ExportFormat> of(String word) {
        return Arrays.stream(values())
                .filter(one -> one.word().equalsIgnoreCase(word.strip()))
                .findFirst();
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public String text(TaskExport export) {
        return switch (this) {
            case CSV -> CsvExport.text(export);
            case TODO_TXT -> TodoTxtExport.text(export);
            case GANTT -> MermaidExport.gantt(export);
            case FLOWCHART -> MermaidExport.flowchart(export);
            case ICALENDAR -> CalendarExport.text(export);
        };
    }
}
