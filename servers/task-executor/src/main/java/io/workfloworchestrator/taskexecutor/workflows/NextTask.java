package io.workfloworchestrator.taskexecutor.workflows;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.mcp.Field;
import io.workfloworchestrator.mcp.ToolCall;
import io.workfloworchestrator.server.OpenProject;
import io.workfloworchestrator.state.Cause;
import io.workfloworchestrator.state.Done;
import io.workfloworchestrator.state.Moment;
import io.workfloworchestrator.state.Transaction;
import io.workfloworchestrator.taskexecutor.verify.TaskItems;
import io.workfloworchestrator.workflow.Claim;
import io.workfloworchestrator.workflow.Item;
import io.workfloworchestrator.workflow.ItemChanges;
import io.workfloworchestrator.workflow.ItemView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * {@code next_task}: finds the task to do next, claims it and begins it, in one commit, so that no two agents get the same. Thread-safe.
 */
record NextTask(TaskTooling tooling) {
    private static final String PENDING = "pending";
    private static final String BLOCKED = "blocked";

    record In(
            @Field("Default: any active one") Optional<String> workflowName,
            @Field(value = "Who you are", max = 200) Optional<String> agent,
            List<String> skills,
            @Field(listed = false) Optional<String> taskId,
            @Field(listed = false) Optional<String> projectPath) {}

    /** @param because why this task, or why no task */
    record Out(
            @Field(named = false) Optional<TaskRecord> task,
            Optional<Long> token,
            Optional<Instant> until,
            Optional<String> workflowName,
            @Field(untrusted = true, max = 900) Optional<String> because,
            @Field(listed = false) long revision,

            @Field(untrusted = true, max = 400, listed = false)
            List<String> changes) {}

    private record Taken(WorkflowEntry entry, Item task, String was) {
        String toText(String agent) {
            return "claimed task " + TaskItems.number(task) + " of " + entry.name() + " for " + agent;
        }
    }

    Out on(OpenProject project, In in, Cause cause, ToolCall call) {
        TaskWorkflows workflows = tooling.of(project, in.projectPath());
        Moment now = workflows.state().now();
        String agent = agent(in, call);
        List<WorkflowEntry> candidates = in.workflowName()
                .filter(name -> !name.isBlank())
                .map(name -> List.of(workflows.changeable(now, name)))
                .orElseGet(() -> workflows.active(now));
        Done<Optional<Taken>> done = workflows
                .state()
                .change(
                        cause,
                        taken -> taken.map(some -> some.toText(agent)).orElse("looked for a task"),
                        commit -> take(workflows, commit, candidates, in, agent));
        TaskTooling.Changed<Optional<Taken>> changed = tooling.changed(workflows, done);
        return changed.result()
                .map(taken -> given(workflows, changed, taken, agent))
                .orElseGet(() -> nothing(workflows, changed, candidates, in, agent));
    }

    static String agent(In in, ToolCall call) {
        String client = call.client().strip();
        return in.agent()
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .orElse(client.isEmpty() ? "agent" : client.substring(0, Math.min(client.length(), Claim.MOST_NAME)));
    }

    private Optional<Taken> take(
            TaskWorkflows workflows, Transaction commit, List<WorkflowEntry> candidates, In in, String agent) {
        for (WorkflowEntry entry : candidates) {
            if (commit.find(workflows.tasks(entry).key()).isEmpty()) {
                continue; // It was archived meanwhile.
            }
            ItemChanges items = workflows.tasks(entry).in(commit, agent);
            Optional<Item> own = own(items, agent, in.skills());
            Optional<Item> named = in.taskId()
                    .filter(id -> !id.isBlank())
                    .map(id -> TaskNumber.in(commit.get(workflows.tasks(entry).key()), entry.name(), id));
            Optional<Item> claimed = named.or(() -> own)
                    .map(task -> items.claim(task.id(), agent))
                    .or(() -> items.claimNext(TaskWorkflows.TASK, agent, task -> isFor(task, in.skills())));
            if (claimed.isPresent()) {
                String was = was(claimed.get(), own);
                Item task = started(items, claimed.get());
                tooling.report(workflows, commit, agent).changed(entry, task);
                return Optional.of(new Taken(entry, task, was));
            }
        }
        return Optional.empty();
    }

