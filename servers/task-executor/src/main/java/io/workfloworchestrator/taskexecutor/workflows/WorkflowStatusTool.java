package io.workfloworchestrator.taskexecutor.workflows;

import io.workfloworchestrator.definition.BrokenDefinitionException;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.mcp.Field;
import io.workfloworchestrator.server.OpenProject;
import io.workfloworchestrator.state.Cause;
import io.workfloworchestrator.state.Moment;
import io.workfloworchestrator.taskexecutor.verify.DocumentationDuty;
import io.workfloworchestrator.taskexecutor.verify.TaskItems;
import io.workfloworchestrator.workflow.ItemView;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** {@code get_workflow_status}: how far a workflow is, who holds what, and what is next; also of an archived one. Thread-safe. */
record WorkflowStatusTool(TaskTooling tooling) {
    private static final int SHOWN = 50;

    /** @param after the number of the last task that the caller has seen, to page */
    record In(
            String workflowName,
            @Field(listed = false) Optional<Json> taskId,
            @Field(listed = false) Optional<String> after,
            @Field(listed = false, min = 1, max = 100) Optional<Integer> limit,
            @Field(listed = false) Optional<String> projectPath) {}

    record Out(
            boolean success,

            @Field(untrusted = true, named = false, max = 400)
            Json workflow,

            @Field(named = false) List<TaskRecord> tasks,

            @Field(untrusted = true, max = 400, listed = false)
            Json documentation,

            @Field(untrusted = true, max = 300, listed = false)
            Optional<List<String>> holders,

            @Field(untrusted = true, max = 400, listed = false)
            Optional<List<String>> stuck,

            @Field(untrusted = true, max = 600, listed = false)
            Optional<List<String>> warnings,

            @Field(listed = false) Optional<String> after,

            @Field(untrusted = true, lines = true, max = 4_000)
            String formatted,

            @Field(listed = false) long revision,

            @Field(untrusted = true, max = 400, listed = false)
            List<String> changes) {}

    Out on(OpenProject project, In in, Cause cause) {
        TaskWorkflows workflows = tooling.of(project, in.projectPath());
        Moment now = workflows.state().now();
        WorkflowEntry entry = workflows.named(now, in.workflowName());
        TaskList tasks = TaskList.of(workflows, entry, now);
        Standing standing = new Standing(tasks);
        List<ItemView> page = page(tasks, in);
        Optional<String> after = page.isEmpty()
                        || page.get(page.size() - 1)
                                == tasks.all().get(tasks.all().size() - 1)
                        || in.taskId().isPresent()
                ? Optional.empty()
                : Optional.of(TaskItems.number(page.get(page.size() - 1).item()));
        Documentation documentation = documentation(project, tasks);
        return new Out(
                true,
                workflow(tasks, standing),
                page.stream()
                        .map(task -> in.taskId().isPresent()
                                ? tasks.whole(task.item().id())
                                : tasks.brief(task))
                        .toList(),
                documentation.shown(),
                Optional.of(standing.holders()).filter(list -> !list.isEmpty()),
                Optional.of(standing.stuck()).filter(list -> !list.isEmpty()),
                documentation.fault().map(List::of),
                after,
                formatted(tasks, standing, documentation.fault(), after),
                tasks.moment().revision().number(),
                tooling.news(workflows, tasks.moment().moment()));
    }

    /** What is known of the documents, and why that is not all of it. */
    private record Documentation(Json shown, Optional<String> fault) {}

    /** How a workflow stands can be told also while the rules of verification are faulty, so the fault is only said. */
    private static Documentation documentation(OpenProject project, TaskList tasks) {
        try {
            return new Documentation(
                    DocumentationDuty.shown(project.workflow().project(), tasks.state()), Optional.empty());
        } catch (BrokenDefinitionException e) {
            String first = e.problems().get(0).headline();
            int more = e.problems().size() - 1;
            String others = more == 0 ? "" : " (and " + more + " more)";
            return new Documentation(
                    DocumentationDuty.shown(tasks.data()),
                    Optional.of("Which documents need an update is not known, and no task can be verified: " + first
                            + others));
        }
    }

    private static List<ItemView> page(TaskList tasks, In in) {
        if (in.taskId().isPresent()) {
            String id = named(tasks, TaskItems.written(in.taskId().get()));
            return tasks.only(task -> task.item().id().equals(id));
        }
        List<String> ids = tasks.all().stream().map(task -> task.item().id()).toList();
        int from =
                in.after().map(number -> ids.indexOf(named(tasks, number)) + 1).orElse(0);
        return tasks.all().stream().skip(from).limit(in.limit().orElse(SHOWN)).toList();
    }

    private static String named(TaskList tasks, String given) {
        return TaskNumber.in(tasks.state(), tasks.entry().name(), given).id();
    }

    private static Json workflow(TaskList tasks, Standing standing) {
        WorkflowEntry entry = tasks.entry();
        Json.Obj workflow = Json.Obj.EMPTY
                .with("name", entry.name())
                .with("created", created(tasks))
                .with("status", entry.item().status())
                .with("progress", tasks.progress().toText())
                .with("nextTask", standing.next())
                .with("constraintsStatus", standing.constraints())
                .with("folder", entry.folder());
        return entry.addTo(workflow, "goal", "feature", "archived", "forced");
    }

    static String created(TaskList tasks) {
        return tasks.data()
                .text("created")
                .orElseGet(() -> tasks.entry().item().state().created().toString());
    }

    private static String formatted(TaskList tasks, Standing standing, Optional<String> fault, Optional<String> after) {
        List<String> lines = new ArrayList<>();
        lines.add(tasks.entry().name() + ": " + tasks.progress().toText() + ", "
                + tasks.entry().item().status());
        lines.add("Next: " + standing.next());
        standing.holders().stream().map(line -> "Held: " + line).forEach(lines::add);
        standing.stuck().stream().map(line -> "Stuck: " + line).forEach(lines::add);
        fault.ifPresent(why -> lines.add("Warning: " + why));
        after.ifPresent(number -> lines.add("More tasks: give after " + number));
        return lines.stream().limit(30).collect(Collectors.joining("\n"));
    }
}
