package io.workfloworchestrator.taskexecutor.workflows;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.mcp.Field;
import io.workfloworchestrator.server.OpenProject;
import io.workfloworchestrator.state.Cause;
import io.workfloworchestrator.state.Revision;
import io.workfloworchestrator.state.Transaction;
import io.workfloworchestrator.taskexecutor.verify.TaskItems;
import io.workfloworchestrator.taskexecutor.verify.TaskVerification;
import io.workfloworchestrator.taskexecutor.verify.VerificationReport;
import io.workfloworchestrator.workflow.Claim;
import io.workfloworchestrator.workflow.Item;
import io.workfloworchestrator.workflow.ItemChanges;
import io.workfloworchestrator.workflow.ItemView;
import io.workfloworchestrator.workflow.WorkflowMoment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * {@code complete_task}: a task is done, and verified too if fresh evidence proves it; what it came from hears of it in the same commit.
 * Thread-safe.
 */
record CompleteTask(TaskTooling tooling) {
    record In(
            String workflowName,
            @Field("Its number") Json taskId,
            @Field("Of next_task") Optional<Long> token,
            @Field(max = 20_000) Optional<String> notes,
            @Field(listed = false) Optional<String> agent,
            @Field(listed = false) Optional<Boolean> skipVerification,
            @Field(listed = false) Optional<Boolean> unblocked,
            @Field(listed = false) Optional<String> projectPath)
            implements TaskCall.Arguments {
        boolean isUnverified() {
            return skipVerification.orElse(false);
        }
    }

    record Out(
            boolean success,
            @Field(named = false) VerificationReport verification,
            Json progress,

            @Field(untrusted = true, max = 900, listed = false)
            Optional<String> message,

            @Field(listed = false) long revision,

            @Field(untrusted = true, max = 400, listed = false)
            List<String> changes) {}

    /**
     * @param already whether it was done before, so that nothing was changed
     * @param reported what else was changed by it, each in a sentence
     */
    private record Completed(Item task, boolean already, VerificationReport report, List<String> reported) {}

    Out on(OpenProject project, In in, Cause cause) {
        TaskWorkflows workflows = tooling.of(project, in.projectPath());
        TaskCall call = TaskCall.of(workflows, in, cause);
        WorkflowMoment<Json> moment = workflows.tasks(call.entry()).in(call.now());
        ItemView view = moment.item(call.id()).orElseThrow();
        TaskVerification verification = tooling.verification(workflows);
        TaskTooling.Changed<Completed> changed = tooling.change(
                workflows,
                cause.doing("completed " + call.place() + ": " + call.task().title()),
                commit -> complete(call, commit, in, item -> verification.assess(moment, view, item)));
        return out(workflows, call.entry(), changed);
    }

    private Completed complete(TaskCall call, Transaction commit, In in, Function<Item, VerificationReport> judge) {
        ItemChanges items = call.in(commit);
        Item before = items.get(call.id());
        if (TaskItems.isDone(before)) {
            Item noted = noted(items, before, in, Revision.NONE);
            return new Completed(noted, true, judge.apply(noted), List.of());
        }
        if (!in.unblocked().orElse(false)) {
            BlockWords.requireOver(call.entry(), before, tooling.now());
        }
        String doer = before.state()
                .claim()
                .filter(claim -> claim.released().isEmpty())
                .map(Claim::by)
                .orElse(call.by());
        Item noted = noted(items, before, in, call.token());
        items.move(call.id(), "complete", call.token());
        requireNotFailed(before, judge.apply(before), in); // who comes late has heard that by now
        String now = tooling.now().toString();
        Json.Obj fields = Json.Obj.EMPTY.with("doer", doer).with("completedAt", now);
        if (noted.state().text("startedAt").isEmpty()) {
            fields = fields.with("startedAt", now);
        }
        Item done = items.edit(call.id(), fields.with("blockedReason", Json.Null.VALUE), Revision.NONE);
        VerificationReport report = judge.apply(done);
        if (report.isPassed() && !in.isUnverified()) {
            items.move(call.id(), "verify", Revision.NONE);
            done = items.edit(call.id(), Json.Obj.EMPTY.with("verifiedAt", now), Revision.NONE);
        }
        List<String> reported =
                tooling.report(call.workflows(), commit, call.by()).changed(call.entry(), done);
        return new Completed(done, false, report, reported);
    }

    private static Item noted(ItemChanges items, Item task, In in, Revision token) {
        Optional<String> notes = in.notes().map(String::strip).filter(text -> !text.isEmpty());
        return notes.map(text -> items.edit(task.id(), Json.Obj.EMPTY.with("notes", text), token))
                .orElse(task);
    }

    /** What speaks against a task holds it up, unless somebody says why it does not matter. */
    private static void requireNotFailed(Item task, VerificationReport report, In in) {
        boolean overridden =
                in.isUnverified() && in.notes().filter(text -> !text.isBlank()).isPresent();
        if (!overridden) {
            report.requireNotFailed(TaskItems.number(task));
        }
    }

    private static Out out(TaskWorkflows workflows, WorkflowEntry entry, TaskTooling.Changed<Completed> changed) {
        Completed completed = changed.result();
        TaskProgress progress = TaskProgress.of(workflows.state(changed.moment(), entry));
        boolean isLast = progress.isComplete() && !completed.already();
        List<String> message = new ArrayList<>();
        if (completed.already()) {
            Item task = completed.task();
            String at =
                    task.state().text("completedAt").map(time -> ", at " + time).orElse("");
            message.add("Task " + TaskItems.number(task) + " was " + task.status() + " already" + at + ". "
                    + (changed.changed() ? "Only its notes were changed." : "Nothing was changed."));
        }
        message.addAll(completed.reported());
        if (isLast) {
            String last = "It was the last one";
            message.add(
                    completed.report().isFailed()
                            ? last
                                    + ". What speaks against it may hold archive_workflow up until verify_task passes, or you"
                                    + " give force and a reason."
                            : new Standing(TaskList.of(workflows, entry, changed.moment())).archive(last));
        }
        return new Out(
                true,
                completed.report(),
                progress.json(),
                message.isEmpty() ? Optional.empty() : Optional.of(String.join(" ", message)),
                changed.revision(),
                changed.changes());
    }
}
