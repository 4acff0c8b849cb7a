package io.workfloworchestrator.projectmanagement.goals;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/** Which goals a dashboard shows, and in which order: the selected ones first, then the potential ones, then the archive. */
record GoalFilter(Predicate<Goal> shown, Comparator<Goal> order) {
    /** By what goals are sorted within their group. */
    enum Sort {
        /** The order of people. */
        ORDER,
        IMPACT,
        EFFORT,
        PRIORITY,
        DATE,
        PROGRESS
    }

    static GoalFilter of(ViewDashboard.In in, GoalBook book) {
        Optional<String> tier = in.tier().map(text -> Tier.of("tier", text).word());
        Optional<String> priority =
                in.priority().map(text -> Level.of("priority", text).word());
        List<String> statuses = book.kind().status().values();
        Optional<String> status =
                in.status().map(text -> Choice.of("status", text, statuses.toArray(String[]::new), word -> word));
        Optional<String> owner = in.owner().map(text -> text.toLowerCase(Locale.ROOT));
        Predicate<Goal> shown = goal -> has(goal, "tier", tier)
                && has(goal, "priority", priority)
                && status.filter(one -> !one.equals(goal.status())).isEmpty()
                && owner.filter(one -> !one.equals(goal.text("owner").orElse("").toLowerCase(Locale.ROOT)))
                        .isEmpty();
        Sort sort = in.sortBy()
                .map(text -> Choice.of("sortBy", text, Sort.values(), one -> Choice.plain(one.name())))
                .orElse(Sort.ORDER);
        return new GoalFilter(shown, order(sort));
    }

    List<Goal> in(List<Goal> all) {
        List<Goal> found = new ArrayList<>(all.stream().filter(shown).toList());
        found.sort(Comparator.<Goal, GoalRow.Group>comparing(goal -> GoalRow.Group.of(goal.status()))
                .thenComparing(order));
        return found;
    }

    private static boolean has(Goal goal, String field, Optional<String> wanted) {
        return wanted.filter(one -> !goal.text(field).orElse("").equalsIgnoreCase(one))
                .isEmpty();
    }

    private static Comparator<Goal> order(Sort sort) {
        return switch (sort) {
            case ORDER -> Comparator.comparing(goal -> GoalRow.Group.of(goal.status()));
            case IMPACT -> Comparator.comparing(goal -> level(goal, "impact"));
            case EFFORT ->
                Comparator.comparing((Goal goal) -> level(goal, "effort")).reversed();
            case PRIORITY -> Comparator.comparing(goal -> level(goal, "priority"));
            case DATE ->
                Comparator.comparing((Goal goal) -> goal.item().state().changed())
                        .reversed();
            case PROGRESS -> Comparator.comparingInt(goal -> -goal.progress());
        };
    }

    /** The level of a field; what has no level stands between High and Low. */
    private static Level level(Goal goal, String field) {
        return Level.orMedium(goal.text(field).orElse(""));
    }
}
