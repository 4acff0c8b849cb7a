package io.workfloworchestrator.taskexecutor.workflows;

import io.workfloworchestrator.definition.Names;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.state.Moment;
import io.workfloworchestrator.taskexecutor.verify.TaskItems;
import io.workfloworchestrator.workflow.ItemView;
import io.workfloworchestrator.workflow.WorkflowMoment;
import io.workfloworchestrator.workflow.WorkflowState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** The tasks of one workflow at one moment, in the order of people. Immutable and thread-safe. */
record TaskList(WorkflowEntry entry, WorkflowMoment<Json> moment, List<ItemView> all, Map<String, String> numbers) {
    private static final int MOST_NAMED = 10;

    static TaskList of(TaskWorkflows workflows, WorkflowEntry entry, Moment at) {
        WorkflowMoment<Json> moment = workflows.tasks(entry).in(at);
        List<ItemView> all = TaskItems.at(moment);
        return new TaskList(
                entry,
                moment,
                all,
                TaskItems.numbers(all.stream().map(ItemView::item).toList()));
    }

    static String named(List<ItemView> some) {
        List<String> numbers =
                some.stream().map(task -> TaskItems.number(task.item())).toList();
        return (some.size() == 1 ? "task " : "tasks ") + Names.first(MOST_NAMED, numbers);
    }

    WorkflowState<Json> state() {
        return moment.state().value();
    }

    Json.Obj data() {
        return state().data().asObject();
    }

    List<ItemView> only(Predicate<ItemView> which) {
        return all.stream().filter(which).toList();
    }

    TaskProgress progress() {
        return TaskProgress.of(state());
    }

    TaskRecord brief(ItemView task) {
        return TaskRecord.brief(task, numbers);
    }

    TaskRecord whole(String id) {
        return TaskRecord.whole(moment.item(id).orElseThrow(), numbers);
    }

    /** Why a task is the one to do: {@code ready · critical path · unblocks 7}. */
    String rank(ItemView task) {
        return rank(task, task.isReady() ? "ready" : task.item().status());
    }

    /** The same, of a task that was chosen when it stood so. */
    String rank(ItemView task, String status) {
        List<String> words = new ArrayList<>(List.of(status));
        if (moment.plan(TaskWorkflows.TASK).critical().contains(task.item().id())) {
            words.add("critical path");
        }
        if (task.unblocks() > 0) {
            words.add("unblocks " + task.unblocks());
        }
        return String.join(" · ", words);
    }
}
