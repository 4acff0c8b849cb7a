package io.workfloworchestrator.specdriven.guide;

import java.util.Locale;

/** How far a session is: what is asked, or written, now. */
enum Stage {
    CONSTITUTION("Constitution"),
    SPECIFICATION("Specification"),
    PLANNING("Planning"),
    TASKS("Tasks"),
    COMPLETE("Complete");

    private final String title;

    Stage(String title) {
        this.title = title;
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Such as {@code 2/5 (Specification)}. */
    String progress() {
        return (ordinal() + 1) + "/" + values().length + " (" + title + ")";
    }

    boolean isAsked() {
        return ordinal() <= PLANNING.ordinal();
    }

    Stage next() {
        return this == COMPLETE ? COMPLETE : values()[ordinal() + 1];
    }

    /** As the writer of documents calls it: {@code constitution}, {@code spec}, {@code plan} or {@code tasks}. */
    String document() {
        return switch (this) {
            case CONSTITUTION -> "constitution";
            case SPECIFICATION -> "spec";
            case PLANNING -> "plan";
            default -> "tasks";
        };
    }
}
