package io.workfloworchestrator.projectmanagement.goals;

import io.workfloworchestrator.projectmanagement.PlanningItems;
import java.util.Optional;

/** When a goal is worth doing. */
public enum Tier {
    NOW,
    NEXT,
    LATER,
    SOMEDAY;

    public String word() {
        return PlanningItems.capital(name());
    }

    public static Tier of(String name, String text) {
        return Choice.of(name, text, values(), Tier::word);
    }

    public static Optional<Tier> find(String text) {
        return Choice.find(text, values());
    }
}
