package io.workfloworchestrator.projectmanagement.goals;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.workflow.WorkflowMoment;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How healthy the goals of a project are: 0 to 100 points, of which 30 are for activity, 20 for balance, 30 for reviews and 20 for
 * completion. Immutable and thread-safe.
 *
 * <ul>
 *   <li>Activity: the share of the goals in progress that came on within the days after which a goal counts as without progress.
 *       Without a goal in progress it is 0, unless no goal is selected that waits for somebody.
 *   <li>Balance: 10 for one to five goals in progress, 5 for more; 10 if something is selected or potential besides, since work
 *       runs out otherwise.
 *   <li>Reviews: the share of the open goals that nothing speaks against ({@code check_review_needed}).
 *   <li>Completion: the share of the goals that were selected and are done, of those that are done or selected; at least 10 while
 *       nothing that is done waits for its archive.
 * </ul>
 *
 * @param grade A from 90, B from 80, C from 70, D from 60, else F; empty if there is no goal to judge
 */
public record GoalHealth(int score, String grade, int activity, int balance, int review, int completion) {
    private static final int MOST_ACTIVITY = 30;
    private static final int MOST_REVIEW = 30;
    private static final int MOST_COMPLETION = 20;
    private static final int HALF_BALANCE = 10;
    private static final int MANY_AT_ONCE = 5;

    /**
     * The health of a project's goals at one moment, on the clock's day in the clock's zone.
     *
     * @throws GoalException {@code E_PLANNING_OLDER} if its work runs by a definition without goals
     */
    public static GoalHealth of(WorkflowMoment<Json> moment, Clock clock) {
        GoalBook book = GoalBook.of(moment, clock);
        return of(book.all(), book.concerns());
    }

    static GoalHealth of(List<Goal> goals, List<Concern> concerns) {
        Set<String> concerned = concerns.stream().map(one -> one.goal().id()).collect(Collectors.toSet());
        Set<String> idle = concerns.stream()
                .filter(one -> one.type() == Concern.Type.NO_PROGRESS)
                .map(one -> one.goal().id())
                .collect(Collectors.toSet());
        List<Goal> open = goals.stream().filter(goal -> !goal.isArchived()).toList();
        List<Goal> active = open.stream().filter(Goal::isActive).toList();
        long waiting = open.stream()
                .filter(goal -> goal.isSelected() && !goal.isActive() && !goal.isCompleted())
                .count();
        int moving =
                (int) active.stream().filter(goal -> !idle.contains(goal.id())).count();
        int activity =
                active.isEmpty() ? (waiting == 0 ? MOST_ACTIVITY : 0) : share(MOST_ACTIVITY, moving, active.size());
        int atOnce = active.isEmpty() ? 0 : active.size() <= MANY_AT_ONCE ? HALF_BALANCE : HALF_BALANCE / 2;
        int balance = open.isEmpty() ? 2 * HALF_BALANCE : atOnce + (open.size() > active.size() ? HALF_BALANCE : 0);
        int sound = (int)
                open.stream().filter(goal -> !concerned.contains(goal.id())).count();
        int review = open.isEmpty() ? MOST_REVIEW : share(MOST_REVIEW, sound, open.size());
        int completion = completion(goals);
        int score = activity + balance + review + completion;
        return new GoalHealth(score, goals.isEmpty() ? "" : grade(score), activity, balance, review, completion);
    }

    private static int completion(List<Goal> goals) {
        int done = (int) goals.stream()
                .filter(goal -> goal.isCompleted() || goal.status().equals(Goal.IMPLEMENTED))
                .count();
        int selected = (int) goals.stream()
                .filter(goal -> goal.isSelected() && !goal.isCompleted())
                .count();
        boolean waits = goals.stream().anyMatch(Goal::isCompleted);
        int share = done + selected == 0 ? 0 : share(MOST_COMPLETION, done, done + selected);
        return waits ? share : Math.max(MOST_COMPLETION / 2, share);
    }

    private static int share(int most, int part, int whole) {
        return (int) Math.round((double) most * part / whole);
    }

    private static String grade(int score) {
        return score >= 90 ? "A" : score >= 80 ? "B" : score >= 70 ? "C" : score >= 60 ? "D" : "F";
    }
}
