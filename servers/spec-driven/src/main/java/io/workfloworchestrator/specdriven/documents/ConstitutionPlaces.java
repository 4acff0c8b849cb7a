package io.workfloworchestrator.specdriven.documents;

import java.util.List;
import java.util.stream.Stream;

/** Where the constitution of a project may lie: it has one, whichever tool wrote it. Pure functions. */
public final class ConstitutionPlaces {
    /** The folders of the full and of the lean planning, whose set-up writes one; then where other tools keep theirs. */
    private static final List<String> OTHERS = List.of(
            "01-planning/CONSTITUTION.md",
            "planning/CONSTITUTION.md",
            "brainstorming/future-goals/CONSTITUTION.md",
            ".specify/memory/constitution.md",
            "constitution.md");

    private ConstitutionPlaces() {}

    /**
     * The paths, in the order in which they are looked at.
     *
     * @param own where the features' own definition has it
     */
    public static List<String> of(String own) {
        return Stream.concat(Stream.of(own), OTHERS.stream()).distinct().toList();
    }
}
