package io.workfloworchestrator.taskexecutor.imports;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A table with a task in each row and names in the first one: ours, those of Jira and Linear, and what else is usual. Several columns may
 * have one name, as Jira writes its labels.
 */
final class CsvTasks {
    private static final Pattern HOURS =
            Pattern.compile("(?i)([0-9]{1,6}(?:[.,][0-9]{1,4})?)\\s*(h|hours?|d|days?|m|min|minutes?|s|seconds?)?");

    /** What a column can be, with the names by which it is known. */
    private enum Column {
        ID("id, key, issue key, task id, number, #"),
        TITLE("title, summary, name, task, subject, task name"),
        DETAILS("details, description, body"),
        STATUS("status, state, done, column"),
        HOURS("hours, estimatedhours, estimate (hours), estimate hours, estimated hours, effort"),
        SECONDS("original estimate, time estimate"),
        NEEDS("needs, depends on, dependson, dependencies, blocked by, predecessors, inward issue link (blocks)"),
        FILES("files"),
        PRIORITY("priority"),
        TAGS("tags, labels, label, tag, components, component/s, project, milestone"),
        OWNER("owner, assignee, assigned to"),
        DUE("due, due date, deadline"),
        CREATED("created, created at, creation date"),
        COMPLETED("completed, completed at, resolved, closed at, completion date"),
        NOTES("notes, comment, comments"),
        BLOCKED("blockedreason, blocked reason"),
        PARENT("parent, parent issue, parent key");

        private final String names;

        Column(String names) {
            this.names = names;
        }

        boolean isCalled(String name) {
            return Arrays.asList(names.split(", ")).contains(name);
        }
    }

    private CsvTasks() {}

    static void read(ImportSource source, Reading reading) {
        String file = source.fileOr("tasks.csv");
        List<CsvText.Row> rows = CsvText.rows(source.text(file));
        Map<Integer, Column> columns = columns(file, rows, reading);
        for (CsvText.Row row : rows.subList(Math.min(1, rows.size()), rows.size())) {
            if (!row.isEmpty()) {
                row(file, new Cells(row, columns), reading);
            }
        }
    }

    private static Map<Integer, Column> columns(String file, List<CsvText.Row> rows, Reading reading) {
        Map<Integer, Column> columns = new LinkedHashMap<>();
        List<String> names = rows.isEmpty() ? List.of() : rows.get(0).cells();
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i).strip().toLowerCase(Locale.ROOT);
            Optional<Column> known = Arrays.stream(Column.values())
                    .filter(column -> column.isCalled(name))
                    .findFirst();
            if (known.isPresent()) {
                columns.put(i, known.get());
            } else if (!name.isEmpty()) {
                reading.note(file, 1, "the column \"" + names.get(i).strip() + "\" has no place and is left out.");
            }
        }
        if (!columns.containsValue(Column.TITLE)) {
            throw Reading.wrong(file
                    + ":1 has no column for the title. Name the columns in the first line: title, and where you have them"
                    + " id, status, hours, needs, priority, tags, owner, due, details.");
        }
        return columns;
    }

    private record Cells(CsvText.Row row, Map<Integer, Column> columns) {
        List<String> all(Column wanted) {
            List<String> found = new ArrayList<>();
            columns.forEach((index, column) -> {
                if (column == wanted
                        && index < row.cells().size()
                        && !row.cells().get(index).isBlank()) {
                    found.add(row.cells().get(index));
                }
            });
            return found;
        }

        String one(Column wanted) {
            return all(wanted).stream().findFirst().orElse("");
        }

        /** The parts of cells between commas, semicolons or line ends. */
        List<String> parts(Column wanted) {
            List<String> parts = new ArrayList<>();
            for (String cell : all(wanted)) {
                for (String part : cell.split("[,;\\n]")) {
                    if (!part.isBlank()) {
                        parts.add(part.strip());
                    }
                }
            }
            return parts;
        }
    }

    private static void row(String file, Cells cells, Reading reading) {
        String id = cells.one(Column.ID).isEmpty() ? CleanText.idOf(cells.one(Column.TITLE)) : cells.one(Column.ID);
        PortableTask.Builder task = reading.task(
                        id, cells.one(Column.TITLE), file, cells.row().line())
                .owner(cells.one(Column.OWNER))
                .blockedReason(cells.one(Column.BLOCKED));
        hours(cells, task, reading).ifPresent(task::hours);
        if (cells.row().isOpen()) {
            reading.note(file, task.line(), "a quote is not closed, so everything behind it counts as one cell.");
        }
        cells.all(Column.DETAILS).forEach(task::details);
        cells.all(Column.NOTES).forEach(task::notes);
        String status = cells.one(Column.STATUS);
        boolean isTruth = status.matches("(?i)true|yes|x|1");
        boolean isFalse = status.isEmpty() || status.matches("(?i)false|no|0");
        reading.state(task, isTruth ? "done" : isFalse ? "pending" : status);
        reading.priority(task, cells.one(Column.PRIORITY).replaceFirst("(?i)^no priority$", ""));
        cells.parts(Column.NEEDS).forEach(task::need);
        cells.parts(Column.FILES).forEach(task::touches);
        cells.parts(Column.TAGS).forEach(task::tag);
        date(cells, Column.DUE, task, reading).flatMap(CleanText::day).ifPresent(task::due);
        date(cells, Column.CREATED, task, reading).ifPresent(task::created);
        date(cells, Column.COMPLETED, task, reading).ifPresent(task::completed);
        reading.later(() -> reading.part(cells.one(Column.PARENT), task));
    }

    private static Optional<String> date(Cells cells, Column column, PortableTask.Builder task, Reading reading) {
        String said = cells.one(column);
        Optional<String> date = CleanText.moment(said);
        if (date.isEmpty() && !said.isEmpty()) {
            reading.note(task, "\"" + said + "\" is no date such as 2026-03-01, and is left out.");
        }
        return date;
    }

    /** The hours of a task; an estimate that cannot be taken over is told. */
    private static Optional<Double> hours(Cells cells, PortableTask.Builder task, Reading reading) {
        String seconds = cells.one(Column.SECONDS).strip();
        if (seconds.matches("\\d{1,9}")) {
            return Optional.of(Double.parseDouble(seconds) / 3600);
        }
        String given = cells.one(Column.HOURS).strip();
        Matcher said = HOURS.matcher(given);
        if (said.matches() && hours(said) <= PortableTask.Builder.MOST_HOURS) {
            return Optional.of(hours(said));
        }
        String left = given.isEmpty() ? seconds : given;
        if (!left.isEmpty()) {
            reading.note(task, "\"" + left + "\" is no estimate such as 2.5 or 3d, and is left out.");
        }
        return Optional.empty();
    }

    private static double hours(Matcher said) {
        double number = Double.parseDouble(said.group(1).replace(',', '.'));
        String unit = said.group(2) == null ? "h" : said.group(2).toLowerCase(Locale.ROOT);
        return unit.startsWith("d")
                ? number * 8
                : unit.startsWith("m") ? number / 60 : unit.startsWith("s") ? number / 3600 : number;
    }
}
