package io.workfloworchestrator.projectmanagement.goals;

import io.workfloworchestrator.json.Json;
import java.util.Optional;

/**
 * After how many days a goal wants attention: what a call gives, else what the workflow's data says, else what is usual.
 *
 * @param stale a potential goal of which nothing changed
 * @param longRunning a goal that is in progress, since it was selected
 * @param noProgress a goal that is in progress, since its last progress
 * @param blocked a goal that is blocked
 */
record Thresholds(int stale, int longRunning, int noProgress, int blocked) {
    static Thresholds of(Json data) {
        return new Thresholds(
                days(data, "staleDays", 90),
                days(data, "longRunningDays", 60),
                days(data, "noProgressDays", 14),
                days(data, "blockedDays", 30));
    }

    /** These, with what a call gives in their place. */
    Thresholds with(
            Optional<Integer> staleDays,
            Optional<Integer> longRunningDays,
            Optional<Integer> noProgressDays,
            Optional<Integer> blockedDays) {
        return new Thresholds(
                staleDays.orElse(stale),
                longRunningDays.orElse(longRunning),
                noProgressDays.orElse(noProgress),
                blockedDays.orElse(blocked));
    }

    private static int days(Json data, String name, int usual) {
        return data.at(name)
                .filter(value -> value instanceof Json.Num number && number.isInteger())
                .map(value -> Math.max(1, Integer.parseInt(value.toString())))
                .orElse(usual);
    }
}
