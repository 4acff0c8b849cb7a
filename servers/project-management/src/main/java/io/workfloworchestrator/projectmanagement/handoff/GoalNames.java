package io.workfloworchestrator.projectmanagement.handoff;

import io.workfloworchestrator.definition.Names;
import io.workfloworchestrator.json.Words;
import io.workfloworchestrator.workflow.Item;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/**
 * Finds the goal that somebody names: by its number ({@code G-01}, {@code 01} or {@code 1}), its id, at least three characters with
 * which no other id begins, or its exact name, whatever the case. All names are literal. Pure functions.
 */
final class GoalNames {
    private static final int SHORTEST_BEGINNING = 3;
    private static final int MOST_EDITS = 3;

    private GoalNames() {}

    /** @throws HandoffException {@code E_GOAL} if no goal is meant, or more than one */
    static Item in(List<Item> goals, String name) {
        String wanted = name.strip();
        List<Predicate<Item>> ways = List.of(
                goal -> goal.id().equals(wanted) || isNumber(goal, wanted),
                goal -> wanted.length() >= SHORTEST_BEGINNING && goal.id().startsWith(wanted),
                goal -> goal.title().equalsIgnoreCase(wanted));
        for (Predicate<Item> way : ways) {
            List<Item> found = goals.stream().filter(way).toList();
            if (found.size() > 1) {
                throw new HandoffException(
                        "E_GOAL",
                        "\"" + shown(wanted) + "\" could be " + listed(found)
                                + ". Nothing was changed. Name it by its id.");
            }
            if (!found.isEmpty()) {
                return found.get(0);
            }
        }
        throw new HandoffException(
                "E_GOAL",
                "There is no goal \"" + shown(wanted) + "\"." + hint(goals, wanted) + " Nothing was changed.");
    }

    private static boolean isNumber(Item goal, String wanted) {
        return goal.number()
                .filter(number -> number.equalsIgnoreCase(wanted)
                        || wanted.matches("\\d+")
                                && wanted.replaceFirst("^0+", "").equals(number.replaceFirst("^\\D+0*", "")))
                .isPresent();
    }

    private static String hint(List<Item> goals, String wanted) {
        List<String> known = new ArrayList<>();
        for (Item goal : goals) {
            goal.number().ifPresent(known::add);
            known.add(goal.title().toLowerCase(Locale.ROOT));
            known.add(goal.id());
        }
        return Words.nearest(wanted, known, MOST_EDITS)
                .map(near -> " Did you mean \"" + near + "\"?")
                .orElse(goals.isEmpty() ? " There are no goals yet." : " There are " + listed(goals) + ".");
    }

    private static String listed(List<Item> goals) {
        return Names.first(
                5,
                goals.stream()
                        .map(goal -> goal.called() + " \"" + Words.clip(goal.title(), 40) + "\"")
                        .toList());
    }

    private static String shown(String name) {
        return Words.clip(name.replaceAll("\\p{C}", "?"), 80);
    }
}
