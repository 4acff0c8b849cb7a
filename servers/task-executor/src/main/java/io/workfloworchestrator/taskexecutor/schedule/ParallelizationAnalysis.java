package io.workfloworchestrator.taskexecutor.schedule;

import io.workfloworchestrator.definition.Names;
import io.workfloworchestrator.json.CodedException;
import io.workfloworchestrator.taskexecutor.schedule.Parallelization.FileConflict;
import io.workfloworchestrator.taskexecutor.schedule.Parallelization.RankedTask;
import io.workfloworchestrator.workflow.Plan;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Judges whether several agents help with some tasks.
 *
 * <p>They do if a schedule on that many agents is at least 1.5 times as fast as one agent, there are at least three tasks, and it is
 * known what waits for what: where no task names a need, tasks count as a plain list, one after the other, unless all name files and no
 * two have one in common. Pure functions.
 */
public final class ParallelizationAnalysis {
    /** As many agents may be asked for. */
    public static final int MOST_AGENTS = 64;

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

    private ParallelizationAnalysis(TaskOrder order, Strategy strategy, int agents) {
        this.order = order;
        this.open = order.open();
        this.files = new CommonFiles(open);
        this.schedule = Schedule.of(order, files, strategy, agents);
        this.plan = order.plan();
        findConflicts();
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
        return new ParallelizationAnalysis(TaskOrder.of(tasks), strategy, agents).result();
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
        Parallelization.Confidence confidence = confidence();
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

    private boolean isWorth(Parallelization.Confidence confidence, List<String> why) {
        String agents = schedule.agents() + (schedule.agents() == 1 ? " agent" : " agents");
        if (open.size() < FEWEST_TASKS) {
            why.add("There are fewer than " + FEWEST_TASKS + " open tasks.");
            return false;
        }
        if (!isOrderKnown(confidence)) {
            why.add(
                    "No task says what it needs, so they count as a list that is done in order. If they really are free of each other, "
                            + agents + " would take " + Numbers.shown(schedule.hours()) + " h instead of "
                            + Numbers.shown(schedule.total())
                            + " h: give each its files, or those that wait their needs.");
            return false;
        }
        boolean worth = schedule.speedup() >= WORTH_IT;
        why.add(Numbers.shown(schedule.total()) + " h of work take " + agents + " " + Numbers.shown(schedule.hours())
                + " h, "
                + Numbers.shown(schedule.speedup()) + " times as fast as one agent; the critical path is "
                + Numbers.shown(plan.length()) + " h." + (worth ? "" : " Below " + WORTH_IT + " it is not worth it."));
        return worth;
    }

    private boolean isFaster(Parallelization.Confidence confidence) {
        return open.size() >= FEWEST_TASKS && isOrderKnown(confidence) && schedule.speedup() > 1 + 1e-9;
    }

    private boolean isOrderKnown(Parallelization.Confidence confidence) {
        return confidence.withNeeds() > 0 || (confidence.withFiles() == confidence.tasks() && conflictCount == 0);
    }

    private Parallelization.Confidence confidence() {
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
        return Parallelization.Confidence.of(estimated, withFiles, withNeeds, open.size());
    }

    /** Ready ones first, then by the work that waits behind them, then in the order of people. */
    private List<RankedTask> ranking() {
        Map<String, Double> behind = order.precedence().behind();
        List<RankedTask> ranked = new ArrayList<>();
        for (PlannedTask task : open) {
            Optional.ofNullable(plan.items().get(task.id())).ifPresent(planned -> ranked.add(ranked(task, planned)));
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
            words.add("float " + Numbers.shown(planned.slack()) + " h");
        }
        if (planned.unblocks() > 0) {
            words.add("unblocks " + planned.unblocks());
        }
        return new RankedTask(task.id(), unmet.isEmpty(), String.join(" · ", words));
    }
}
