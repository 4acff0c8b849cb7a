package io.workfloworchestrator.taskexecutor.workflows;

import io.workfloworchestrator.files.ProjectFolder;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.mcp.Field;
import io.workfloworchestrator.server.OpenProject;
import io.workfloworchestrator.state.Cause;
import io.workfloworchestrator.state.Transaction;
import io.workfloworchestrator.taskexecutor.verify.WorkflowDuty;
import io.workfloworchestrator.workflow.Item;
import io.workfloworchestrator.workflow.ItemChanges;
import io.workfloworchestrator.workflow.ItemView;
import io.workfloworchestrator.workflow.Workflow;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** {@code create_workflow}: a workflow of tasks begins, with its folder, in one commit. Thread-safe. */
final class CreateWorkflow {
    private static final int SHOWN = 40;

    private final TaskTooling tooling;

    CreateWorkflow(TaskTooling tooling) {
        this.tooling = tooling;
    }

    /**
     * A call.
     *
     * @param tasks empty only where {@code feature} names a feature whose tasks are taken
     * @param feature the feature whose tasks are taken, by its number or folder
     */
    record In(
            String name,
            @Field(max = 5_000) List<TaskGiven> tasks,
            List<String> constraints,
            @Field("category=…, phiHandling=true") Map<String, Json> context,
            @Field("Takes its tasks") Optional<String> feature,
            @Field(listed = false) Optional<String> goal,
            @Field(listed = false) Optional<String> projectPath) {}

    record Out(
            boolean success,
            String workflowPath,

            @Field(untrusted = true, named = false, max = 2_000)
            Json workflow,

            Json summary,

            @Field(untrusted = true, max = 600, listed = false)
            Optional<String> message,

            @Field(listed = false) long revision,

            @Field(untrusted = true, max = 400, listed = false)
            List<String> changes) {}

    Out on(OpenProject project, In in, Cause cause) {
        TaskWorkflows workflows = tooling.of(project, in.projectPath());
        String name = WorkflowName.require(in.name());
        WorkflowAccess.requireNew(workflows.active(workflows.state().now()), name);
        WorkflowFolders folders = new WorkflowFolders(workflows);
        folders.requireFree(name);
        Optional<FeatureTasks> feature = in.feature()
                .filter(text -> !text.isBlank())
                .map(given -> FeatureTasks.of(workflows, workflows.state().now(), given));
        requireTasks(in, feature);
        int count = feature.map(FeatureTasks::size).orElse(in.tasks().size());
        Json documents = documentation(project.workflow().project()); // reads files, so not while others wait to write
        TaskTooling.Changed<String> changed = tooling.change(
                workflows,
                cause.doing("created the workflow " + name + " with " + count + (count == 1 ? " task" : " tasks")),
                commit -> {
                    String id = create(workflows, commit, name, in, feature, documents, cause);
                    folders.begin(name); // now nothing can be refused any more
                    return id;
                });
        return out(workflows, changed);
    }

    private static void requireTasks(In in, Optional<FeatureTasks> feature) {
        if (feature.isEmpty() && in.tasks().isEmpty()) {
            throw new TaskException(
                    "E_ARG_MISSING",
                    "create_workflow needs tasks, each with a description, or feature, whose tasks are taken. Nothing"
                            + " was changed.");
        }
        if (feature.isPresent() && !in.tasks().isEmpty()) {
            throw new TaskException(
                    "E_ARG_VALUE",
                    "create_workflow takes tasks or feature, not both. Nothing was changed. Add more tasks afterwards"
                            + " by "
                            + ToolNames.ADD_TASKS + ".");
        }
    }

    private String create(
            TaskWorkflows workflows,
            Transaction commit,
            String name,
            In in,
            Optional<FeatureTasks> feature,
            Json documents,
            Cause cause) {
        Workflow<Json> tasks = WorkflowAccess.begun(workflows, commit, name, cause);
        ItemChanges list = workflows.list.in(commit, cause.actor());
        Json.Obj context = context(in, feature);
        boolean health =
                context.find("phiHandling").filter(Json.of(true)::equals).isPresent();
        ItemChanges items = tasks.in(commit, cause.actor());
        double hours;
        if (feature.isPresent()) {
            hours = feature.get().addTo(items, health);
        } else {
            List<Item> unusedItems = NewTasks.add(items, in.tasks(), health, true);
            hours = in.tasks().stream()
                    .mapToDouble(task -> task.estimatedHours().orElse(0.0))
                    .sum();
        }
        Json.Obj data = data(in, feature, context.with("estimatedHours", Json.parse(String.valueOf(hours))))
                .with("documentation", documents);
        commit.update(tasks.key(), state -> state.withData(Datas.with(state.data(), data)));
        Optional<String> goal = in.goal()
                .filter(text -> !text.isBlank())
                .map(text -> new Goals(workflows, commit, cause.actor())
                        .named(text)
                        .item()
                        .id())
                .or(() -> feature.flatMap(FeatureTasks::goal));
        Item entry = list.add(WorkflowEntry.KIND, listed(workflows, name, in, feature, goal));
        new GoalReport(workflows, commit, tooling.clock(), cause.actor()).created(new WorkflowEntry(entry));
        return entry.id();
    }

