package io.workfloworchestrator.taskexecutor.workflows;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.state.Cause;
import io.workfloworchestrator.state.Moment;
import io.workfloworchestrator.state.Revision;
import io.workfloworchestrator.state.Transaction;
import io.workfloworchestrator.taskexecutor.verify.TaskItems;
import io.workfloworchestrator.workflow.Item;
import io.workfloworchestrator.workflow.ItemChanges;
import java.util.Optional;

/**
 * A call that changes one task: where the task is, how it stands, who calls, and by which token. Immutable and thread-safe.
 *
 * @param now when the task was looked up
 * @param by who changes it: the agent that the call names, or else the client
 * @param token the token that the call has; {@link Revision#NONE} without one
 */
record TaskCall(
        TaskWorkflows workflows,
        WorkflowEntry entry,
        Moment now,
        Item task,
        Optional<String> agent,
        String by,
        Revision token) {
    interface Arguments {
        String workflowName();

        Json taskId();

        Optional<Long> token();

        Optional<String> agent();
    }

    static TaskCall of(TaskWorkflows workflows, Arguments in, Cause cause) {
        Moment now = workflows.state().now();
        WorkflowEntry entry = workflows.changeable(now, in.workflowName());
        return new TaskCall(
                workflows,
                entry,
                now,
                TaskNumber.in(workflows.state(now, entry), entry.name(), TaskItems.written(in.taskId())),
                in.agent(),
                in.agent().filter(name -> !name.isBlank()).orElse(cause.actor()),
                in.token().map(Revision::of).orElse(Revision.NONE));
    }

    String id() {
        return task.id();
    }

    /** Where the task is, for the history: {@code task 3 of login}. */
    String place() {
        return "task " + TaskItems.number(task) + " of " + entry.name();
    }

    /** Changes the tasks in a commit, by a token that is the caller's. */
    ItemChanges in(Transaction commit) {
        ItemChanges items = workflows.tasks(entry).in(commit, by);
        TaskItems.requireHolder(items.find(id()).orElse(task), agent, token);
        return items;
    }
}
