package io.workfloworchestrator.specdriven.guide;

import java.util.Locale;

/** How far a session is: what is asked, or written, now. */
enum Stage {
    CONSTITUTION("constitution"),
    SPECIFICATION("spec"),
    PLANNING("plan"),
    TASKS("tasks"),
    COMPLETE("");

    /** As the writer of documents calls it. */
    final String document;

    Stage(String document) {
        this.document = document;
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Such as {@code 2/5 (Specification)}. */
    String progress() {
        return (ordinal() + 1) + "/5 (" + name().charAt(0) + word().substring(1) + ")";
    }

    boolean isAsked() {
        return compareTo(TASKS) < 0;
    }
}
