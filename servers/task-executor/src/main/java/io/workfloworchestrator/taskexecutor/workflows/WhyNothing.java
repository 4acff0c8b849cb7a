package io.workfloworchestrator.taskexecutor.workflows;

import io.workfloworchestrator.definition.Names;
import io.workfloworchestrator.taskexecutor.verify.TaskItems;
import io.workfloworchestrator.workflow.Item;
import io.workfloworchestrator.workflow.ItemView;
import io.workfloworchestrator.workflow.Need;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Why nobody can take a task of a workflow, who must act, and by which call. Pure functions of one moment. */
record WhyNothing(TaskList tasks) {
    private static final int MOST = 3;

    /**
     * The reasons, the one that can be mended at once first.
     *
     * @param skills what the asking agent can do
     */
    String toText(List<String> skills, String agent) {
        if (tasks.all().stream().allMatch(ItemView::isFinal)) {
            return "Every task of " + tasks.entry().name() + " is done: call archive_workflow.";
        }
        List<String> why = new ArrayList<>();
        say(
                why,
                tasks.only(task -> !task.isFinal() && !isBlocked(task) && TaskRecord.isHeldBy(task, agent)),
                "You hold ",
                ": go on with it by its token, or complete_task.");
        say(
                why,
                tasks.only(task ->
                        !task.isFinal() && !isBlocked(task) && task.isHeld() && !TaskRecord.isHeldBy(task, agent)),
                "Others hold ",
                ": wait, or have the holder give it back.");
        say(
                why,
                tasks.only(task -> task.isReady() && !hasSkill(task.item(), skills)),
                "Another skill is needed for ",
                ": name it under skills if you have it.");
        List<ItemView> blocked = tasks.only(WhyNothing::isBlocked);
        String ending = blocked.isEmpty()
                ? ""
                : BlockWords.ending(blocked.get(0).item(), blocked.get(0).isHeld());
        say(why, blocked, "Blocked is ", ": end what blocks it, then call " + ending + ".");
        List<ItemView> waiting = tasks.only(ItemView::isBlocked);
        if (!waiting.isEmpty()) {
            why.add(waiting.size() + (waiting.size() == 1 ? " task waits" : " tasks wait") + " for "
                    + waiting.stream()
                            .flatMap(task -> task.unmet().stream())
                            .map(Need::toText)
                            .distinct()
                            .limit(MOST)
                            .collect(Collectors.joining("; "))
                    + ".");
        }
        say(
                why,
                tasks.only(task -> task.item().status().equals("in-progress")
                        && task.claim().isEmpty()),
                "Begun by hand, and held by nobody, is ",
                ": take it by next_task with its taskId.");
        return why.isEmpty() ? tasks.moment().whyNothingToClaim(TaskWorkflows.TASK) : String.join(" ", why);
    }

    static boolean hasSkill(Item task, List<String> skills) {
        return task.state()
                .text("skill")
                .filter(skill -> !skill.isBlank())
                .map(skill -> skills.stream().anyMatch(skill.strip()::equalsIgnoreCase))
                .orElse(true);
    }

    private static boolean isBlocked(ItemView task) {
        return BlockWords.isBlocked(task.item());
    }

    private static void say(List<String> why, List<ItemView> some, String before, String after) {
        if (!some.isEmpty()) {
            List<String> named = some.stream().map(WhyNothing::named).toList();
            why.add(before + Names.first(MOST, named) + after);
        }
    }

    private static String named(ItemView task) {
        String reason = isBlocked(task)
                ? task.item()
                        .state()
                        .text("blockedReason")
                        .map(text -> " (" + text + ")")
                        .orElse("")
                : TaskRecord.held(task)
                        .map(claim -> " (" + claim.by() + " until " + claim.until() + ")")
                        .orElse("");
        return "task " + TaskItems.number(task.item()) + reason;
    }
}
