package io.workfloworchestrator.taskexecutor.workflows;

import io.workfloworchestrator.definition.Names;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.mcp.Field;
import io.workfloworchestrator.server.OpenProject;
import io.workfloworchestrator.server.ToolContext;
import io.workfloworchestrator.state.Cause;
import io.workfloworchestrator.state.Revision;
import io.workfloworchestrator.state.Transaction;
import io.workfloworchestrator.taskexecutor.verify.TaskItems;
import io.workfloworchestrator.workflow.Claim;
import io.workfloworchestrator.workflow.Item;
import io.workfloworchestrator.workflow.ItemChanges;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** {@code change_task}: everything that happens to a task beside taking and completing it. Thread-safe. */
record ChangeTask(TaskTooling tooling) {
    enum Action {
        /** Begins it without a claim. */
        START,
        /** Says that it cannot go on, and why. */
        BLOCK,
        /** Ends that. */
        UNBLOCK,
        /** Makes it pending again, and gives it back. */
        PUT_BACK,
        /** Takes it out of the work. */
        CANCEL,
        /** Opens it again after its end. */
        REOPEN,
        /** Holds it for as long again. */
        RENEW,
        /** Gives it back as it stands. */
        RELEASE,
        /** Passes it on to somebody. */
        HAND_OVER,
        /** Takes it from a holder who does not answer. */
        TAKE_AWAY;

        String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        static List<String> words() {
            return Arrays.stream(values()).map(Action::word).toList();
        }

        static Action of(String given) {
            String word = given.strip().toLowerCase(Locale.ROOT).replaceAll("[\\s_]+", "-");
            return Arrays.stream(values())
                    .filter(action -> action.word().equals(word))
                    .findFirst()
                    .orElseThrow(() -> new TaskException(
                            "E_TASK_ACTION",
                            "\"" + WorkflowName.shown(given) + "\" is nothing that change_task does."
                                    + Names.hint(word, words()) + " Nothing was changed."));
        }
    }

    record In(
            String workflowName,
            @Field("Its number") Json taskId,

            @Field("start, block, unblock, put-back, cancel, reopen, renew, release, hand-over or take-away")
            String action,

            Optional<Long> token,
            @Field("To block, cancel and take-away") Optional<String> reason,
            @Field("To hand-over") Optional<String> to,
            @Field(listed = false) Optional<String> agent,
            @Field(listed = false) Optional<String> projectPath)
            implements TaskCall.Arguments {}

    record Out(
            boolean success,
            TaskRecord task,
            Optional<Long> token,
            Optional<Instant> until,
            @Field(untrusted = true, max = 600) Optional<String> message,
            @Field(listed = false) long revision,

            @Field(untrusted = true, max = 400, listed = false)
            List<String> changes) {}

    Out on(OpenProject project, In in, Cause cause) {
        TaskWorkflows workflows = tooling.of(project, in.projectPath());
        Action action = Action.of(in.action());
        requireReason(action, in);
        TaskCall call = TaskCall.of(workflows, in, cause);
        Item task = call.task();
        WorkflowEntry entry = call.entry();
        Cause recorded = ToolContext.because(cause, in.reason())
                .doing(action.word() + ": " + call.place() + ", " + task.title());
        TaskTooling.Changed<List<String>> changed =
                tooling.change(workflows, recorded, commit -> change(call, commit, action, in));
        TaskList tasks = TaskList.of(workflows, entry, changed.moment());
        Optional<Claim> held = TaskRecord.held(tasks.moment().item(task.id()).orElseThrow());
        boolean isToken = action == Action.RENEW || action == Action.HAND_OVER;
        return new Out(
                true,
                tasks.whole(task.id()),
                held.filter(claim -> isToken).map(Claim::token),
                held.map(Claim::until),
                changed.result().isEmpty() ? Optional.empty() : Optional.of(String.join(" ", changed.result())),
                changed.revision(),
                changed.changes());
    }

    private static void requireReason(Action action, In in) {
        boolean hasReason = in.reason().filter(text -> !text.isBlank()).isPresent();
        boolean isAsked = action == Action.BLOCK || action == Action.CANCEL || action == Action.TAKE_AWAY;
        if (isAsked && !hasReason) {
            throw new TaskException(
                    "E_TASK_REASON",
                    action.word() + " needs a reason: say what is so, and who can change it. Nothing was changed.");
        }
        if (action == Action.HAND_OVER
                && in.to().filter(text -> !text.isBlank()).isEmpty()) {
            throw new TaskException(
                    "E_ARG_MISSING", "hand-over needs to, the name of who goes on. Nothing was changed.");
        }
    }

