package io.workfloworchestrator.taskexecutor.workflows;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.mcp.Field;
import io.workfloworchestrator.server.OpenProject;
import io.workfloworchestrator.state.Cause;
import io.workfloworchestrator.state.Moment;
import io.workfloworchestrator.state.Revision;
import io.workfloworchestrator.taskexecutor.verify.TokenHolder;
import io.workfloworchestrator.workflow.Item;
import io.workfloworchestrator.workflow.ItemChanges;
import java.util.List;
import java.util.Optional;

/** {@code edit_task}: what a task says, what it needs, and its place; or takes it away. Thread-safe. */
final class EditTask {
    private final TaskTooling tooling;

    EditTask(TaskTooling tooling) {
        this.tooling = tooling;
    }

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
            @Field(listed = false) Optional<String> projectPath) {
        String task() {
            return taskId.asText().orElseGet(taskId::toString);
        }
    }

    record Out(
            boolean success,
            Optional<TaskRecord> task,
            @Field(untrusted = true, max = 400) Optional<String> message,
            @Field(listed = false) long revision,

            @Field(untrusted = true, max = 400, listed = false)
            List<String> changes) {}

    Out on(OpenProject project, In in, Cause cause) {
        TaskWorkflows workflows = tooling.of(project, in.projectPath());
        Moment now = workflows.state().now();
        WorkflowEntry entry = workflows.changeable(now, in.workflowName());
        TaskList seen = TaskList.of(workflows, entry, now);
        Item task = TaskNumber.in(seen.state(), entry.name(), in.task());
        boolean removes = in.remove().orElse(false);
        Json.Obj fields = fields(seen, task, in);
        if (!removes && fields.size() == 0 && in.before().isEmpty()) {
            throw new TaskException("E_ARG_MISSING", "edit_task needs something to change. Nothing was changed.");
        }
        String number = TaskList.number(task);
        TaskTooling.Changed<List<Item>> changed = tooling.change(
                workflows,
                cause.doing((removes ? "removed" : "edited") + " task " + number + " of " + entry.name() + ": "
                        + task.title()),
                commit -> {
                    TokenHolder.require(
                            task, in.agent(), in.token().map(Revision::of).orElse(Revision.NONE));
                    String by = in.agent().filter(name -> !name.isBlank()).orElse(cause.actor());
                    ItemChanges items = workflows.tasks(entry).in(commit, by);
                    Revision token = in.token().map(Revision::of).orElse(Revision.NONE);
                    if (removes) {
                        return items.remove(task.id(), token);
                    }
                    if (fields.size() > 0) {
                        Item unused = items.edit(task.id(), fields, token);
                    }
                    in.before().ifPresent(next -> {
                        String id =
                                TaskNumber.in(seen.state(), entry.name(), next).id();
                        Item unused = items.reorder(task.id(), Optional.of(id));
                    });
                    return List.of();
                });
        TaskList after = TaskList.of(workflows, entry, changed.moment());
        return new Out(
                true,
                removes ? Optional.empty() : Optional.of(after.whole(task.id())),
                removes ? Optional.of(removed(number, changed.result())) : Optional.empty(),
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
                                                .map(TaskList::number)
                                                .toList())
                                + ".");
    }

    private static Json.Obj fields(TaskList seen, Item task, In in) {
        Json.Obj fields = Json.Obj.EMPTY;
        if (in.description().isPresent() || in.estimatedHours().isPresent()) {
            TaskGiven given = new TaskGiven(
                    in.description().orElse(task.title()),
                    in.estimatedHours(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    in.details(),
                    List.of(),
                    Optional.empty(),
                    Optional.empty(),
                    List.of(),
                    Optional.empty());
            fields = given.fields("The task");
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
            List<String> wanted = in.needs().get().stream()
                    .map(need -> TaskNumber.of(need.asText().orElseGet(need::toString)))
                    .toList();
            List<Item> all = seen.all().stream().map(view -> view.item()).toList();
            List<String> ids = NewTasks.needs(
                    wanted,
                    NewTasks.ids(all),
                    "Task " + TaskList.number(task),
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
