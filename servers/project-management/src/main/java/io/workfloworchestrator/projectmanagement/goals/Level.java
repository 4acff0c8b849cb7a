package io.workfloworchestrator.projectmanagement.goals;

import io.workfloworchestrator.projectmanagement.PlanningItems;
import java.util.Optional;

/** How much of something there is: of impact, effort, confidence, priority. */
public enum Level {
    HIGH,
    MEDIUM,
    LOW;

    public String word() {
        return PlanningItems.capital(name());
    }

    public static Level of(String name, String text) {
        return Choice.of(name, text, values(), Level::word);
    }

    public static Optional<Level> find(String text) {
        return Choice.find(text, values());
    }

    public static Level orMedium(String text) {
        return find(text).orElse(MEDIUM);
    }
}
