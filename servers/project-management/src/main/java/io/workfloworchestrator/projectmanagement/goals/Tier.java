package io.workfloworchestrator.projectmanagement.goals;

import io.workfloworchestrator.projectmanagement.PlanningItems;
import java.util.Arrays;
import java.util.Optional;

/** When a goal is worth doing. */
public enum Tier {
    NOW,
    NEXT,
    LATER,
    SOMEDAY;

    /** The word in files and answers. */
    public String word() {
        return PlanningItems.capital(name());
    }

    /** The tier that somebody writes, in whatever case. */
    public static Tier of(String name, String text) {
        return Choice.of(name, text, values(), Tier::word);
    }

    /** The tier of a field's text; empty if it is no tier. */
    static Optional<Tier> find(String text) {
        return Arrays.stream(values())
                .filter(tier -> tier.name().equalsIgnoreCase(text.strip()))
                .findFirst();
    }
}
