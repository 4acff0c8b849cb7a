package io.workfloworchestrator.workflow;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

/**
 * What one look knows of items beside the state. Thread-safe.
 *
 * @param now the time of the look, by the store's clock
 * @param graphs what waits for what, as far as it is known from the look before
 */
record ItemSight(Instant now, CoveredFiles.Look files, ItemGraphs graphs) {
    /** Ages are told in days, and dates are due by the day; so nothing about them is wrong for longer. */
    private static final Duration KEPT = Duration.ofMinutes(1);

    /** The covered files whose content is another one now, or that are gone; sorted. */
    List<String> changed(Evidence evidence) {
        return evidence.files().entrySet().stream()
                .filter(file -> files.fingerprint(file.getKey())
                        .filter(file.getValue()::equals)
                        .isEmpty())
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    LocalDate today() {
        return LocalDate.ofInstant(now, ZoneOffset.UTC);
    }

    /** Whether a look at that later time would see the same, if the next claim runs out then. */
    boolean isCurrent(Instant later, Instant expires) {
        return !later.isBefore(now)
                && later.isBefore(expires)
                && Duration.between(now, later).compareTo(KEPT) < 0
                && files.isCurrent();
    }
}
