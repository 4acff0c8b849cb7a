package io.workfloworchestrator.specdriven.guide;

import io.workfloworchestrator.json.Worded;

/** How far a session is: what is asked, or written, now. */
enum Stage implements Worded {
    CONSTITUTION(1, "constitution"),
    SPECIFICATION(2, "spec"),
    PLANNING(3, "plan"),
    TASKS(4, "tasks"),
    COMPLETE(5, "");

    private final int number;
    final String document;

    Stage(int number, String document) {
        this.number = number;
        this.document = document;
    }

    String progress() {
        return number + "/5 (" + name().charAt(0) + word().substring(1) + ")";
    }

    boolean isAsked() {
        return compareTo(TASKS) < 0;
    }
}
