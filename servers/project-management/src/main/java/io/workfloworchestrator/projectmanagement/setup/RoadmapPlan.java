package io.workfloworchestrator.projectmanagement.setup;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The goals of a set-up in phases, in order and in time. A goal comes after those that it needs; where goals need each other in a
 * circle, the need that closes it is left out and named. Immutable.
 *
 * @param phases with at least one goal each
 * @param weeks of all phases that have dates
 */
record RoadmapPlan(List<Phase> phases, List<String> remarks, int weeks, Map<SetupGoal, Set<SetupGoal>> needs) {
    private static final List<String> TIERS = List.of("Now", "Next", "Later", "Someday");
    private static final int MOST_MILESTONES = 3;

    List<SetupGoal> goals() {
        return phases.stream().flatMap(phase -> phase.goals().stream()).toList();
    }

    /**
     * @param weeks how long it is; 0 if it has no dates
     * @param start its first day, and {@code end} the day after its last; both mean nothing without dates
     */
    record Phase(
            int number,
            String name,
            int weeks,
            LocalDate start,
            LocalDate end,
            List<SetupGoal> goals,
            List<Milestone> milestones) {
        boolean hasDates() {
            return weeks > 0;
        }

        String duration() {
            if (weeks == 0) {
                return "no dates yet";
            }
            int months = (weeks + 3) / 4;
            return weeks <= 4 ? Texts.counted(weeks, "week", "weeks") : Texts.counted(months, "month", "months");
        }
    }

    record Milestone(String id, String name, LocalDate day, List<SetupGoal> goals) {}

    static RoadmapPlan of(List<SetupGoal> goals, LocalDate start, SetupRules.Windows rules) {
        return new Planner(goals, rules).plan(start);
    }

    private static final class Planner {
        private final List<SetupGoal> goals;
        private final SetupRules.Windows rules;
        private final Map<SetupGoal, Set<SetupGoal>> needs = new LinkedHashMap<>();
        private final Map<SetupGoal, Integer> tiers = new LinkedHashMap<>();
        private final List<String> remarks = new ArrayList<>();
        private int weeks;

        Planner(List<SetupGoal> goals, SetupRules.Windows rules) {
            this.goals = goals;
            this.rules = rules;
        }

        RoadmapPlan plan(LocalDate start) {
            goals.forEach(goal -> tiers.put(goal, Math.max(0, TIERS.indexOf(goal.tier()))));
            goals.forEach(this::resolve);
            moveUp();
            List<List<SetupGoal>> byTier = new ArrayList<>();
            for (int tier = 0; tier < TIERS.size(); tier++) {
                byTier.add(ordered(tier));
            }
            return new RoadmapPlan(phases(byTier, start), remarks, weeks, needs);
        }

        /** The goals that a goal needs, found by their words. */
        private void resolve(SetupGoal goal) {
            Set<SetupGoal> found = new LinkedHashSet<>();
            for (String words : goal.needs()) {
                List<SetupGoal> meant =
                        goals.stream().filter(other -> other.isMeantBy(words)).toList();
                if (meant.size() != 1) {
                    remarks.add("\"" + goal.title() + "\" needs \"" + words + "\", which "
                            + (meant.isEmpty() ? "is no goal of the set-up." : "may be several goals."));
                } else if (meant.get(0).equals(goal) || reaches(meant.get(0), goal)) {
                    remarks.add("\"" + goal.title() + "\" and \"" + meant.get(0).title()
                            + "\" need each other; the second of these needs was left out.");
                } else {
                    found.add(meant.get(0));
                    needs.put(goal, found);
                }
            }
        }

        private boolean reaches(SetupGoal from, SetupGoal to) {
            return needs.getOrDefault(from, Set.of()).stream().anyMatch(next -> next.equals(to) || reaches(next, to));
        }

