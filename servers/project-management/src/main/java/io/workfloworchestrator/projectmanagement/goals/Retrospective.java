package io.workfloworchestrator.projectmanagement.goals;

import io.workfloworchestrator.mcp.Field;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What was learned of a goal, as the reference's {@code archive_goal} takes it; all of it may be left out. Immutable and thread-safe.
 */
record Retrospective(
        Optional<String> lessonsLearned,
        Optional<String> actualEffort,
        Optional<String> actualImpact,
        @Field(listed = false) Optional<String> completionDate,
        @Field(listed = false) Optional<String> whatWentWell,
        @Field(listed = false) Optional<String> whatCouldImprove,
        @Field(listed = false) Optional<Boolean> wouldDoAgain,
        @Field(listed = false) Optional<String> reasonShelved,
        @Field(listed = false) Optional<Boolean> mightRevisit,
        @Field(listed = false) Optional<String> alternativesTried) {
    /** Nothing was said. */
    static final Retrospective EMPTY = new Retrospective(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    Optional<LocalDate> day() {
        return said(completionDate).map(text -> Days.require("completionDate", text));
    }

    Optional<Level> impact() {
        return said(actualImpact).map(text -> Level.of("actualImpact", text));
    }

    Optional<String> effort() {
        return said(actualEffort);
    }

    /** All of it as Markdown: a paragraph for each part; empty if nothing was said. */
    String text() {
        List<String> parts = new ArrayList<>();
        add(parts, "What was learned", lessonsLearned);
        add(parts, "What went well", whatWentWell);
        add(parts, "What could improve", whatCouldImprove);
        add(parts, "Why it was shelved", reasonShelved);
        add(parts, "What was tried", alternativesTried);
        add(parts, "Actual effort", actualEffort);
        add(parts, "Actual impact", actualImpact);
        add(parts, "Would do it again", wouldDoAgain.map(Retrospective::yes));
        add(parts, "Might come back to it", mightRevisit.map(Retrospective::yes));
        return String.join("\n\n", parts);
    }

    private static String yes(boolean is) {
        return is ? "yes" : "no";
    }

    private static Optional<String> said(Optional<String> text) {
        return text.map(String::strip).filter(one -> !one.isEmpty());
    }

    private static void add(List<String> parts, String title, Optional<String> text) {
        said(text).ifPresent(one -> parts.add("**" + title + ":** " + one));
    }
}
