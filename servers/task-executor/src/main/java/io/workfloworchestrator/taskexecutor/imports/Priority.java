package io.workfloworchestrator.taskexecutor.imports;

import java.util.Locale;
import java.util.Optional;

/** How urgent a task of another tool is, in our words: critical, high, medium, low; empty where nobody said it. */
final class Priority {
    private Priority() {}

    /** The word for what a tool says: a word, a number from 0 (most urgent) to 4, {@code P1}, or a letter from A on. */
    static Optional<String> of(String said) {
        String word = said.strip().toLowerCase(Locale.ROOT);
        return switch (word) {
            case "critical", "urgent", "highest", "blocker", "p0", "0", "a" -> Optional.of("critical");
            case "high", "major", "important", "p1", "1", "b" -> Optional.of("high");
            case "medium", "normal", "moderate", "p2", "2", "c" -> Optional.of("medium");
            case "low", "minor", "lowest", "trivial", "p3", "p4", "3", "4", "d" -> Optional.of("low");
            default -> word.matches("[e-z]") ? Optional.of("low") : Optional.empty();
        };
    }
}
