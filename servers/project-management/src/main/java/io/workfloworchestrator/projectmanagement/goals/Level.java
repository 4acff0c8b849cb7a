package io.workfloworchestrator.projectmanagement.goals;

import io.workfloworchestrator.projectmanagement.PlanningItems;
import java.util.Arrays;
import java.util.Optional;

/** How much of something there is: of impact, effort, confidence, priority. */
public enum Level {
    HIGH,
    MEDIUM,
    LOW;

    /** The word in files and answers. */
    public String word() {
        return PlanningItems.capital(name());
    }

    /** The level that somebody writes, in whatever case. */
    public static Level of(String name, String text) {
        return Choice.of(name, text, values(), Level::word);
    }

    /** The level of a field's text; empty if it is no level. */
    public static Optional<Level> find(String text) {
        return Arrays.stream(values())
                .filter(level -> level.name().equalsIgnoreCase(text.strip()))
                .findFirst();
    }

    /** The level of a field's text; MEDIUM if it is no level. */
    static Level orMedium(String text) {
        return find(text).orElse(MEDIUM);
    }
}
