package io.workfloworchestrator.projectmanagement.setup;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.json.Words;
import io.workfloworchestrator.mcp.ToolException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The goals that a call names: those of the set-up by their id or name, chosen and perhaps judged otherwise, and new ones. Pure
 * functions.
 */
final class GivenGoals {
    private static final List<String> IMPACTS = List.of("high", "medium", "low");
    private static final List<String> EFFORTS = List.of("very-low", "low", "medium", "high", "very-high");
    private static final List<String> TIERS = List.of("Now", "Next", "Later", "Someday");

    private GivenGoals() {}

    /** The id under which extract_project_goals names a goal, from its place. */
    static String id(int place) {
        return String.format(Locale.ROOT, "setup-goal-%03d", place + 1);
    }

    /**
     * The goals of a call; all of the set-up if it names none.
     *
     * @throws ToolException E_ARG_VALUE if a goal has no name, or a level that is none
     */
    static List<SetupGoal> of(List<Json> given, List<SetupGoal> all) {
        if (given.isEmpty()) {
            return all;
        }
        List<SetupGoal> goals = new ArrayList<>();
        for (Json each : given) {
            goals.add(one(each, all));
        }
        return goals.stream().distinct().toList();
    }

    private static SetupGoal one(Json given, List<SetupGoal> all) {
        if (given.asText().isPresent()) {
            return named(given.asText().get(), all);
        }
        if (!(given instanceof Json.Obj fields)) {
            throw refused("a goal of extractedGoals is an id, or an object with name, suggestedImpact, suggestedEffort and"
                    + " suggestedTier.");
        }
        SetupGoal goal = fields.text("id")
                .flatMap(id -> find(id, all))
                .or(() -> fields.text("name").flatMap(name -> find(name, all)))
                .orElseGet(() -> fresh(fields));
        String impact = level(fields, "suggestedImpact", IMPACTS).orElse(goal.impact());
        String effort = level(fields, "suggestedEffort", EFFORTS).orElse(goal.effort());
        String tier = fields.text("suggestedTier").map(word -> level(word, "suggestedTier", TIERS)).orElse(goal.tier());
        return new SetupGoal(
                goal.text(),
                impact,
                impact.equals(goal.impact()) ? goal.impactReason() : "given with the call",
                effort,
                effort.equals(goal.effort()) ? goal.effortReason() : "given with the call",
                tier,
                goal.measures(),
                goal.needs(),
                goal.source());
    }

    private static SetupGoal named(String name, List<SetupGoal> all) {
        return find(name, all).orElseThrow(() -> {
            List<String> titles = all.stream().map(SetupGoal::title).toList();
            String near = Words.nearest(name, titles, 10)
                    .map(found -> " Did you mean \"" + found + "\"?")
                    .orElse("");
            return refused("there is no goal \"" + Words.clip(name.replaceAll("\\p{C}", "?"), 80)
                    + "\" in the set-up." + near + " extract_project_goals lists them.");
        });
    }

    private static Optional<SetupGoal> find(String name, List<SetupGoal> all) {
        for (int place = 0; place < all.size(); place++) {
            SetupGoal goal = all.get(place);
            if (name.equals(id(place)) || goal.text().equalsIgnoreCase(name.strip()) || goal.title().equals(name)) {
                return Optional.of(goal);
            }
        }
        return Optional.empty();
    }

    private static SetupGoal fresh(Json.Obj fields) {
        String name = fields.text("name")
                .map(text -> text.replaceAll("\\s+", " ").strip())
                .filter(text -> !text.isEmpty() && text.length() <= 500)
                .orElseThrow(() -> refused("a goal of extractedGoals needs a name of 1 to 500 characters."));
        return new SetupGoal(
                name, "medium", "not given", "medium", "not given", "Next", List.of(), List.of(), List.of("given with the call"));
    }

    private static Optional<String> level(Json.Obj fields, String field, List<String> levels) {
        return fields.text(field).map(text -> level(text.strip().replace(' ', '-'), field, levels));
    }

    private static String level(String given, String field, List<String> words) {
        return Choice.of(field, given, words).asText().orElseThrow();
    }

    private static ToolException refused(String message) {
        return new ToolException("E_ARG_VALUE", message + " Nothing was changed.");
    }
}
