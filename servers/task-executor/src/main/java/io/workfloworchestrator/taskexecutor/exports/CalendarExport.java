package io.workfloworchestrator.taskexecutor.exports;

import io.workfloworchestrator.taskexecutor.imports.PortableTask;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/**
 * Tasks as components {@code VTODO} of a calendar (RFC 5545): lines end with CR LF, none is longer than 75 octets, and commas, semicolons,
 * backslashes and line ends of a text are escaped. What a task needs is {@code RELATED-TO;RELTYPE=DEPENDS-ON} (RFC 9253). Pure functions.
 */
final class CalendarExport {
    private static final int LONGEST_LINE = 75;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final Map<String, String> PRIORITIES =
            Map.of("critical", "1", "high", "3", "medium", "5", "low", "9");

    private CalendarExport() {}

    static String text(TaskExport export) {
        StringBuilder out = new StringBuilder();
        line(out, "BEGIN:VCALENDAR");
        line(out, "VERSION:2.0");
        line(out, "PRODID:-//Workflow Orchestrator//Tasks//EN");
        line(out, "X-WR-CALNAME:" + escaped(export.title()));
        export.tasks().forEach(task -> task(out, export, task));
        line(out, "END:VCALENDAR");
        return out.toString();
    }

    private static void task(StringBuilder out, TaskExport export, PortableTask task) {
        line(out, "BEGIN:VTODO");
        line(out, "UID:" + uid(export, task.id()));
        line(out, "DTSTAMP:" + TIME.format(export.now()));
        line(out, "SUMMARY:" + escaped(task.title()));
        line(out, "STATUS:" + status(task));
        String description = description(task);
        if (!description.isEmpty()) {
            line(out, "DESCRIPTION:" + escaped(description));
        }
        if (PRIORITIES.containsKey(task.priority())) {
            line(out, "PRIORITY:" + PRIORITIES.get(task.priority()));
        }
        if (!task.tags().isEmpty()) {
            List<String> tags =
                    task.tags().stream().map(CalendarExport::escaped).toList();
            line(out, "CATEGORIES:" + String.join(",", tags));
        }
        day(task.due(), day -> line(out, "DUE;VALUE=DATE:" + day.format(DateTimeFormatter.BASIC_ISO_DATE)));
        time(task.created(), time -> line(out, "CREATED:" + TIME.format(time)));
        if (task.state().isFinal()) {
            time(task.completed(), time -> line(out, "COMPLETED:" + TIME.format(time)));
        }
        if (task.hours() > 0) {
            line(out, "X-ESTIMATED-HOURS:" + CsvExport.hours(task));
        }
        task.needs().forEach(need -> line(out, "RELATED-TO;RELTYPE=DEPENDS-ON:" + uid(export, need)));
        line(out, "END:VTODO");
    }

    private static String uid(TaskExport export, String id) {
        CRC32 list = new CRC32();
        list.update(export.title().getBytes(StandardCharsets.UTF_8));
        return escaped(id) + "-" + Long.toHexString(list.getValue()) + "@workflow-orchestrator";
    }

    private static String status(PortableTask task) {
        return switch (task.state()) {
            case PENDING, BLOCKED -> "NEEDS-ACTION";
            case IN_PROGRESS -> "IN-PROCESS";
            case COMPLETED -> "COMPLETED";
            case CANCELLED -> "CANCELLED";
        };
    }

    private static String description(PortableTask task) {
        String blocked = task.blockedReason().isEmpty() ? "" : "Blocked: " + task.blockedReason();
        return String.join(
                "\n\n",
                Stream.of(blocked, task.details(), task.notes())
                        .filter(text -> !text.isEmpty())
                        .toList());
    }

    private static void day(String text, Consumer<LocalDate> then) {
        try {
            then.accept(LocalDate.parse(text.length() < 10 ? text : text.substring(0, 10)));
        } catch (DateTimeException e) {
            // A text that is no day has no place in a calendar.
        }
    }

    private static void time(String text, Consumer<Instant> then) {
        try {
            then.accept(Instant.parse(text));
        } catch (DateTimeException e) {
            day(text, day -> then.accept(day.atStartOfDay(ZoneOffset.UTC).toInstant()));
        }
    }

    private static String escaped(String text) {
        return text.replace("\r", "")
                .replaceAll("[\\p{Cntrl}&&[^\\n\\t]]", "")
                .replace("\\", "\\\\")
                .replace(";", "\\;")
                .replace(",", "\\,")
                .replace("\n", "\\n");
    }

    /** A line, folded so that no part of it is longer than 75 octets and no character is cut. */
    private static void line(StringBuilder out, String line) {
        int octets = 0;
        for (int i = 0; i < line.length(); ) {
            int c = line.codePointAt(i);
            int size = c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
            if (octets + size > LONGEST_LINE) {
                out.append("\r\n ");
                octets = 1;
            }
            out.appendCodePoint(c);
            octets += size;
            i += Character.charCount(c);
        }
        out.append("\r\n");
    }
}
