package io.workfloworchestrator.taskexecutor.workflows;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.json.RecordCodec;
import io.workfloworchestrator.server.OpenProject;
import io.workfloworchestrator.state.Moment;
import io.workfloworchestrator.workflow.Item;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Workflows of tasks as pages that a client reads: all of them, one with its tasks, one task. Pure functions of an open project. */
public final class TaskPages {
    private TaskPages() {}

    private static TaskWorkflows workflows(OpenProject project) {
        TaskWorkflows workflows = new TaskWorkflows(project);
        workflows.look(Clock.systemUTC());
        return workflows;
    }

    /** Every workflow, active and archived, as JSON. */
    public static String all(OpenProject project) {
        TaskWorkflows workflows = workflows(project);
        Moment now = workflows.state().now();
        return Json.Obj.EMPTY
                .with(
                        "workflows",
                        Json.array(workflows.all(now).stream()
                                .map(entry -> ListWorkflows.line(workflows, now, entry))
                                .toList()))
                .with("revision", Json.of(now.revision().number()))
                .toPrettyText();
    }

    /**
     * A workflow with its tasks, as its state file has it.
     *
     * @throws TaskException {@code E_WORKFLOW} if there is none of this name
     */
    public static String workflow(OpenProject project, String name) {
        TaskWorkflows workflows = workflows(project);
        Moment now = workflows.state().now();
        WorkflowEntry entry = workflows.named(now, name);
        return StateFile.text(workflows.state(now, entry), !entry.isActive());
    }

    /**
     * A task with everything that is known of it, as JSON.
     *
     * @throws TaskException {@code E_WORKFLOW}, {@code E_TASK} if there is none
     */
    public static String task(OpenProject project, String name, String task) {
        TaskWorkflows workflows = workflows(project);
        Moment now = workflows.state().now();
        TaskList tasks = TaskList.of(workflows, workflows.named(now, name), now);
        Item item = TaskNumber.in(tasks.state(), tasks.entry().name(), task);
        return RecordCodec.of(TaskRecord.class).encode(tasks.whole(item.id())).toPrettyText();
    }

    /** The names of all workflows. */
    public static List<String> names(OpenProject project) {
        TaskWorkflows workflows = workflows(project);
        return workflows.all(workflows.state().now()).stream()
                .map(WorkflowEntry::name)
                .distinct()
                .toList();
    }

    /** The numbers of the tasks of a workflow; empty if there is no such workflow. */
    public static List<String> numbers(OpenProject project, String name) {
        TaskWorkflows workflows = workflows(project);
        Moment now = workflows.state().now();
        Optional<WorkflowEntry> entry = workflows.all(now).stream()
                .filter(one -> one.name().equals(name))
                .findFirst();
        return entry.stream()
                .flatMap(one -> now.find(workflows.tasks(one).key()).stream())
                .flatMap(found -> StateFile.tasks(found.value()).stream())
                .flatMap(task -> Stream.of(TaskList.number(task)))
                .toList();
    }
}
