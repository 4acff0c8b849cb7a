package io.workfloworchestrator.projectmanagement.setup;

import io.workfloworchestrator.json.Json;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the roadmap says: the values for its template. Pure functions of answers, rules and the first day. */
final class Roadmap {
    private static final Set<String> PLACED =
            Set.of("goals", "timeframe", "deadline", "goal_impact", "goal_effort", "goal_measure", "goal_needs");
    private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("MMM yyyy", Locale.ENGLISH);
    private static final Pattern TIME =
            Pattern.compile("(\\d{1,3})(?:[.,](\\d))?\\s*-?(day|week|month|quarter|year)s?", Pattern.CASE_INSENSITIVE);

    private Roadmap() {}

    /** @param timeframe the time that there is, in words; what was answered if empty */
    static Json.Obj of(
            Said said, RoadmapPlan plan, LocalDate start, SetupRules.Windows rules, Optional<String> timeframe) {
        Json.Obj data = Json.Obj.EMPTY
                .with("name", said.text("name"))
                .with("from", start.toString())
                .with("source", said.source("goals"))
                .with("goals", Texts.counted(plan.goals().size(), "goal", "goals"))
                .with("weeks", Texts.counted(plan.weeks(), "week", "weeks"))
                .with("until", MONTH.format(start.plusWeeks(plan.weeks())));
        data = Texts.some(data, "phases", Texts.each(plan.phases(), phase -> phase(phase, rules)));
        data = Texts.some(data, "time", time(said, plan, start, timeframe));
        data = Texts.some(data, "remarks", Texts.each(plan.remarks(), Json::of));
        return Texts.others(data, said, SetupDocument.ROADMAP, PLACED);
    }

    private static Json phase(RoadmapPlan.Phase phase, SetupRules.Windows rules) {
        String window = phase.hasDates()
                ? MONTH.format(phase.start()) + " to " + MONTH.format(phase.end()) + ", " + phase.duration()
                : phase.duration();
        Json.Obj data = Json.object(Map.of(
                "number", Json.of(Integer.toString(phase.number())),
                "title", Json.of(phase.name()),
                "window", Json.of(window),
                "list", Json.array(Texts.each(phase.goals(), goal -> goal(goal, rules)))));
        return Texts.some(data, "milestones", Texts.each(phase.milestones(), Roadmap::milestone));
    }

    private static Json goal(SetupGoal goal, SetupRules.Windows rules) {
        SetupRules.Effort effort = rules.efforts().get(goal.effort());
        Json.Obj data = Json.object(Map.of(
                "text", Json.of(goal.text()),
                "impact", Json.of(goal.impact()),
                "impactReason", Json.of(goal.impactReason()),
                "effort",
                        Json.of(effort == null ? goal.effort() : effort.title().toLowerCase(Locale.ROOT)),
                "effortReason", Json.of(goal.effortReason()),
                "effortTime", Json.of(effort == null ? "no estimate" : effort.time()),
                "tier", Json.of(goal.tier()),
                "source", Json.of(goal.source().get(0))));
        data = Texts.some(data, "measures", Texts.each(goal.measures(), Json::of), goal.sourceOf("goal_measure"));
        return Texts.some(data, "needs", Texts.each(goal.needs(), Json::of), goal.sourceOf("goal_needs"));
    }

    private static Json milestone(RoadmapPlan.Milestone milestone) {
        return Json.object(Map.of(
                "id", Json.of(milestone.id()),
                "title", Json.of(milestone.name()),
                "day", Json.of(milestone.day().toString())));
    }

    /** The time that there is, and whether the estimates fit into it. */
    private static List<Json> time(Said said, RoadmapPlan plan, LocalDate start, Optional<String> given) {
        List<Json> time = new ArrayList<>();
        LocalDate end = start.plusWeeks(plan.weeks());
        given.or(() -> said.find("timeframe").map(Said.One::text)).ifPresent(text -> {
            String source = given.isPresent() ? "given with the call" : said.source("timeframe");
            String fits = weeks(text)
                    .map(weeks -> plan.weeks() <= weeks
                            ? "the estimates fit into it"
                            : "the estimates need " + plan.weeks()
                                    + " weeks, which is more: leave something out, or get help")
                    .orElse("it names no number of days, weeks, months or years, so nothing is compared with it");
            time.add(row("Time that there is", text, fits, source));
        });
        said.find("deadline").ifPresent(one -> {
            LocalDate day = LocalDate.parse(one.text());
            List<String> after = new ArrayList<>();
            plan.phases().stream()
                    .filter(phase -> phase.hasDates() && phase.end().isAfter(day))
                    .forEach(phase -> after.add(phase.name()));
            String fits = end.isAfter(day)
                    ? "not ready by then, as estimated: " + String.join(", ", after)
                    : "as estimated, everything with dates is ready by then";
            time.add(row("Deadline", one.text(), fits, one.source()));
        });
        return time;
    }

    private static Json row(String title, String text, String fits, String source) {
        return Json.object(Map.of(
                "title", Json.of(title),
                "text", Json.of(text),
                "fits", Json.of(fits),
                "source", Json.of(source)));
    }

    /** A time in weeks, rounded down; empty if the words name none. */
    static Optional<Integer> weeks(String words) {
        Matcher found = TIME.matcher(words);
        if (!found.find()) {
            return Optional.empty();
        }
        double number = Double.parseDouble(found.group(1) + (found.group(2) == null ? "" : "." + found.group(2)));
        double weeks = switch (found.group(3).toLowerCase(Locale.ROOT)) {
            case "day" -> number / 7;
            case "week" -> number;
            case "month" -> number * 52 / 12;
            case "quarter" -> number * 13;
            default -> number * 52;
        };
        return Optional.of((int) weeks);
    }
}
