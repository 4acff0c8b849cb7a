package io.workfloworchestrator.definition;

import java.util.List;

/**
 * A fact about the project's files as described; {@code ${name}} in its paths stands for a path of the definition.
 *
 * @param kind {@code file}, {@code files}, {@code directories}, {@code entries}, {@code front-matter}, {@code
 *     checkboxes} or {@code json}; or {@code state}, another workflow of the project
 * @param paths one path, or for {@code files} and {@code directories} one or more globs; for {@code state} the workflow's key,
 *     such as {@code release/main}
 * @param exclude globs that are left out
 * @param read what is read of each file: {@code attributes}, {@code text}, {@code front-matter}, {@code checkboxes},
 *     {@code headings}
 * @param mentions words whose lines are counted
 * @param pointer for {@code json}, the JSON Pointer of the value; empty for the whole
 */
public record FactDefinition(
        String kind,
        List<String> paths,
        List<String> exclude,
        List<String> read,
        List<String> mentions,
        String pointer) {
    /** The kind of a fact about another workflow. */
    static final String STATE = "state";

    static final List<String> KINDS =
            List.of("file", "files", "directories", "entries", "front-matter", "checkboxes", "json", "state");

    public FactDefinition {
        paths = List.copyOf(paths);
        exclude = List.copyOf(exclude);
        read = List.copyOf(read);
        mentions = List.copyOf(mentions);
    }

    /** Whether it is about another workflow of the project, and not about files. */
    public boolean isState() {
        return kind.equals(STATE);
    }

    /** A fact of a kind, with what that kind reads without being asked. */
    public static FactDefinition of(String kind, String... paths) {
        return new FactDefinition(kind, List.of(paths), List.of(), List.of(), List.of(), "");
    }
}
