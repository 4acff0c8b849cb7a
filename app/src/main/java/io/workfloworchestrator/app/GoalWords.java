package io.workfloworchestrator.app;

import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;

/** The words that Tab offers for the commands of goals, of hand-offs and of the planning. Pure functions. */
final class GoalWords {
    private static final Set<String> OF_ONE = Set.of("show", "evaluate", "promote", "progress", "archive");
    private static final Set<String> OF_MANY = Set.of("reorder", "spec", "tasks");

    private GoalWords() {}

    /** Whether a command names another goal behind those that are given. */
    static boolean namesGoal(String command, int given) {
        return given == 0 && OF_ONE.contains(command) || OF_MANY.contains(command);
    }

    /** The pictures that a command draws, if it has not been given one. */
    static List<String> pictures(String command, int given) {
        return command.equals("diagram") && given == 0
                ? List.of("roadmap", "kanban", "timeline", "dependencies")
                : List.of();
    }

    /** The words behind an option. */
    static void values(String option, BiConsumer<String, String> add) {
        List<String> words = switch (option) {
            case "--tier" -> List.of("Now", "Next", "Later", "Someday");
            case "--impact", "--effort", "--priority", "--actual-impact", "--accept" ->
                List.of("High", "Medium", "Low");
            case "--status" -> List.of("planning", "not-started", "in-progress", "blocked", "on-hold", "completed");
            case "--sort" -> List.of("order", "impact", "effort", "priority", "date", "progress");
            case "--type" -> List.of("implemented", "shelved");
            case "--only" -> List.of("all", "selected", "potential");
            case "--period" -> List.of("weekly", "monthly", "quarterly");
            case "--format" -> List.of("drawio", "mermaid", "svg");
            case "--without" -> List.of("summary", "velocity", "alerts", "recommendations");
            default -> List.of();
        };
        words.forEach(word -> add.accept(word, ""));
    }
}
