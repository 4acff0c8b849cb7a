package io.workfloworchestrator.specdriven.guide;

import java.util.Locale;

/** How far a session is: what is asked, or written, now. */
enum Stage {
    CONSTITUTION(1, "Constitution", "constitution"),
    SPECIFICATION(2, "Specification", "spec"),
    PLANNING(3, "Planning", "plan"),
    TASKS(4, "Tasks", "tasks"),
    COMPLETE(5, "Complete", "");

    private final int number;
    private final String title;
    private final String document;

    Stage(int number, String title, String document) {
        this.number = number;
        this.title = title;
        this.document = document;
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Such as {@code 2/5 (Specification)}. */
    String progress() {
        return number + "/5 (" + title + ")";
    }

    boolean isAsked() {
        return this == CONSTITUTION || this == SPECIFICATION || this == PLANNING;
    }

    Stage next() {
        return switch (this) {
            case CONSTITUTION -> SPECIFICATION;
            case SPECIFICATION -> PLANNING;
            case PLANNING -> TASKS;
            case TASKS, COMPLETE -> COMPLETE;
        };
    }

    /** As the writer of documents calls it: {@code constitution}, {@code spec}, {@code plan} or {@code tasks}. */
    String document() {
        return document;
    }
}
