package io.workfloworchestrator.diagram;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/** The calendar days from begin to end, both included. */
public record Dates(LocalDate begin, LocalDate end) {
    /** @throws DiagramException E_DIAGRAM_DATES if the end is before the beginning */
    public Dates {
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
