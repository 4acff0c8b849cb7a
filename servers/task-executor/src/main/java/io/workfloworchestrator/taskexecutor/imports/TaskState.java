package io.workfloworchestrator.taskexecutor.imports;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** How a task of any tool stands, in our words. */
public enum TaskState {
    /** Not begun. */
    PENDING,
    /** Somebody works on it, or looks at it. */
    IN_PROGRESS,
    /** Begun or not, and cannot go on. */
    BLOCKED,
    /** Done. */
    COMPLETED,
    /** Will not be done. */
    CANCELLED;

    private static final Map<String, TaskState> BY_WORD = Arrays.stream(values())
            .flatMap(state -> words(state).stream().map(word -> Map.entry(word, state)))
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

    private static Set<String> words(TaskState state) {
        return switch (state) {
            case PENDING ->
                Set.of(
                        "pending",
                        "to do",
                        "todo",
                        "open",
                        "new",
                        "backlog",
                        "not started",
                        "ready",
                        "ready for dev",
                        "draft",
                        "drafted",
                        "deferred",
                        "triage",
                        "unstarted",
                        "planned",
                        "next",
                        "later",
                        "someday",
                        "icebox",
                        "selected for development",
                        "optional");
            case IN_PROGRESS ->
                Set.of(
                        "in progress",
                        "doing",
                        "started",
                        "active",
                        "wip",
                        "review",
                        "in review",
                        "contexted",
                        "hooked",
                        "testing",
                        "in development");
            case BLOCKED -> Set.of("blocked", "on hold", "waiting", "stuck");
            case COMPLETED ->
                Set.of(
                        "completed",
                        "complete",
                        "done",
                        "closed",
                        "finished",
                        "resolved",
                        "shipped",
                        "merged",
                        "verified",
                        "archive");
            case CANCELLED ->
                Set.of(
                        "cancelled",
                        "canceled",
                        "dropped",
                        "wont do",
                        "won't do",
                        "wont fix",
                        "won't fix",
                        "not planned",
                        "duplicate",
                        "abandoned",
                        "rejected");
        };
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

    /** The status of a task of ours. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether nothing is left to do. */
    public boolean isFinal() {
        return this == COMPLETED || this == CANCELLED;
    }
}
