package io.workfloworchestrator.taskexecutor.workflows;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.mcp.Field;
import io.workfloworchestrator.server.OpenProject;
import io.workfloworchestrator.state.Cause;
import io.workfloworchestrator.state.Transaction;
import io.workfloworchestrator.taskexecutor.verify.DocumentationDuty;
import io.workfloworchestrator.taskexecutor.verify.TaskItems;
import io.workfloworchestrator.workflow.Item;
import io.workfloworchestrator.workflow.ItemView;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** {@code create_workflow}: a workflow of tasks begins, with its folder, in one commit. Thread-safe. */
record CreateWorkflow(TaskTooling tooling) {
    private static final int SHOWN = 40;

    /**
     * @param tasks empty only where {@code feature} names a feature whose tasks are taken
     * @param context what the work is about; its goalId, or the handoffId of what a planning passed on, names the goal where {@code goal}
     *     is not given, and its featureId the feature that the tasks are of, since the call that a hand-off suggests names them so
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
        String name = NewWorkflow.requireFree(workflows, in.name());
        Optional<FeatureTasks> feature = in.feature()
                .filter(text -> !text.isBlank())
                .map(given -> FeatureTasks.of(workflows, workflows.state().now(), given));
        requireTasks(in, feature);
        Optional<FeatureTasks> origin = feature.or(
                () -> FeatureTasks.meant(workflows, workflows.state().now(), Json.object(in.context()), in.tasks()));
        int count = feature.map(FeatureTasks::size).orElse(in.tasks().size());
        Json documents = DocumentationDuty.begun(workflows.folder); // reads files, so not while others wait to write
        TaskTooling.Changed<String> changed = tooling.change(
                workflows,
                cause.doing("created the workflow " + name + " with " + count + (count == 1 ? " task" : " tasks")),
                commit -> create(workflows, commit, name, in, feature, origin, documents, cause));
        return out(workflows, in, changed);
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
                            + TaskTools.ADD_TASKS + ".");
        }
    }

    private String create(
            TaskWorkflows workflows,
            Transaction commit,
            String name,
            In in,
            Optional<FeatureTasks> feature,
            Optional<FeatureTasks> origin,
            Json documents,
            Cause cause) {
        NewWorkflow begun = new NewWorkflow(workflows, commit, name, cause.actor());
        Json.Obj context = context(in, feature);
        boolean health =
                context.find("phiHandling").filter(Json.of(true)::equals).isPresent();
        double hours;
        if (feature.isPresent()) {
            hours = feature.get().addTo(begun.items(), health);
        } else {
            NewTasks.add(
                    begun.items(), in.tasks(), origin.map(FeatureTasks::origins).orElse(Map.of()), health, true);
            hours = in.tasks().stream()
                    .mapToDouble(task -> task.estimatedHours().orElse(0.0))
                    .sum();
        }
        List<String> constraints = in.constraints().isEmpty()
                ? feature.map(FeatureTasks::constraints).orElse(List.of())
                : in.constraints();
        begun.described(
                constraints,
                context.with("estimatedHours", Json.parse(String.valueOf(hours))),
                tooling.now(),
                documents);
        Goals goals = new Goals(workflows, commit, tooling.clock(), cause.actor());
        Optional<String> goal = in.goal()
                .filter(text -> !text.isBlank())
                .map(goals::named)
                .or(() -> goals.meant(Json.object(in.context())))
                .or(() -> origin.flatMap(FeatureTasks::goal));
        String category = context.text("category").orElse("");
        String folder = origin.map(FeatureTasks::folder).orElse("");
        Item entry = begun.listed(Map.of("category", category, "goal", goal.orElse(""), "feature", folder));
        goals.created(new WorkflowEntry(entry));
        begun.makeFolder();
        return name;
    }

    private static Json.Obj context(In in, Optional<FeatureTasks> feature) {
        Map<String, Json> context = new TreeMap<>(in.context());
        feature.filter(FeatureTasks::isHealth).ifPresent(some -> context.put("phiHandling", Json.of(true)));
        return Json.object(context);
    }

    /** A goal that only the context names need not be in this project; that nothing is told to it then is said. */
    private static Optional<String> unlinked(WorkflowEntry entry, In in) {
        Json.Obj context = Json.object(in.context());
        return Stream.of(Goals.GOAL_ID, Goals.HANDOFF_ID)
                .flatMap(name -> context.text(name).filter(text -> !text.isBlank()).stream()
                        .map(text -> name + " \"" + WorkflowName.shown(text) + "\""))
                .findFirst()
                .filter(named -> entry.goal().isEmpty())
                .map(named -> "No goal follows this workflow: the planning of this project has none for the " + named
                        + " of its context. To have one follow it, undo this and call create_workflow with goal.");
    }

