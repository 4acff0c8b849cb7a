package io.workfloworchestrator.diagram;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/** The calendar days from begin to end, both included. */
public record Dates(LocalDate begin, LocalDate end) {
    private static final int LAST_YEAR = 9999;

    /** @throws DiagramException E_DIAGRAM_DATES if the end is before the beginning, or a year is not 1 to 9999 */
    public Dates {
        if (begin.getYear() < 1 || end.getYear() > LAST_YEAR) {
            throw new DiagramException(
                    "E_DIAGRAM_DATES", "the days " + begin + " to " + end + " are not of the years 1 to 9999");
        }
        if (end.isBefore(begin)) {
            throw new DiagramException(
                    "E_DIAGRAM_DATES",
                    "it ends on " + end + ", before it begins on " + begin + ": exchange the two days");
        }
    }

    /** How many days these are: 1 if it begins and ends on the same day. */
    public long days() {
        return ChronoUnit.DAYS.between(begin, end) + 1;
    }
}
