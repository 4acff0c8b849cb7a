package io.workfloworchestrator.definition;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Spans of time as definitions write them: a whole number and a unit, such as {@code 15m} or {@code 7d}. Pure functions. */
public final class Durations {
    private static final Pattern WRITTEN = Pattern.compile("([0-9]{1,9}) ?([smhdw])");
    private static final Map<String, Duration> UNITS = Map.of(
            "s", Duration.ofSeconds(1),
            "m", Duration.ofMinutes(1),
            "h", Duration.ofHours(1),
            "d", Duration.ofDays(1),
            "w", Duration.ofDays(7));
    private static final List<String> LARGEST_FIRST = List.of("d", "h", "m", "s");

    private Durations() {}

    /** The span that a text says, or empty when it says none. */
    public static Optional<Duration> read(String text) {
        Matcher written = WRITTEN.matcher(text.strip());
        return written.matches()
                ? Optional.of(UNITS.getOrDefault(written.group(2), Duration.ZERO)
                        .multipliedBy(Long.parseLong(written.group(1))))
                : Optional.empty();
    }

    /** The span in the largest unit of which it is a whole number; what is shorter than a second is cut off. */
    public static String written(Duration span) {
        for (String unit : LARGEST_FIRST) {
            long seconds = UNITS.getOrDefault(unit, Duration.ofSeconds(1)).toSeconds();
            if (span.toSeconds() % seconds == 0 && span.toSeconds() != 0) {
                return span.toSeconds() / seconds + unit;
            }
        }
        return span.toSeconds() + "s";
    }
}
