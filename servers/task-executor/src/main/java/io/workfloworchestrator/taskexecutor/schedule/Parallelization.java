package io.workfloworchestrator.taskexecutor.schedule;

import io.workfloworchestrator.definition.Names;
import io.workfloworchestrator.json.CodedException;
import io.workfloworchestrator.workflow.Plan;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Whether several agents help with some tasks, and how.
 *
 * <p>They do if a schedule on that many agents is at least 1.5 times as fast as one agent, there are at least three tasks, and it is
 * known what waits for what: where no task names a need, tasks count as a plain list, one after the other, unless all name files and no
 * two have one in common. Pure functions.
 *
 * @param mode {@code parallel} or {@code sequential}
 * @param plan batches, critical path, float, and what each task unblocks
 * @param ranking the tasks in the order in which to take them
 * @param conflicts pairs of tasks that may run at the same time and change the same file, the first of them
 */
public record Parallelization(
        boolean shouldParallelize,
        String mode,
        List<String> reasoning,
        Schedule schedule,
        Plan plan,
        List<RankedTask> ranking,
        List<FileConflict> conflicts,
        long conflictCount,
        Confidence confidence) {
    /** As many agents may be asked for. */
    public static final int MOST_AGENTS = 64;

    public Parallelization {
        reasoning = List.copyOf(reasoning);
        ranking = List.copyOf(ranking);
        conflicts = List.copyOf(conflicts);
    }

    /**
     * @param tasks in the order of people; what is done holds nothing up
     * @param agents how many agents there may be, 1 to 64
     * @throws CodedException E_TASK_ID, E_TASK_NEED or E_TASK_CIRCLE if the tasks have no order; E_AGENTS if there are too few or too many
     *     agents
     */
    public static Parallelization of(List<PlannedTask> tasks, Strategy strategy, int agents) {
        if (agents < 1 || agents > MOST_AGENTS) {
            throw new CodedException(
                    "E_AGENTS",
                    "There may be 1 to " + MOST_AGENTS + " agents, not " + agents + ". Ask for as many as will work.");
        }
        return new Analysis(TaskOrder.of(tasks), strategy, agents).result();
    }

    /** @param other the id of the other one, later in the order of people */
    public record FileConflict(String one, String other, String file) {}

    /**
     * A task that is not done, and what speaks for doing it next.
     *
     * @param words all of that for people: {@code ready · critical path · unblocks 7}
     */
    public record RankedTask(String task, boolean ready, String words) {}

    /** Total ÷ length of the schedule, if several agents shall work; else 1. */
    public double estimatedSpeedup() {
        return "parallel".equals(mode)
                ? BigDecimal.valueOf(schedule.speedup())
                        .setScale(2, RoundingMode.HALF_UP)
                        .doubleValue()
                : 1;
    }

    /** The risk of conflicts in files: none, low, medium, high, or unknown if no task names its files. */
    public String fileConflictRisk() {
        if (confidence.withFiles() == 0 && confidence.tasks() > 1) {
            return "unknown";
        }
        double pairs = Math.max(1, confidence.tasks() * (confidence.tasks() - 1L) / 2.0);
        double share = conflictCount / pairs;
        return conflictCount == 0 ? "none" : share < 0.05 ? "low" : share < 0.25 ? "medium" : "high";
    }

    /**
     * How far an analysis can be trusted, by what is known: 40 % for estimates, 30 % for files, 30 % for needs.
     *
     * @param percent 0 to 100
     * @param withNeeds how many tasks need others, or are needed
     */
    public record Confidence(int percent, int estimated, int withFiles, int withNeeds, int tasks) {
        static Confidence of(int estimated, int withFiles, int withNeeds, int tasks) {
            double all = Math.max(1, tasks);
            // Tasks of which no other knows anything may well be free of each other once it is known which files they
            // change.
            double ordered = withNeeds > 0 ? 1 : withFiles / all;
            double sum = 0.4 * estimated / all + 0.3 * withFiles / all + 0.3 * ordered;
            return new Confidence((int) Math.round(100 * sum), estimated, withFiles, withNeeds, tasks);
        }

        /** What is missing, in a sentence each; empty if everything is known. */
        public List<String> gaps(double usualHours) {
            List<String> gaps = new ArrayList<>();
            if (estimated < tasks) {
                gaps.add((tasks - estimated) + " of " + tasks + " tasks have no hours and count as " + shown(usualHours)
                        + " h.");
            }
            if (withFiles < tasks) {
                gaps.add((tasks - withFiles) + " of " + tasks
                        + " tasks name no files, so no conflict about them is seen.");
            }
            if (withNeeds == 0 && tasks > 1) {
                gaps.add("No task says what it needs.");
            }
            return gaps;
        }
    }

    private static final class Analysis {
        private static final double WORTH_IT = 1.5;
        private static final int FEWEST_TASKS = 3;
        private static final int MOST_CONFLICTS = 20;

        private final TaskOrder order;
        private final CommonFiles files;
        private final Schedule schedule;
        private final Plan plan;
        private final List<PlannedTask> open;
        private final List<FileConflict> conflicts = new ArrayList<>();
        private long conflictCount;

        private Analysis(TaskOrder order, Strategy strategy, int agents) {
            this.order = order;
            this.open = order.open();
            this.files = new CommonFiles(open);
            this.schedule = Schedule.of(order, files, strategy, agents);
            this.plan = order.plan();
            findConflicts();
        }

        private void findConflicts() {
            List<BitSet> related = order.related();
            for (int one = 0; one < open.size(); one++) {
                BitSet others = (BitSet) files.neighbours(one).clone();
                others.andNot(related.get(one));
                others.clear(0, one + 1);
                conflictCount += others.cardinality();
                int other = others.nextSetBit(0);
                while (other >= 0 && conflicts.size() < MOST_CONFLICTS) {
                    conflicts.add(
                            new FileConflict(open.get(one).id(), open.get(other).id(), files.common(one, other)));
                    other = others.nextSetBit(other + 1);
                }
            }
        }

        private Parallelization result() {
            Confidence confidence = confidence();
            List<String> why = new ArrayList<>();
            boolean worth = isWorth(confidence, why);
            why.addAll(confidence.gaps(order.usualHours()));
            if (conflictCount > 0) {
                why.add(conflictCount + (conflictCount == 1 ? " pair" : " pairs")
                        + " of tasks that may run at the same time change the same file.");
            }
            return new Parallelization(
                    worth,
                    worth || isFaster(confidence) ? "parallel" : "sequential",
                    why,
                    schedule,
                    plan,
                    ranking(),
                    conflicts,
                    conflictCount,
                    confidence);
        }

        private boolean isWorth(Confidence confidence, List<String> why) {
            String agents = schedule.agents() + (schedule.agents() == 1 ? " agent" : " agents");
            if (open.size() < FEWEST_TASKS) {
                why.add("There are fewer than " + FEWEST_TASKS + " open tasks.");
                return false;
            }
            if (!isOrderKnown(confidence)) {
                why.add(
                        "No task says what it needs, so they count as a list that is done in order. If they really are free of each other, "
                                + agents + " would take " + shown(schedule.hours()) + " h instead of "
                                + shown(schedule.total())
                                + " h: give each its files, or those that wait their needs.");
                return false;
            }
            boolean worth = schedule.speedup() >= WORTH_IT;
            why.add(shown(schedule.total()) + " h of work take " + agents + " "
                    + shown(schedule.hours())
                    + " h, "
                    + shown(schedule.speedup()) + " times as fast as one agent; the critical path is "
                    + shown(plan.length()) + " h."
                    + (worth ? "" : " Below " + WORTH_IT + " it is not worth it."));
            return worth;
        }

        private boolean isFaster(Confidence confidence) {
            return open.size() >= FEWEST_TASKS && isOrderKnown(confidence) && schedule.speedup() > 1 + 1e-9;
        }

        private boolean isOrderKnown(Confidence confidence) {
            return confidence.withNeeds() > 0 || (confidence.withFiles() == confidence.tasks() && conflictCount == 0);
        }

        private Confidence confidence() {
            int estimated = 0;
            int withFiles = 0;
            int withNeeds = 0;
            for (int index = 0; index < open.size(); index++) {
                PlannedTask task = open.get(index);
                estimated += task.isEstimated() ? 1 : 0;
                withFiles += files.isKnown(index) ? 1 : 0;
                boolean linked = !task.needs().isEmpty()
                        || !order.precedence().dependents(task.id()).isEmpty();
                withNeeds += linked ? 1 : 0;
            }
            return Confidence.of(estimated, withFiles, withNeeds, open.size());
        }

        /** Ready ones first, then by the work that waits behind them, then in the order of people. */
        private List<RankedTask> ranking() {
            Map<String, Double> behind = order.precedence().behind();
            List<RankedTask> ranked = new ArrayList<>();
            for (PlannedTask task : open) {
                Optional.ofNullable(plan.items().get(task.id()))
                        .ifPresent(planned -> ranked.add(ranked(task, planned)));
            }
            Comparator<RankedTask> byReady = Comparator.comparing(one -> !one.ready());
            ranked.sort(byReady.thenComparing(one -> -behind.getOrDefault(one.task(), 0.0)
                    - order.find(one.task()).map(order::hours).orElse(0.0)));
            return ranked;
        }

        private RankedTask ranked(PlannedTask task, Plan.Planned planned) {
            List<String> unmet = order.precedence().needs(task.id());
            List<String> words = new ArrayList<>();
            words.add(unmet.isEmpty() ? "ready" : "waits for " + Names.first(3, unmet));
            if (planned.isCritical()) {
                words.add("critical path");
            } else {
                words.add("float " + shown(planned.slack()) + " h");
            }
            if (planned.unblocks() > 0) {
                words.add("unblocks " + planned.unblocks());
            }
            return new RankedTask(task.id(), unmet.isEmpty(), String.join(" · ", words));
        }
    }

    /** For people: at most two decimals, and no zeros at the end. */
    private static String shown(double number) {
        return BigDecimal.valueOf(number)
                .setScale(2, RoundingMode.HALF_UP)
                .stripTrailingZeros()
                .toPlainString();
    }
}
