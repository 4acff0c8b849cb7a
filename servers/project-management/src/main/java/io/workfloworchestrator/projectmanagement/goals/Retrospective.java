package io.workfloworchestrator.projectmanagement.goals;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.json.RecordCodec;
import io.workfloworchestrator.mcp.Field;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

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
    /** What stands between a part and the next one, which begins with its title. */
    private static final Pattern BEFORE_TITLE = Pattern.compile("\\n\\s*\\n(?=\\*\\*[^*\\n]+:\\*\\*)");

    static final Retrospective EMPTY = RecordCodec.of(Retrospective.class).decode(Json.Obj.EMPTY);

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

    /**
     * What stands in a retrospective already, with what is said now: a part that is said again takes the place of the one of its title, and
     * everything else stays, such as how long a workflow took.
     */
    static String joined(String before, String now) {
        Map<String, String> said = new LinkedHashMap<>();
        parts(now).forEach(part -> said.put(title(part), part));
        List<String> all = new ArrayList<>();
        for (String part : parts(before)) {
            String again = said.remove(title(part));
            all.add(again == null ? part : again);
        }
        all.addAll(said.values());
        return String.join("\n\n", all);
    }

    private static List<String> parts(String text) {
        return Stream.of(BEFORE_TITLE.split(text))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .toList();
    }

    private static String title(String part) {
        int end = part.indexOf(":**");
        return part.startsWith("**") && end > 0 ? part.substring(0, end) : part;
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
