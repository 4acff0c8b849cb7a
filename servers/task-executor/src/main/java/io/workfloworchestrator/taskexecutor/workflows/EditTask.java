package io.workfloworchestrator.taskexecutor.workflows;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.mcp.Field;
import io.workfloworchestrator.server.OpenProject;
import io.workfloworchestrator.state.Cause;
import io.workfloworchestrator.taskexecutor.verify.TaskItems;
import io.workfloworchestrator.workflow.Item;
import io.workfloworchestrator.workflow.ItemChanges;
import java.util.List;
import java.util.Optional;

/** {@code edit_task}: what a task says, what it needs, and its place; or takes it away. Thread-safe. */
record EditTask(TaskTooling tooling) {
    /**
     * A call. What is left out stays; an empty text takes the field away.
     *
     * @param needs the numbers of all tasks that it waits for
     * @param before the task before which it is put
     */
    record In(
            String workflowName,
            @Field("Its number") Json taskId,
            @Field(max = 20_000) Optional<String> description,
            @Field(max = 20_000) Optional<String> details,
            Optional<Double> estimatedHours,
            Optional<List<Json>> needs,
            Optional<List<String>> files,
            Optional<String> skill,
            Optional<String> reviewer,
            Optional<List<String>> constraints,
            @Field(max = 20_000) Optional<String> notes,
            Optional<String> before,
            Optional<Boolean> remove,
            Optional<Long> token,
            @Field(listed = false) Optional<String> agent,
            @Field(listed = false) Optional<String> projectPath)
            implements TaskCall.Arguments {}

    record Out(
            boolean success,
            Optional<TaskRecord> task,
            @Field(untrusted = true, max = 400) Optional<String> message,
            @Field(listed = false) long revision,

            @Field(untrusted = true, max = 400, listed = false)
            List<String> changes) {}

    Out on(OpenProject project, In in, Cause cause) {
        TaskWorkflows workflows = tooling.of(project, in.projectPath());
        TaskCall call = TaskCall.of(workflows, in, cause);
        TaskList seen = TaskList.of(workflows, call.entry(), call.now());
        boolean removes = in.remove().orElse(false);
        Json.Obj fields = fields(seen, call.task(), in);
        if (!removes && fields.size() == 0 && in.before().isEmpty()) {
            throw new TaskException("E_ARG_MISSING", "edit_task needs something to change. Nothing was changed.");
        }
        String id = call.id();
        TaskTooling.Changed<List<Item>> changed = tooling.change(
                workflows,
                cause.doing((removes ? "removed " : "edited ") + call.place() + ": "
                        + call.task().title()),
                commit -> {
                    ItemChanges items = call.in(commit);
                    if (removes) {
                        return items.remove(id, call.token());
                    }
                    if (fields.size() > 0) {
                        items.edit(id, fields, call.token());
                    }
                    in.before()
                            .map(next ->
                                    TaskNumber.in(seen.state(), call.entry().name(), next))
                            .ifPresent(next -> items.reorder(id, Optional.of(next.id())));
                    return List.of();
                });
        TaskList after = TaskList.of(workflows, call.entry(), changed.moment());
        return new Out(
                true,
                removes ? Optional.empty() : Optional.of(after.whole(id)),
                removes ? Optional.of(removed(TaskItems.number(call.task()), changed.result())) : Optional.empty(),
                changed.revision(),
                changed.changes());
    }

    private static String removed(String number, List<Item> waiting) {
        return "Task " + number + " is removed; undo brings it back."
                + (waiting.isEmpty()
                        ? ""
                        : " These still need it, and are blocked until the need is taken away: "
                                + String.join(
                                        ", ",
                                        waiting.stream()
                                                .limit(10)
                                                .map(TaskItems::number)
                                                .toList())
                                + ".");
    }

    private static Json.Obj fields(TaskList seen, Item task, In in) {
        Json.Obj fields = Json.Obj.EMPTY;
        if (in.description().isPresent() || in.estimatedHours().isPresent()) {
            fields = TaskGiven.said(
                    "The task", in.description().orElse(task.title()), in.estimatedHours(), in.details());
        }
        fields = set(fields, "details", in.details());
        fields = set(fields, "skill", in.skill());
        fields = set(fields, "reviewer", in.reviewer());
        fields = set(fields, "notes", in.notes());
        if (in.files().isPresent()) {
            fields = fields.with("files", Json.strings(in.files().get()));
        }
        if (in.constraints().isPresent()) {
            fields = fields.with("constraints", Json.strings(in.constraints().get()));
        }
        if (in.needs().isPresent()) {
            List<String> wanted = in.needs().get().stream().map(TaskNumber::of).toList();
            List<Item> all = TaskItems.of(seen.state());
            List<String> ids = NewTasks.needs(
                    wanted,
                    NewTasks.ids(all),
                    "Task " + TaskItems.number(task),
                    " Name tasks of the workflow by their numbers.");
            fields = fields.with("needs", Json.strings(ids));
        }
        return fields;
    }

    private static Json.Obj set(Json.Obj fields, String name, Optional<String> text) {
        if (text.isEmpty()) {
            return fields;
        }
        String stripped = text.get().strip();
        return fields.with(name, stripped.isEmpty() ? Json.Null.VALUE : Json.of(stripped));
    }
}