        /** What an earlier goal needs cannot come later than that one. */
        private void moveUp() {
            boolean more = true;
            while (more) {
                more = false;
                for (SetupGoal goal : goals) {
                    for (SetupGoal needed : needs.getOrDefault(goal, Set.of())) {
                        int latest = tiers.getOrDefault(goal, 0);
                        if (tiers.getOrDefault(needed, 0) > latest) {
                            tiers.put(needed, latest);
                            remarks.add(
                                    "\"" + needed.title() + "\" moved up, since \"" + goal.title() + "\" needs it.");
                            more = true;
                        }
                    }
                }
            }
        }

        /** The goals of a tier as they were said, each behind those that it needs. */
        private List<SetupGoal> ordered(int tier) {
            Set<SetupGoal> ordered = new LinkedHashSet<>();
            goals.stream()
                    .filter(goal -> tiers.getOrDefault(goal, 0) == tier)
                    .forEach(goal -> visit(goal, tier, ordered));
            return List.copyOf(ordered);
        }

        private void visit(SetupGoal goal, int tier, Set<SetupGoal> ordered) {
            if (tiers.getOrDefault(goal, 0) == tier && !ordered.contains(goal)) {
                needs.getOrDefault(goal, Set.of()).forEach(needed -> visit(needed, tier, ordered));
                ordered.add(goal);
            }
        }

        private List<Phase> phases(List<List<SetupGoal>> byTier, LocalDate start) {
            SetupRules.PhaseTitles titles = rules.phases();
            List<SetupGoal> next = byTier.get(1);
            boolean isSplit = next.size() > rules.mostInPhase();
            int half = isSplit ? (next.size() + 1) / 2 : next.size();
            Map<String, List<SetupGoal>> named = new LinkedHashMap<>();
            named.put(titles.now(), byTier.get(0));
            named.put(titles.next(), next.subList(0, half));
            named.put(titles.nextSecond(), next.subList(half, next.size()));
            named.put(titles.later(), byTier.get(2));
            List<Phase> phases = new ArrayList<>();
            LocalDate day = start;
            for (Map.Entry<String, List<SetupGoal>> each : named.entrySet()) {
                if (!each.getValue().isEmpty()) {
                    Phase phase = phase(phases.size() + 1, each.getKey(), each.getValue(), day);
                    phases.add(phase);
                    day = phase.end();
                    weeks += phase.weeks();
                }
            }
            if (!byTier.get(3).isEmpty()) {
                phases.add(new Phase(phases.size() + 1, titles.someday(), 0, day, day, byTier.get(3), List.of()));
            }
            return phases;
        }

        private Phase phase(int number, String name, List<SetupGoal> of, LocalDate start) {
            int points = of.stream().mapToInt(this::points).sum();
            int length = Math.max(1, (int) Math.ceil(points * rules.weeksPerPoint()));
            List<Milestone> milestones = new ArrayList<>();
            int each = (of.size() + Math.min(of.size(), MOST_MILESTONES) - 1) / Math.min(of.size(), MOST_MILESTONES);
            int done = 0;
            for (int from = 0; from < of.size(); from += each) {
                List<SetupGoal> goals = of.subList(from, Math.min(of.size(), from + each));
                done += goals.stream().mapToInt(this::points).sum();
                LocalDate day = start.plusDays(Math.round(length * 7.0 * done / Math.max(1, points)));
                String id = "M" + number + "." + (milestones.size() + 1);
                milestones.add(new Milestone(id, name(goals), day, goals));
            }
            return new Phase(number, name, length, start, start.plusWeeks(length), of, milestones);
        }

        private static String name(List<SetupGoal> goals) {
            String first = goals.get(0).title();
            return goals.size() == 1 ? first : first + " and " + (goals.size() - 1) + " more";
        }

        private int points(SetupGoal goal) {
            SetupRules.Effort effort = rules.efforts().get(goal.effort());
            return effort == null ? 3 : effort.points();
        }
    }
}