    private static Out out(TaskWorkflows workflows, In in, TaskTooling.Changed<String> changed) {
        WorkflowEntry entry = workflows.named(changed.moment(), changed.result());
        TaskList tasks = TaskList.of(workflows, entry, changed.moment());
        Json.Obj parallel = ScheduleTools.gain(tasks.state());
        Stream<Json> first = tasks.all().stream().limit(SHOWN).map(CreateWorkflow::shown);
        Json.Obj workflow = Json.Obj.EMPTY
                .with("name", entry.name())
                .with("tasks", Json.array(first.toList()))
                .with("constraints", tasks.data().find("constraints").orElse(Json.array(List.of())))
                .with("context", tasks.data().find("context").orElse(Json.Obj.EMPTY))
                .with("documentation", DocumentationDuty.shown(tasks.data()))
                .with("parallelizationAnalysis", parallel);
        int left = tasks.all().size() - SHOWN;
        Optional<String> more = Optional.of("The first " + SHOWN + " of "
                        + tasks.all().size() + " tasks are shown; " + TaskTools.GET_WORKFLOW_STATUS
                        + " pages through all.")
                .filter(text -> left > 0);
        String message =
                Stream.of(unlinked(entry, in), more).flatMap(Optional::stream).collect(Collectors.joining(" "));
        return new Out(
                true,
                entry.folder(),
                workflow,
                summary(tasks, parallel),
                Optional.of(message).filter(text -> !text.isEmpty()),
                changed.revision(),
                changed.changes());
    }

    private static Json shown(ItemView task) {
        Json.Obj shown = Json.Obj.EMPTY.with("id", TaskItems.number(task.item()));
        Optional<String> number = TaskItems.featureNumber(task.item());
        shown = shown.with("featureTask", number);
        Json.Obj named = shown.with("description", task.item().title())
                .with("status", task.item().status());
        return TaskItems.hours(task.item())
                .map(hours -> named.with("estimatedHours", Json.parse(String.valueOf(hours))))
                .orElse(named);
    }

    private static Json.Obj summary(TaskList tasks, Json.Obj parallel) {
        double hours = tasks.all().stream()
                .mapToDouble(task -> TaskItems.hours(task.item()).orElse(0.0))
                .sum();
        List<Json> scores = tasks.all().stream()
                .limit(SHOWN)
                .flatMap(task -> Stream.ofNullable(task.item().state().fields().get("complexity")))
                .toList();
        Json.Obj gain = Json.Obj.EMPTY
                .with("recommended", parallel.find("shouldParallelize").orElse(Json.of(false)))
                .with("speedup", parallel.find("estimatedSpeedup").orElse(Json.of(1)))
                .with("mode", parallel.find("mode").orElse(Json.of("sequential")));
        return Json.Obj.EMPTY
                .with("totalTasks", tasks.all().size())
                .with("estimatedHours", Json.parse(String.valueOf(hours)))
                .with("complexityScores", Json.array(scores))
                .with("parallelization", gain);
    }
}
