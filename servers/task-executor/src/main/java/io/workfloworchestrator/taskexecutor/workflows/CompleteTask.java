package io.workfloworchestrator.taskexecutor.workflows;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.mcp.Field;
import io.workfloworchestrator.server.OpenProject;
import io.workfloworchestrator.state.Cause;
import io.workfloworchestrator.state.Moment;
import io.workfloworchestrator.state.Revision;
import io.workfloworchestrator.state.Transaction;
import io.workfloworchestrator.workflow.Claim;
import io.workfloworchestrator.workflow.Item;
import io.workfloworchestrator.workflow.ItemChanges;
import io.workfloworchestrator.workflow.ItemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * {@code complete_task}: a task is done, and verified too if fresh evidence proves it; what it came from hears of it in the same commit.
 * Thread-safe.
 */
final class CompleteTask {
    static final String NAME = "complete_task";

    private final TaskTooling tooling;

    CompleteTask(TaskTooling tooling) {
        this.tooling = tooling;
    }

    record In(
            String workflowName,
            @Field("Its number") Json taskId,
            @Field("Of next_task") Optional<Long> token,
            @Field(max = 20_000) Optional<String> notes,
            @Field(listed = false) Optional<String> agent,
            @Field(listed = false) Optional<Boolean> skipVerification,
            @Field(listed = false) Optional<String> projectPath) {
        String task() {
            return taskId.asText().orElseGet(taskId::toString);
        }
    }

    record Out(
            boolean success,
            @Field(untrusted = true, max = 2_000) Json verification,
            Json progress,
            @Field(untrusted = true, max = 900) Optional<String> message,
            @Field(listed = false) long revision,

            @Field(untrusted = true, max = 400, listed = false)
            List<String> changes) {}

    /**
     * What became of a task.
     *
     * @param already whether it was done before, so that nothing was changed
     * @param concern why it is not verified; empty if it is
     * @param reported what else was changed by it, each in a sentence
     */
    private record Completed(Item task, boolean already, Optional<String> concern, List<String> reported) {}

    Out on(OpenProject project, In in, Cause cause) {
        TaskWorkflows workflows = tooling.of(project, in.projectPath());
        Moment now = workflows.state().now();
        WorkflowEntry entry = workflows.changeable(now, in.workflowName());
        Item task = TaskNumber.in(workflows.state(now, entry), entry.name(), in.task());
        String action = "completed task " + TaskList.number(task) + " of " + entry.name() + ": " + task.title();
        TaskTooling.Changed<Completed> changed = tooling.change(
                workflows, cause.doing(action), commit -> complete(workflows, commit, entry, task.id(), in, cause));
        return out(workflows, entry, changed);
    }

    private Completed complete(
            TaskWorkflows workflows, Transaction commit, WorkflowEntry entry, String id, In in, Cause cause) {
        String by = in.agent().filter(name -> !name.isBlank()).orElse(cause.actor());
        ItemChanges items = workflows.tasks(entry).in(commit, by);
        Item before = items.get(id);
        if (isDone(before)) {
            return new Completed(noted(items, before, in, Revision.NONE), true, Optional.empty(), List.of());
        }
        Revision token = in.token().map(Revision::of).orElse(Revision.NONE);
        String doer = before.state()
                .claim()
                .filter(claim -> claim.released().isEmpty())
                .map(Claim::by)
                .orElse(by);
        Item noted = noted(items, before, in, token);
        Item done = items.move(id, "complete", token);
        String now = tooling.now().toString();
        Json.Obj fields = Json.Obj.EMPTY.with("doer", Json.of(doer)).with("completedAt", Json.of(now));
        if (noted.state().text("startedAt").isEmpty()) {
            fields = fields.with("startedAt", Json.of(now));
        }
        done = items.edit(id, fields.with("blockedReason", Json.Null.VALUE), Revision.NONE);
        Optional<String> concern = in.skipVerification().orElse(false)
                ? Optional.of("The verification was skipped.")
                : verify(items, done, now);
        List<String> reported = new SourceReport(workflows, commit, cause).completed(entry, items.get(id));
        return new Completed(items.get(id), false, concern, reported);
    }

    static boolean isDone(Item task) {
        return task.status().equals("completed") || task.status().equals("verified");
    }

    private static Item noted(ItemChanges items, Item task, In in, Revision token) {
        Optional<String> notes = in.notes().map(String::strip).filter(text -> !text.isEmpty());
        return notes.map(text -> items.edit(task.id(), Json.Obj.EMPTY.with("notes", Json.of(text)), token))
                .orElse(task);
    }

    /** Verifies a task that was completed, if its gates are open; else says what they ask for. */
    private static Optional<String> verify(ItemChanges items, Item done, String now) {
        if (done.state().evidence().isEmpty()) {
            return Optional.of("Nothing proves yet that it is done: no evidence was brought.");
        }
        try {
            Item verified = items.move(done.id(), "verify", Revision.NONE);
            Object unused = items.edit(
                    verified.id(), Json.Obj.EMPTY.with("verifiedAt", Json.of(now)), Revision.NONE);
            return Optional.empty();
        } catch (ItemException e) {
            if (!e.code().equals("E_ITEM_GATE")) {
                throw e;
            }
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private static Out out(TaskWorkflows workflows, WorkflowEntry entry, TaskTooling.Changed<Completed> changed) {
        Completed completed = changed.result();
        TaskProgress progress = TaskProgress.of(workflows.state(changed.moment(), entry));
        List<String> message = new ArrayList<>();
        if (completed.already()) {
            message.add("Task " + TaskList.number(completed.task()) + " was " + completed.task().status()
                    + " already"
                    + completed.task().state().text("completedAt").map(at -> ", at " + at).orElse("") + ". "
                    + (changed.changed() ? "Only its notes were changed." : "Nothing was changed."));
        }
        message.addAll(completed.reported());
        if (progress.isComplete() && !completed.already()) {
            message.add("It was the last one: call archive_workflow.");
        }
        return new Out(
                true,
                Verification.of(completed.task(), completed.concern()),
                progress.json(),
                message.isEmpty() ? Optional.empty() : Optional.of(String.join(" ", message)),
                changed.revision(),
                changed.changes());
    }
}
