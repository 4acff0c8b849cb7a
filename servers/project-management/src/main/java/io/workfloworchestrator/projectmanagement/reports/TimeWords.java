package io.workfloworchestrator.projectmanagement.reports;

import java.time.Duration;

/** Times as people read them, the same in every locale. Pure functions. */
public final class TimeWords {
    private static final int MONTH = 30;

    private TimeWords() {}

    /** Hours under a day, days under 30 days, else months of 30 days and days. */
    public static String of(Duration duration) {
        long hours = Math.max(0, duration.toHours());
        long days = hours / 24;
        if (days < 1) {
            return count(hours, "hour");
        }
        if (days < MONTH) {
            return count(days, "day");
        }
        long rest = days % MONTH;
        return count(days / MONTH, "month") + (rest == 0 ? "" : " and " + count(rest, "day"));
    }

    private static String count(long number, String word) {
        return number + " " + word + (number == 1 ? "" : "s");
    }
}