    private List<String> change(TaskCall call, Transaction commit, Action action, In in) {
        ItemChanges items = call.in(commit);
        String id = call.id();
        Optional<Claim> before = held(items.get(id));
        switch (action) {
            case START, BLOCK, UNBLOCK, PUT_BACK, CANCEL -> items.move(id, action.word(), call.token());
            case REOPEN -> items.move(id, action.word(), Revision.NONE);
            case RENEW -> items.renew(id, call.token());
            case RELEASE -> items.release(id, call.token());
            case HAND_OVER ->
                items.handOver(id, call.token(), in.to().orElseThrow().strip());
            case TAKE_AWAY -> items.revoke(id);
        }
        switch (action) {
            case START -> {
                if (items.get(id).state().text("startedAt").isEmpty()) {
                    edit(items, id, "startedAt", Optional.of(tooling.now().toString()));
                }
            }
            case BLOCK -> edit(items, id, "blockedReason", in.reason());
            case UNBLOCK, CANCEL -> edit(items, id, "blockedReason", Optional.empty());
            case PUT_BACK -> items.release(id, call.token());
            // What it was when it ended is no longer so.
            case REOPEN ->
                List.of("doer", "completedAt", "verifiedAt").forEach(field -> edit(items, id, field, Optional.empty()));
            default -> {}
        }
        List<String> said = new ArrayList<>(told(action, items, items.get(id), call));
        if (action == Action.TAKE_AWAY) {
            said.add(before.map(claim -> claim.by() + " no longer holds it: whoever asks next may get it.")
                    .orElse("Nobody held it, so there was nothing to take away."));
        }
        said.addAll(tooling.report(call.workflows(), commit, call.by()).changed(call.entry(), items.get(id)));
        return said;
    }

    /** What follows from a change: whoever blocks or unblocks a task keeps it, and what was done on a task stays when it is reopened. */
    private List<String> told(Action action, ItemChanges items, Item task, TaskCall call) {
        if (action == Action.REOPEN) {
            return doneOn(items, task);
        }
        Stream<Claim> held = held(task).stream();
        return switch (action) {
            case BLOCK ->
                held.map(claim -> claim.by() + " still holds it until " + claim.until()
                                + ": change_task with action release lets another go on when it is over.")
                        .toList();
            case UNBLOCK ->
                held.map(claim -> claim.by() + " holds it until " + claim.until()
                                + (isOf(claim, call) ? ", by token " + claim.token() : "")
                                + ": go on with it, or release it.")
                        .toList();
            default -> List.of();
        };
    }

    private Optional<Claim> held(Item task) {
        return task.state().claim().filter(claim -> claim.isHeld(tooling.clock().instant()));
    }

    /** Whether the caller is the holder, who alone is shown the token. */
    private static boolean isOf(Claim claim, TaskCall call) {
        return claim.by().equals(call.by()) || claim.revision().equals(call.token());
    }

    private static List<String> doneOn(ItemChanges items, Item task) {
        List<String> finished = items.all(TaskWorkflows.TASK).stream()
                .filter(TaskItems::isDone)
                .filter(one -> TaskItems.texts(one, "needs").contains(task.id()))
                .map(TaskItems::number)
                .toList();
        return finished.isEmpty()
                ? List.of()
                : List.of((finished.size() == 1 ? "Task " : "Tasks ") + String.join(", ", finished)
                        + (finished.size() == 1 ? " needs it and is finished: look" : " need it and are finished: look")
                        + " whether that still holds, and reopen what does not.");
    }

    private static void edit(ItemChanges items, String id, String field, Optional<String> text) {
        boolean isThere = items.get(id).state().fields().containsKey(field);
        if (text.isPresent() || isThere) {
            Json value = text.<Json>map(some -> Json.of(some.strip())).orElse(Json.Null.VALUE);
            items.edit(id, Json.Obj.EMPTY.with(field, value), TaskItems.token(items.get(id)));
        }
    }
}
