package io.workfloworchestrator.taskexecutor.workflows;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.taskexecutor.verify.TaskItems;
import io.workfloworchestrator.workflow.Evidence;
import io.workfloworchestrator.workflow.ItemView;
import io.workfloworchestrator.workflow.Plan;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How a workflow stands: what is next, who holds what, and who is stuck, why, and what to call. Pure functions of one moment. */
record Standing(TaskList tasks) {
    private static final int MOST = 20;

    /** The task to do next, with why; else that all are done, or why nobody can go on. Of an archived workflow no task is next. */
    String next() {
        if (!tasks.entry().isActive()) {
            int open = tasks.progress().total() - tasks.progress().completed();
            return open == 0
                    ? "It is archived, and no task is open."
                    : "It is archived with " + open + (open == 1 ? " open task" : " open tasks")
                            + ", which stay as they are: call reopen_workflow (toolset workflows) to go on with them.";
        }
        Map<String, Plan.Planned> plan = tasks.moment().plan(TaskWorkflows.TASK).items();
        Optional<ItemView> best = tasks.all().stream()
                .filter(ItemView::isReady)
                .min(Comparator.comparingInt(task -> -unblocks(plan, task)));
        if (best.isPresent()) {
            return TaskItems.number(best.get().item()) + ". "
                    + best.get().item().title() + " (" + tasks.rank(best.get()) + ")";
        }
        if (tasks.progress().isComplete()) {
            return archive("All tasks are complete");
        }
        return new WhyNothing(tasks).toText(List.of(), "");
    }

    /** That the archive is next. What an archived task lacks is proved only once its workflow is opened again, so it is said before. */
    String archive(String done) {
        String stale = stale();
        return stale.isEmpty()
                ? done + ": call archive_workflow."
                : done + ". " + stale + " Then call archive_workflow.";
    }

    private String stale() {
        List<ItemView> stale = tasks.only(task -> task.isDone()
                && task.item().state().evidence().values().stream()
                        .anyMatch(one -> one.isPassed() && !task.changed(one).isEmpty()));
        return stale.isEmpty()
                ? ""
                : "What was proved is older than its files for " + TaskList.named(stale)
                        + ": call verify_task first, since it proves no task of an archived workflow.";
    }

    private static int unblocks(Map<String, Plan.Planned> plan, ItemView task) {
        Plan.Planned planned = plan.get(task.item().id());
        return planned == null ? 0 : planned.unblocks();
    }

    String constraints() {
        int count = TaskItems.texts(tasks.data().find("constraints").orElse(Json.Null.VALUE))
                .size();
        if (count == 0) {
            return "No constraints are defined.";
        }
        long open = tasks.only(ItemView::isDone).stream()
                .filter(task -> confirmed(task) < count)
                .count();
        return count
                + (count == 1 ? " constraint to keep" : " constraints to keep")
                + (open == 0
                        ? ""
                        : ", not confirmed for " + open + (open == 1 ? " completed task" : " completed tasks"));
    }

    /** How many constraints somebody confirmed for a task; what is recorded replaces what was said of the same one before. */
    private static long confirmed(ItemView task) {
        return task.item().state().evidence().values().stream()
                .filter(one -> one.what() == Evidence.What.CONSTRAINT && one.isPassed())
                .flatMap(one -> one.command().stream())
                .distinct()
                .count();
    }

    List<String> holders() {
        return tasks.only(ItemView::isHeld).stream()
                .limit(MOST)
                .map(task -> "task " + TaskItems.number(task.item()) + ": " + task.holder())
                .toList();
    }

    /** What nobody gets on with, why, and what to call, a line each; nobody gets on with what is archived. */
    List<String> stuck() {
        return tasks
                .only(task -> tasks.entry().isActive() && (task.isStuck() || BlockWords.isBlocked(task.item())))
                .stream()
                .limit(MOST)
                .map(task -> "task " + TaskItems.number(task.item()) + ", "
                        + task.item().status() + ": " + why(task))
                .toList();
    }

    private String why(ItemView task) {
        if (BlockWords.isBlocked(task.item())) {
            return BlockWords.reason(task.item())
                    + (task.isHeld() ? " " + task.holder() : "")
                    + " Call " + BlockWords.ending(task.item(), task.isHeld()) + " when that is over.";
        }
        if (task.isBlocked()) {
            return "it waits for " + task.unmet().get(0).toText() + ".";
        }
        boolean isLost = task.claim().isPresent() && !task.isHeld();
        return (task.holder().isEmpty() ? "nothing changed for " + task.idleDays() + " days." : task.holder())
                + (isLost
                        ? " Whoever calls next_task takes it over."
                        : " Ask its holder, or call change_task (toolset edit) with action take-away.");
    }
}
