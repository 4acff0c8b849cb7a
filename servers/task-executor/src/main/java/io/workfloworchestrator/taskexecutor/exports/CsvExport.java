package io.workfloworchestrator.taskexecutor.exports;

import io.workfloworchestrator.taskexecutor.imports.CsvText;
import io.workfloworchestrator.taskexecutor.imports.PortableTask;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.Function;

/** A table with a row for each task (RFC 4180). Pure functions. */
final class CsvExport {
    private record Column(String name, Function<PortableTask, String> cell) {}

    private static final List<Column> COLUMNS = List.of(
            new Column("id", PortableTask::id),
            new Column("title", PortableTask::title),
            new Column("status", task -> task.state().word()),
            new Column("hours", task -> task.hours() > 0 ? hours(task) : ""),
            new Column("needs", task -> String.join("\n", task.needs())),
            new Column("priority", PortableTask::priority),
            new Column("tags", task -> String.join("\n", task.tags())),
            new Column("owner", PortableTask::owner),
            new Column("due", PortableTask::due),
            new Column("created", PortableTask::created),
            new Column("completed", PortableTask::completed),
            new Column("files", task -> String.join("\n", task.files())),
            new Column("blockedReason", PortableTask::blockedReason),
            new Column("details", PortableTask::details),
            new Column("notes", PortableTask::notes));

    private CsvExport() {}

    static String text(TaskExport export) {
        StringBuilder text = new StringBuilder(row(Column::name));
        export.tasks().forEach(task -> text.append(row(column -> column.cell().apply(task))));
        return text.toString();
    }

    private static String row(Function<Column, String> cell) {
        return CsvText.row(COLUMNS.stream().map(cell).toList());
    }

    static String hours(PortableTask task) {
        return BigDecimal.valueOf(task.hours()).stripTrailingZeros().toPlainString();
    }
}
