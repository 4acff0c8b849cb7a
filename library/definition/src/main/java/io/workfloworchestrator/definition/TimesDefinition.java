package io.workfloworchestrator.definition;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What items of a kind say about time, and when one of them wants attention.
 *
 * @param effort the field with the work that an item takes, a number of whatever unit, by which the critical path is
 *     computed; or null when every item counts the same
 * @param due the field with the date by which an item must be final, such as {@code 2026-05-31}, or null
 * @param staleAfter an item that is not final is stale when nothing about it changed for so long; or null
 * @param stuckAfter an item that was begun is stuck when nothing about it changed for so long; or null
 */
public record TimesDefinition(
        @Nullable String effort,
        @Nullable String due,
        @Nullable Duration staleAfter,
        @Nullable Duration stuckAfter) {
    /** Nothing about time. */
    public static final TimesDefinition UNSET = new TimesDefinition(null, null, null, null);
}
