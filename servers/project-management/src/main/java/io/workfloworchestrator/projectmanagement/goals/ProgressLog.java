package io.workfloworchestrator.projectmanagement.goals;

import io.workfloworchestrator.json.Json;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The progress of a goal day by day: of several updates on one day the last counts. Immutable and thread-safe. */
record ProgressLog(List<Point> points) {
    private static final int MOST = 60;

    /** The progress at the end of a day, 0 to 100 percent. */
    record Point(LocalDate day, int percent) {}

    /** The log of a field; what cannot be read in it is left out. */
    static ProgressLog of(@Nullable Json field) {
        Map<LocalDate, Point> days = new TreeMap<>();
        for (Json entry : field == null ? List.<Json>of() : field.asList()) {
            if (entry instanceof Json.Obj object
                    && object.get("percent") instanceof Json.Num percent
                    && percent.isInteger()) {
                object.text("date")
                        .flatMap(Days::of)
                        .ifPresent(day ->
                                days.put(day, new Point(day, percent.value().intValue())));
            }
        }
        return new ProgressLog(List.copyOf(days.values()));
    }

    /** The log with the progress of a day; only the newest days are kept. */
    ProgressLog with(LocalDate day, int percent) {
        List<Point> more = new ArrayList<>(points);
        more.removeIf(point -> !point.day().isBefore(day));
        more.add(new Point(day, percent));
        return new ProgressLog(more.subList(Math.max(0, more.size() - MOST), more.size()));
    }

    Json json() {
        return Json.array(points.stream()
                .map(point ->
                        Json.Obj.EMPTY.with("date", point.day().toString()).with("percent", point.percent()))
                .toList());
    }
}
