package io.workfloworchestrator.app;

import io.workfloworchestrator.json.Json;
import java.util.List;

/** Goals as lines of a table: number, tier, status, progress, name. */
final class GoalTable {
    private GoalTable() {}

    static void print(Console console, List<Json> rows) {
        int numbers = widest(rows, "id");
        int tiers = widest(rows, "tier");
        int statuses = widest(rows, "status");
        for (Json row : rows) {
            console.oneLine(
                    console.bold(ItemTable.padded(text(row, "id"), numbers)) + "  "
                            + ItemTable.padded(text(row, "tier"), tiers) + (tiers == 0 ? "" : "  ")
                            + ItemTable.padded(text(row, "status"), statuses) + "  "
                            + console.dim(ItemTable.padded(percent(row), 4)) + "  ",
                    text(row, "name"));
        }
    }

    /** The progress; nothing for a goal that was not selected. */
    static String percent(Json row) {
        return text(row, "status").equals("potential") ? "" : text(row, "progress") + "%";
    }

    static String text(Json row, String name) {
        return row.at(name)
                .map(value -> Console.plain(value.asText().orElseGet(value::toString)))
                .orElse("");
    }

    private static int widest(List<Json> rows, String name) {
        return rows.stream().mapToInt(row -> text(row, name).length()).max().orElse(0);
    }
}
