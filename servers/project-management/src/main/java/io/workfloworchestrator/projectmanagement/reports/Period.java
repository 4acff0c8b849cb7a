package io.workfloworchestrator.projectmanagement.reports;

import io.workfloworchestrator.json.CodedException;
import io.workfloworchestrator.projectmanagement.PlanningItems;
import io.workfloworchestrator.projectmanagement.goals.Days;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** The calendar days of a report, the first and the last included, in a zone. */
record Period(Type type, LocalDate start, LocalDate end, ZoneId zone) {
    enum Type {
        WEEKLY,
        MONTHLY,
        QUARTERLY;

        String title() {
            return PlanningItems.capital(name());
        }

        private LocalDate startOf(LocalDate end) {
            return switch (this) {
                case WEEKLY -> end.minusDays(6);
                case MONTHLY -> end.minusMonths(1).plusDays(1);
                case QUARTERLY -> end.minusMonths(3).plusDays(1);
            };
        }
    }

    /** @throws CodedException {@code E_ARG_VALUE} if a text is no day, or the period ends before it begins */
    static Period of(Type type, Optional<String> start, Optional<String> end, Clock clock) {
        LocalDate last = end.map(text -> day("endDate", text)).orElseGet(() -> LocalDate.now(clock));
        LocalDate first = start.map(text -> day("startDate", text)).orElseGet(() -> type.startOf(last));
        if (first.isAfter(last)) {
            throw new CodedException(
                    "E_ARG_VALUE",
                    "The period begins on " + first + ", after its end on " + last + ". Exchange the two days.");
        }
        return new Period(type, first, last, clock.getZone());
    }

    private static LocalDate day(String name, String text) {
        return Days.of(text)
                .orElseThrow(() -> new CodedException(
                        "E_ARG_VALUE",
                        "\"" + name + "\" must be a day such as 2026-05-31, but it is \""
                                + text.replaceAll("\\p{C}", "?") + "\"."));
    }

    int days() {
        return (int) ChronoUnit.DAYS.between(start, end) + 1;
    }

    boolean contains(Instant time) {
        return contains(LocalDate.ofInstant(time, zone));
    }

    boolean contains(LocalDate day) {
        return !day.isBefore(start) && !day.isAfter(end);
    }

    /** As many days, right before these. */
    Period before() {
        return new Period(type, start.minusDays(days()), start.minusDays(1), zone);
    }

    /** The first moment that is after these days. */
    Instant after() {
        return end.plusDays(1).atStartOfDay(zone).toInstant();
    }
}
