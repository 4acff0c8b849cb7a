package io.workfloworchestrator.projectmanagement.goals;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.workflow.Evidence;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Whether a goal's measures are shown to be reached. A measure is shown by evidence of the goal whose result names it, word for word,
 * which passed, and whose covered files have not changed since. Pure functions.
 */
final class Measures {
    /** A longer measure has no room in the result of evidence. */
    static final int LONGEST = 120;

    private Measures() {}

    /** @param evidence the result of the newest evidence for it; empty if nothing shows it */
    record Measure(String text, Optional<String> evidence) {
        Json.Obj json() {
            return Json.Obj.EMPTY.with("measure", text).with("evidence", evidence);
        }
    }

    static List<Measure> of(Goal goal) {
        List<Evidence> all = new ArrayList<>(goal.item().state().evidence().values());
        all.sort(Comparator.comparing(Evidence::at).reversed());
        List<Measure> measures = new ArrayList<>();
        for (String text : goal.measures()) {
            Optional<String> shown = all.stream()
                    .filter(one -> one.isPassed() && one.result().contains(text))
                    .filter(one -> goal.view().changed(one).isEmpty())
                    .map(one -> one.what().word() + ": " + one.result() + ", by " + one.by() + " at " + one.at())
                    .findFirst();
            measures.add(new Measure(text, shown));
        }
        return measures;
    }

    static List<String> missing(List<String> measures, List<Measure> known, List<String> more) {
        return measures.stream()
                .filter(text -> known.stream()
                        .noneMatch(
                                one -> one.text().equals(text) && one.evidence().isPresent()))
                .filter(text -> more.stream()
                        .noneMatch(one -> one.contains(text)
                                && !one.strip().toLowerCase(Locale.ROOT).startsWith("failed")))
                .toList();
    }

    /**
     * Evidence in which each measure is spelled as the goal has it, where it differs by case or spaces only: from then on it names the
     * measure word for word.
     */
    static List<String> spelled(List<String> evidence, List<String> measures) {
        return evidence.stream().map(text -> spelled(text, measures)).toList();
    }

    private static String spelled(String text, List<String> measures) {
        for (String measure : measures) {
            String words = Pattern.quote(measure.strip()).replaceAll("\\s+", "\\\\E\\\\s+\\\\Q");
            Matcher found = Pattern.compile(words, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE)
                    .matcher(text);
            if (!measure.isBlank() && !text.contains(measure) && found.find()) {
                return text.substring(0, found.start()) + measure + text.substring(found.end());
            }
        }
        return text;
    }

    /**
     * Refuses evidence that names a measure and leaves its outcome out, as the call of {@link #call} does before somebody has filled
     * it in.
     *
     * @throws GoalException {@code E_ARG_VALUE}
     */
    static void requireOutcomes(List<String> evidence) {
        evidence.stream().filter(text -> text.strip().endsWith(":")).findFirst().ifPresent(text -> {
            throw new GoalException(
                    "E_ARG_VALUE",
                    "the evidence \"" + Choice.shown(text.strip())
                            + "\" says no outcome. Write behind the colon what was seen. Nothing was changed.");
        });
    }

    /**
     * The call that completes a goal; its caller says the outcome behind each measure.
     *
     * @param given new measures that the refused call gave: nothing was saved, so they are given again
     */
    static Json.Obj call(Goal goal, List<String> missing, Optional<List<String>> given) {
        Json.Obj call = Json.Obj.EMPTY
                .with("goalId", goal.number())
                .with("status", "Completed")
                .with(
                        "evidence",
                        Json.strings(missing.stream().map(one -> one + ": ").toList()));
        return given.map(measures -> call.with("measures", Json.strings(measures)))
                .orElse(call);
    }

    /** What somebody should know whose evidence names no measure of the goal; empty if each one does. */
    static Optional<String> unnamed(Goal goal, List<String> evidence) {
        List<String> measures = goal.measures();
        return evidence.stream()
                .filter(text -> measures.stream().noneMatch(text::contains))
                .findFirst()
                .map(text -> "The evidence \"" + Choice.shown(text.strip()) + "\" is kept, but "
                        + (measures.isEmpty()
                                ? "the goal has no measures that it could show."
                                : "it names no measure of the goal word for word, so it shows none of them: "
                                        + quoted(measures) + "."));
    }

    static String quoted(List<String> measures) {
        return measures.stream().map(one -> '"' + Choice.shown(one) + '"').collect(Collectors.joining("; "));
    }

    /**
     * Measures as they are kept, without blank ones.
     *
     * @throws GoalException {@code E_ARG_VALUE} if one is longer than {@link #LONGEST}
     */
    static List<String> require(List<String> given) {
        List<String> measures =
                given.stream().map(String::strip).filter(one -> !one.isEmpty()).toList();
        measures.stream().filter(one -> one.length() > LONGEST).findFirst().ifPresent(one -> {
            throw new GoalException(
                    "E_ARG_VALUE",
                    "the measure \"" + Choice.shown(one) + "\" has " + one.length() + " characters; at most " + LONGEST
                            + " are taken, since evidence names it word for word. Nothing was changed.");
        });
        return measures;
    }
}
