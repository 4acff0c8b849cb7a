package io.workfloworchestrator.diagram;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The days that a timeline covers.
 *
 * @param first the first day
 * @param behind the day after the last one
 */
record DayAxis(LocalDate first, LocalDate behind) {

    /** From the first day of any node to the last one, today included; null if no node has days. */
    static @Nullable DayAxis of(Diagram diagram) {
        List<Dates> all =
                diagram.nodes().stream().map(Node::dates).flatMap(Stream::ofNullable).toList();
        if (all.isEmpty()) {
            return null;
        }
        LocalDate first = all.get(0).begin();
        LocalDate last = all.get(0).end();
        for (Dates dates : all) {
            first = dates.begin().isBefore(first) ? dates.begin() : first;
            last = dates.end().isAfter(last) ? dates.end() : last;
        }
        LocalDate today = diagram.today();
        if (today != null) {
            first = today.isBefore(first) ? today : first;
            last = today.isAfter(last) ? today : last;
        }
        return new DayAxis(first, last.plusDays(1));
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
}
