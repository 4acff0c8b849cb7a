package io.workfloworchestrator.diagram;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The days that a timeline covers: from the first one to the day before {@code behind}. */
record DayAxis(LocalDate first, LocalDate behind) {
    /** From the first day of any node to the last one, today included; null if no node has days. */
    static @Nullable DayAxis of(Diagram diagram) {
        List<LocalDate> days = new ArrayList<>();
        for (Node node : diagram.nodes()) {
            Dates dates = node.dates();
            if (dates != null) {
                days.add(dates.begin());
                days.add(dates.end());
            }
        }
        if (days.isEmpty()) {
            return null;
        }
        LocalDate today = diagram.today();
        days.add(today == null ? days.get(0) : today);
        return new DayAxis(Collections.min(days), Collections.max(days).plusDays(1));
    }

    /** How much of the axis lies before this day, from 0 to 1. */
    double share(LocalDate day) {
        return (double) ChronoUnit.DAYS.between(first, day) / ChronoUnit.DAYS.between(first, behind);
    }

    /** Days at equal distances from the first one on, at most so many. */
    List<LocalDate> ticks(int most) {
        long days = ChronoUnit.DAYS.between(first, behind);
        long step = Math.max(1, (days + most - 1) / most);
        List<LocalDate> ticks = new ArrayList<>();
        for (long day = 0; day < days; day += step) {
            ticks.add(first.plusDays(day));
        }
        return ticks;
    }

    /** The nodes by the day on which they begin, then by their order; those without days last. */
    static List<Node> rows(Diagram diagram) {
        List<Node> rows = new ArrayList<>(diagram.nodes());
        rows.sort((first, second) -> {
            Dates a = first.dates();
            Dates b = second.dates();
            if (a == null || b == null) {
                return Boolean.compare(a == null, b == null);
            }
            return a.begin().compareTo(b.begin());
        });
        return rows;
    }
}
