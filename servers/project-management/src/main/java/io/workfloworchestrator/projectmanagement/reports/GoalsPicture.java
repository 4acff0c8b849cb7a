package io.workfloworchestrator.projectmanagement.reports;

import io.workfloworchestrator.diagram.Dates;
import io.workfloworchestrator.diagram.Diagram;
import io.workfloworchestrator.diagram.Lane;
import io.workfloworchestrator.diagram.Look;
import io.workfloworchestrator.diagram.Node;
import io.workfloworchestrator.diagram.Picture;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.projectmanagement.PlanningItems;
import io.workfloworchestrator.projectmanagement.goals.Days;
import io.workfloworchestrator.workflow.Item;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Goals as a diagram: a roadmap has a column for each tier, a board one for how goals stand, a timeline a bar from the day of
 * selection to the target, and the picture of dependencies an arrow for each need. For one picture, not thread-safe.
 */
record GoalsPicture(List<Item> goals, LocalDate today, ZoneId zone, GoalHistory history) {
    private static final List<String> TIERS = List.of("Now", "Next", "Later", "Someday");
    private static final String NO_TIER = "No tier";

    Diagram diagram(String title, Picture picture) {
        Diagram.Builder diagram = Diagram.titled(title)
                .description(goals.size() + (goals.size() == 1 ? " goal" : " goals"))
                .today(today);
        goals.forEach(goal -> diagram.node(node(goal)));
        switch (picture) {
            case ROADMAP -> lanes(diagram, byTier());
            case KANBAN, TIMELINE -> lanes(diagram, byStanding());
            case DEPENDENCIES -> needs(diagram);
        }
        return diagram.build();
    }

    private static void lanes(Diagram.Builder diagram, Map<String, List<String>> lanes) {
        lanes.forEach((title, ids) -> {
            if (!ids.isEmpty()) {
                Lane lane = Lane.of(title, ids);
                diagram.lane(title.equals("Now") || title.equals("In progress") ? lane.current() : lane);
            }
        });
    }

    private Map<String, List<String>> byTier() {
        Map<String, List<String>> lanes = new LinkedHashMap<>();
        TIERS.forEach(tier -> lanes.put(tier, new ArrayList<>()));
        lanes.put(NO_TIER, new ArrayList<>());
        for (Item goal : goals) {
            String tier = goal.state().text("tier").orElse("");
            String known = TIERS.stream()
                    .filter(name -> name.equalsIgnoreCase(tier))
                    .findFirst()
                    .orElse(NO_TIER);
            lanes.computeIfAbsent(known, any -> new ArrayList<>()).add(goal.id());
        }
        return lanes;
    }

    private Map<String, List<String>> byStanding() {
        Map<String, List<String>> lanes = new LinkedHashMap<>();
        List.of("Potential", "Selected", "In progress", "Blocked", "Done", "Shelved")
                .forEach(lane -> lanes.put(lane, new ArrayList<>()));
        for (Item goal : goals) {
            String lane = switch (goal.status()) {
                case "potential" -> "Potential";
                case "in-progress" -> "In progress";
                case "blocked", "on-hold" -> "Blocked";
                case "completed", "implemented" -> "Done";
                case "shelved" -> "Shelved";
                default -> "Selected";
            };
            lanes.computeIfAbsent(lane, any -> new ArrayList<>()).add(goal.id());
        }
        return lanes;
    }

    private void needs(Diagram.Builder diagram) {
        Set<String> shown = goals.stream().map(Item::id).collect(Collectors.toSet());
        for (Item goal : goals) {
            for (Json need : goal.state()
                    .fields()
                    .getOrDefault("needs", Json.array(List.of()))
                    .asList()) {
                need.asText().filter(shown::contains).ifPresent(id -> diagram.edge(id, goal.id()));
            }
        }
    }

    private Node node(Item goal) {
        Node node = Node.of(goal.id(), goal.number().map(number -> number + " ").orElse("") + goal.title())
                .look(look(goal));
        if (!goal.status().equals("potential")) { // nobody works on it yet, so it has neither days nor progress
            node = node.progress(progress(goal)).dates(dates(goal));
        }
        String worth = both(
                "impact ", goal.state().text("impact"), "effort ", goal.state().text("effort"));
        String who = both("", goal.state().text("owner"), "until ", goal.state().text("target"));
        Node said = worth.isEmpty() ? node : node.detail(worth);
        return who.isEmpty() ? said : said.detail(who);
    }

    private static String both(String first, Optional<String> one, String second, Optional<String> other) {
        List<String> parts = new ArrayList<>();
        one.filter(text -> !text.isBlank()).ifPresent(text -> parts.add(first + text));
        other.filter(text -> !text.isBlank()).ifPresent(text -> parts.add(second + text));
        return String.join(" | ", parts);
    }

    private static Look look(Item goal) {
        return switch (goal.status()) {
            case "blocked", "on-hold" -> Look.BLOCKED;
            case "completed", "implemented" -> Look.DONE;
            case "planning", "potential" -> Look.PLANNED;
            default ->
                switch (goal.state().text("priority").orElse("").toLowerCase(Locale.ROOT)) {
                    case "high" -> Look.HIGH;
                    case "medium" -> Look.MEDIUM;
                    case "low" -> Look.LOW;
                    default -> Look.PLAIN;
                };
        };
    }

    private static int progress(Item goal) {
        boolean done = goal.status().equals("completed") || goal.status().equals("implemented");
        int percent = PlanningItems.whole(goal.state().fields().get("progress"));
        return done ? 100 : Math.max(0, Math.min(100, percent));
    }

    /** From its selection to its completion, else its target, else today. */
    private Dates dates(Item goal) {
        Optional<GoalTimes> times = history.times(goal.id());
        LocalDate begin = times.flatMap(GoalTimes::selected)
                .map(at -> LocalDate.ofInstant(at, zone))
                .orElse(LocalDate.ofInstant(goal.state().created(), zone));
        LocalDate end = times.flatMap(GoalTimes::completed)
                .map(at -> LocalDate.ofInstant(at, zone))
                .or(() -> goal.state()
                        .text("target")
                        .flatMap(Days::of)
                        .filter(day -> day.getYear() > 0 && day.getYear() < 10_000))
                .orElse(today);
        return new Dates(begin, end.isBefore(begin) ? begin : end);
    }
}
