package io.workfloworchestrator.projectmanagement.setup;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.json.Words;
import io.workfloworchestrator.mcp.ToolException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The goals that a call names: those of the set-up by their id or name, chosen and perhaps judged otherwise, and new ones. Pure
 * functions.
 */
final class GivenGoals {
    private static final List<String> IMPACTS = List.of("high", "medium", "low");
    private static final List<String> EFFORTS = List.of("very-low", "low", "medium", "high", "very-high");
    private static final List<String> TIERS = List.of("Now", "Next", "Later", "Someday");

    private static final String GIVEN = "given with the call";

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
    static List<SetupGoal> of(List<Map<String, Json>> given, List<SetupGoal> all) {
        return given.isEmpty()
                ? all
                : given.stream()
                        .map(each -> one(Json.object(each), all))
                        .distinct()
                        .toList();
    }

    private static SetupGoal one(Json.Obj fields, List<SetupGoal> all) {
        SetupGoal goal = fields.text("id")
                .flatMap(id -> find(id, all))
                .or(() -> fields.text("name").flatMap(name -> find(name, all)))
                .orElseGet(() -> fresh(fields));
        String impact = level(fields, "suggestedImpact", IMPACTS).orElse(goal.impact());
        String effort = level(fields, "suggestedEffort", EFFORTS).orElse(goal.effort());
        String tier = fields.text("suggestedTier")
                .map(word -> level(word, "suggestedTier", TIERS))
                .orElse(goal.tier());
        return new SetupGoal(
                goal.text(),
                impact,
                impact.equals(goal.impact()) ? goal.impactReason() : GIVEN,
                effort,
                effort.equals(goal.effort()) ? goal.effortReason() : GIVEN,
                tier,
                goal.measures(),
                goal.needs(),
                goal.source());
    }

    private static Optional<SetupGoal> find(String name, List<SetupGoal> all) {
        for (int place = 0; place < all.size(); place++) {
            SetupGoal goal = all.get(place);
            if (name.equals(id(place))
                    || goal.text().equalsIgnoreCase(name.strip())
                    || goal.title().equals(name)) {
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
                name, "medium", "not given", "medium", "not given", "Next", List.of(), List.of(), List.of(GIVEN));
    }

    private static Optional<String> level(Json.Obj fields, String field, List<String> levels) {
        return fields.text(field).map(text -> level(text.strip().replace(' ', '-'), field, levels));
    }

    /** One of a few words, in any case, as the list writes it. */
    private static String level(String given, String field, List<String> words) {
        return words.stream()
                .filter(word -> word.equalsIgnoreCase(given.strip()))
                .findFirst()
                .orElseThrow(() -> new ToolException(
                        "E_ARG_VALUE",
                        field + " is one of " + String.join(", ", words) + ", not \""
                                + Words.clip(given.replaceAll("\\p{C}", "?"), 40) + "\"."
                                + Words.nearest(given, words, 3)
                                        .map(near -> " Did you mean \"" + near + "\"?")
                                        .orElse("")));
    }

    private static ToolException refused(String message) {
        return new ToolException("E_ARG_VALUE", message + " Nothing was changed.");
    }
}
