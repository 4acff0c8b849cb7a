package io.workfloworchestrator.rules;

import org.jspecify.annotations.Nullable;

/**
 * A value that a rule may read, and its source.
 *
 * @param path how an expression names it: {@code facts.notes.size}, {@code data.goals[0].name}
 * @param value null, Boolean, Long, Double, String, List or Map
 * @param source where it was found, for people: {@code docs/a.md:12}, {@code state project-planning/main@41 /phase};
 *     empty if that is not known
 */
public record Fact(String path, @Nullable Object value, String source) {
    /** The fact on one line: path, value in short, source. */
    @Override
    public String toString() {
        return path + " = " + Values.describe(value) + (source.isEmpty() ? "" : " (" + source + ")");
    }
}
