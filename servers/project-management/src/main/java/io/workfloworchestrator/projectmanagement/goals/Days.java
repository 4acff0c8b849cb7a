package io.workfloworchestrator.projectmanagement.goals;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Calendar days. Pure functions. */
public final class Days {
    private Days() {}

    /** The day that a text says; empty if it says no day. */
    public static Optional<LocalDate> of(String text) {
        try {
            return Optional.of(LocalDate.parse(text.strip()));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    static LocalDate require(String name, String text) {
        return of(text).orElseThrow(() -> new GoalException(
                "E_ARG_VALUE",
                "\"" + name + "\" must be a day such as 2026-05-31, but it is \"" + Choice.shown(text)
                        + "\". Nothing was changed."));
    }

    static int between(LocalDate from, LocalDate to) {
        return (int) Math.max(0, ChronoUnit.DAYS.between(from, to));
    }
}
