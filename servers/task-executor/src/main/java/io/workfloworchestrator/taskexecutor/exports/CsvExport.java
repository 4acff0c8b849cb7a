package io.workfloworchestrator.taskexecutor.exports;

import io.workfloworchestrator.taskexecutor.imports.CsvText;
import io.workfloworchestrator.taskexecutor.imports.PortableTask;
import java.math.BigDecimal;
import java.util.List;

/** A table with a row for each task (RFC 4180). Pure functions. */
final class CsvExport {
    private static final List<String> NAMES = List.of(
            "id",
            "title",
            "status",
            "hours",
            "needs",
            "priority",
            "tags",
            "owner",
            "due",
            "created",
            "completed",
            "files",
            "blockedReason",
            "details",
            "notes");

    private CsvExport() {}

    static String text(TaskExport export) {
        StringBuilder text = new StringBuilder(CsvText.row(NAMES));
        export.tasks().forEach(task -> text.append(CsvText.row(cells(task))));
        return text.toString();
    }

    private static List<String> cells(PortableTask task) {
        return List.of(
                task.id(),
                task.title(),
                task.state().word(),
                task.hours() > 0 ? hours(task) : "",
                String.join("\n", task.needs()),
                task.priority(),
                String.join("\n", task.tags()),
                task.owner(),
                task.due(),
                task.created(),
                task.completed(),
                String.join("\n", task.files()),
                task.blockedReason(),
                task.details(),
                task.notes());
    }

    static String hours(PortableTask task) {
        return BigDecimal.valueOf(task.hours()).stripTrailingZeros().toPlainString();
    }
}
