package io.workfloworchestrator.projectmanagement.goals;

import io.workfloworchestrator.json.Json;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How good the estimates of a goal were, once it is done. Effort is compared in hours where both texts say an amount of time, and is
 * accurate between three quarters and four thirds of the estimate; otherwise levels are compared. Pure functions.
 */
final class Accuracy {
    private static final double LEAST = 0.75;
    private static final double MOST = 4.0 / 3;

    private static final String ACCURATE = "Accurate";
    private static final String OVER = "Overestimated";
    private static final String UNDER = "Underestimated";
    private static final String UNKNOWN = "Unknown";

    private Accuracy() {}

    static Json.Obj of(Goal goal, Optional<Level> actualImpact, Optional<String> actualEffort) {
        Optional<Level> impact = goal.text("impact").map(Level::orMedium);
        return Json.Obj.EMPTY
                .with("estimatedImpact", impact.map(Level::word))
                .with("actualImpact", actualImpact.map(Level::word))
                .with("estimatedEffort", goal.text("timeEstimate").or(() -> goal.text("effort")))
                .with("actualEffort", actualEffort)
                .with("impactAccuracy", impact(impact, actualImpact))
                .with("effortAccuracy", effort(goal, actualEffort));
    }

    static String impact(Optional<Level> estimated, Optional<Level> actual) {
        return estimated.isEmpty() || actual.isEmpty() ? UNKNOWN : levels(estimated.get(), actual.get());
    }

    static String effort(Goal goal, Optional<String> actual) {
        OptionalDouble hours = actual.map(EffortText::hours).orElse(OptionalDouble.empty());
        OptionalDouble estimated =
                goal.text("timeEstimate").map(EffortText::hours).orElse(OptionalDouble.empty());
        Optional<Level> level = goal.text("effort").map(Level::orMedium);
        if (hours.isPresent() && estimated.isPresent() && estimated.getAsDouble() > 0) {
            double ratio = hours.getAsDouble() / estimated.getAsDouble();
            return ratio < LEAST ? OVER : ratio > MOST ? UNDER : ACCURATE;
        }
        return hours.isEmpty() || level.isEmpty()
                ? UNKNOWN
                : levels(level.get(), EffortText.level(hours.getAsDouble()));
    }

    private static String levels(Level estimated, Level actual) {
        int difference = estimated.compareTo(actual);
        return difference == 0 ? ACCURATE : difference < 0 ? OVER : UNDER;
    }
}