    private static Json.Obj context(In in, Optional<FeatureTasks> feature) {
        Map<String, Json> context = new TreeMap<>(in.context());
        feature.filter(FeatureTasks::isHealth).ifPresent(some -> context.put("phiHandling", Json.of(true)));
        return Json.object(context);
    }

    private Json.Obj data(In in, Optional<FeatureTasks> feature, Json.Obj context) {
        List<String> constraints = in.constraints().isEmpty()
                ? feature.map(FeatureTasks::constraints).orElse(List.of())
                : in.constraints();
        return Json.Obj.EMPTY
                .with("constraints", Json.strings(constraints))
                .with("created", Json.of(tooling.now().toString()))
                .with("context", context);
    }

    private static Json documentation(ProjectFolder folder) {
        return WorkflowDuty.begun(folder, ProjectDocuments.of(folder));
    }

    private static Json.Obj listed(
            TaskWorkflows workflows, String name, In in, Optional<FeatureTasks> feature, Optional<String> goal) {
        Json.Obj fields = Json.Obj.EMPTY
                .with("title", Json.of(name))
                .with(WorkflowEntry.FOLDER, Json.of(workflows.activeFolder(name)))
                .with(WorkflowEntry.TASKS, Json.of(TaskWorkflows.ACTIVE_TYPE + "/" + name));
        Optional<String> category =
                Optional.ofNullable(in.context().get("category")).flatMap(Json::asText);
        fields = with(fields, "category", category);
        fields = with(fields, "goal", goal);
        return with(fields, "feature", feature.map(FeatureTasks::folder));
    }

    private static Json.Obj with(Json.Obj fields, String name, Optional<String> text) {
        return text.filter(some -> !some.isBlank())
                .map(some -> fields.with(name, Json.of(some)))
                .orElse(fields);
    }

    private static Out out(TaskWorkflows workflows, TaskTooling.Changed<String> changed) {
        WorkflowEntry entry = workflows.all(changed.moment()).stream()
                .filter(one -> one.id().equals(changed.result()))
                .findFirst()
                .orElseThrow();
        TaskList tasks = TaskList.of(workflows, entry, changed.moment());
        Json.Obj parallel = ParallelizationShown.of(tasks.state());
        Json.Obj workflow = Json.Obj.EMPTY
                .with("name", Json.of(entry.name()))
                .with(
                        "tasks",
                        Json.array(tasks.all().stream()
                                .limit(SHOWN)
                                .map(CreateWorkflow::shown)
                                .toList()))
                .with("constraints", tasks.data().find("constraints").orElse(Json.array(List.of())))
                .with("context", tasks.data().find("context").orElse(Json.Obj.EMPTY))
                .with("documentation", WorkflowDuty.shown(tasks.data()))
                .with("parallelizationAnalysis", parallel);
        int left = tasks.all().size() - SHOWN;
        return new Out(
                true,
                entry.folder(),
                workflow,
                summary(tasks, parallel),
                left > 0
                        ? Optional.of(
                                "The first " + SHOWN + " of " + tasks.all().size() + " tasks are shown; "
                                        + ToolNames.GET_WORKFLOW_STATUS + " pages through all.")
                        : Optional.empty(),
                changed.revision(),
                changed.changes());
    }

    private static Json shown(ItemView task) {
        Json.Obj shown = Json.Obj.EMPTY.with("id", Json.of(TaskList.number(task.item())));
        Optional<String> number = FeatureTasks.number(task.item());
        shown = number.isPresent() ? shown.with("featureTask", Json.of(number.get())) : shown;
        Json.Obj named = shown.with("description", Json.of(task.item().title()))
                .with("status", Json.of(task.item().status()));
        return TaskRecord.number(task.item().state(), "hours")
                .map(hours -> named.with("estimatedHours", Json.parse(String.valueOf(hours))))
                .orElse(named);
    }

    private static Json.Obj summary(TaskList tasks, Json.Obj parallel) {
        return Json.Obj.EMPTY
                .with("totalTasks", Json.of(tasks.all().size()))
                .with(
                        "estimatedHours",
                        Json.parse(String.valueOf(tasks.all().stream()
                                .flatMap(task -> TaskRecord.number(task.item().state(), "hours").stream())
                                .mapToDouble(hours -> hours)
                                .sum())))
                .with(
                        "complexityScores",
                        Json.array(tasks.all().stream()
                                .limit(SHOWN)
                                .flatMap(task ->
                                        Optional.ofNullable(
                                                task.item().state().fields().get("complexity"))
                                                .stream())
                                .toList()))
                .with(
                        "parallelization",
                        Json.Obj.EMPTY
                                .with(
                                        "recommended",
                                        parallel.find("shouldParallelize").orElse(Json.of(false)))
                                .with(
                                        "speedup",
                                        parallel.find("estimatedSpeedup").orElse(Json.of(1)))
                                .with("mode", parallel.find("mode").orElse(Json.of("sequential"))));
    }
}