    private static String was(Item claimed, Optional<Item> own) {
        if (own.filter(task -> task.id().equals(claimed.id())).isPresent()) {
            return "unblocked, and yours";
        }
        return claimed.status().equals(PENDING) ? "ready" : claimed.status();
    }

    /** A task that the agent holds and has not begun again since it was unblocked. Asking for a task goes on with it. */
    private Optional<Item> own(ItemChanges items, String agent, List<String> skills) {
        Instant now = tooling.clock().instant();
        return items.all(TaskWorkflows.TASK).stream()
                .filter(task -> task.status().equals(PENDING) && isFor(task, skills))
                .filter(task -> task.state()
                        .claim()
                        .filter(claim -> claim.by().equals(agent) && claim.isHeld(now))
                        .isPresent())
                .filter(task -> TaskItems.texts(task, "needs").stream().allMatch(id -> TaskItems.isDone(items.get(id))))
                .findFirst();
    }

    /** A task that was begun before, by somebody who gave it back, is only held by another now. */
    private Item started(ItemChanges items, Item task) {
        Claim claim = task.state().claim().orElseThrow();
        Item begun = task;
        if (task.status().equals(PENDING)) {
            begun = items.move(task.id(), "start", claim.revision());
        }
        if (begun.state().text("startedAt").isEmpty()) {
            Json.Obj started = Json.Obj.EMPTY.with("startedAt", tooling.now().toString());
            begun = items.edit(task.id(), started, claim.revision());
        }
        return begun;
    }

    private static boolean isFor(Item task, List<String> skills) {
        return !task.status().equals(BLOCKED) && WhyNothing.hasSkill(task, skills);
    }

    private Out given(
            TaskWorkflows workflows, TaskTooling.Changed<Optional<Taken>> changed, Taken taken, String agent) {
        TaskList tasks = TaskList.of(workflows, taken.entry(), changed.moment());
        ItemView view = tasks.moment().item(taken.task().id()).orElseThrow();
        Claim claim = view.claim().orElseThrow();
        List<String> because = new ArrayList<>(List.of(tasks.rank(view, taken.was())));
        tasks
                .only(other -> TaskRecord.isHeldBy(other, agent)
                        && !other.item().id().equals(view.item().id()))
                .stream()
                .map(other -> "you hold task " + TaskItems.number(other.item()) + " too")
                .forEach(because::add);
        return new Out(
                Optional.of(tasks.whole(view.item().id())),
                Optional.of(claim.token()),
                Optional.of(claim.until()),
                Optional.of(taken.entry().name()),
                Optional.of(String.join(" · ", because)),
                changed.revision(),
                changed.changes());
    }

    private Out nothing(
            TaskWorkflows workflows,
            TaskTooling.Changed<Optional<Taken>> changed,
            List<WorkflowEntry> candidates,
            In in,
            String agent) {
        Set<String> reasons = new HashSet<>();
        List<String> because = new ArrayList<>();
        for (WorkflowEntry entry : candidates) {
            if (changed.moment().find(workflows.tasks(entry).key()).isPresent()) {
                String why = new WhyNothing(TaskList.of(workflows, entry, changed.moment())).toText(in.skills(), agent);
                if (reasons.add(why)) {
                    because.add(candidates.size() > 1 ? entry.name() + ": " + why : why);
                }
            }
        }
        if (because.isEmpty()) {
            because.add("No workflow is active. Create one by " + TaskTools.CREATE_WORKFLOW + ".");
        }
        return new Out(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                candidates.size() == 1 ? Optional.of(candidates.get(0).name()) : Optional.empty(),
                Optional.of(String.join(" ", because)),
                changed.revision(),
                changed.changes());
    }
}
