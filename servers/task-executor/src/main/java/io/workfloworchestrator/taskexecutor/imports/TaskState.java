package io.workfloworchestrator.taskexecutor.imports;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** How a task of any tool stands, in our words. */
public enum TaskState {
    PENDING(
            "pending, to do, todo, open, new, backlog, not started, ready, ready for dev, draft, drafted, deferred, triage,"
                    + " unstarted, planned, next, later, someday, icebox, selected for development, optional"),
    IN_PROGRESS(
            "in progress, doing, started, active, wip, review, in review, contexted, hooked, testing, in development"),
    /** Begun or not, and cannot go on. */
    BLOCKED("blocked, on hold, waiting, stuck"),
    COMPLETED("completed, complete, done, closed, finished, resolved, shipped, merged, verified, archive"),
    CANCELLED("cancelled, canceled, dropped, wont do, won't do, wont fix, won't fix, not planned, duplicate, abandoned,"
            + " rejected");

    private static final Map<String, TaskState> BY_WORD = new HashMap<>();

    static {
        for (TaskState state : values()) {
            for (String word : state.words.split(", ")) {
                BY_WORD.put(word, state);
            }
        }
    }

    private final String words;

    TaskState(String words) {
        this.words = words;
    }

    /** What another tool calls a status: {@code In Progress}, {@code in_progress} and {@code in-progress} are one word. */
    public static Optional<TaskState> of(String word) {
        String plain = word.strip()
                .toLowerCase(Locale.ROOT)
                .replace('_', ' ')
                .replace('-', ' ')
                .replaceAll("\\s+", " ");
        return Optional.ofNullable(BY_WORD.get(plain));
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public boolean isFinal() {
        return this == COMPLETED || this == CANCELLED;
    }
}
