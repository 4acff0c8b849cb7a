package io.workfloworchestrator.taskexecutor.workflows;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.json.Words;
import io.workfloworchestrator.mcp.Field;
import io.workfloworchestrator.mcp.Tool;
import io.workfloworchestrator.server.OpenProject;
import io.workfloworchestrator.server.ToolContext;
import io.workfloworchestrator.state.Moment;
import io.workfloworchestrator.taskexecutor.schedule.Parallelization;
import io.workfloworchestrator.taskexecutor.schedule.Parallelization.FileConflict;
import io.workfloworchestrator.taskexecutor.schedule.PlannedTask;
import io.workfloworchestrator.taskexecutor.schedule.Schedule.Slot;
import io.workfloworchestrator.taskexecutor.schedule.Strategy;
import io.workfloworchestrator.taskexecutor.verify.TaskItems;
import io.workfloworchestrator.workflow.Item;
import io.workfloworchestrator.workflow.WorkflowState;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The tool that says whether several agents help with the tasks of a workflow, and who does what when. Thread-safe. */
public final class ScheduleTools {
    public static final String ANALYZE = "analyze_parallelization";

    /** On how many agents a schedule is made if nobody says it. */
    private static final int USUAL_AGENTS = 4;

    private static final int SHOWN = 30;

    private ScheduleTools() {}

    public static List<Tool<?, ?>> of(ToolContext context) {
        return List.of(Tool.of(ANALYZE, In.class, Out.class)
                .description("Do several agents help? Who does what when, the critical path, files in conflict.")
                .readOnly()
                .handler(context.handler(ANALYZE, (project, in, cause) -> answer(context, project, in))));
    }

    /**
     * @param maxParallelAgents on how many agents; 4 if it does not say
     * @param executionStrategy conservative, balanced or aggressive; balanced if it does not say
     * @param limit at most so many tasks of each list; 30 if it does not say
     */
    record In(
            String workflowName,

            @Field(min = 1, max = Parallelization.MOST_AGENTS)
            Optional<Integer> maxParallelAgents,

            @Field("conservative, balanced, aggressive") Optional<String> executionStrategy,
            @Field(listed = false, min = 1, max = 500) Optional<Integer> limit,
            @Field(listed = false) Optional<String> projectPath) {}

    /**
     * What was found; the first four as the forerunner answered.
     *
     * @param confidence in percent
     * @param hours how long the schedule takes, how much work it is, and the critical path, in hours
     * @param batches the tasks in batches that can be done at the same time, by number
     * @param ranking the tasks in the order in which to take them, each with what speaks for it
     * @param schedule who does what when, in hours from now
     * @param conflicts pairs of tasks that change the same file
     */
    record Out(
            boolean shouldParallelize,
            double estimatedSpeedup,
            String mode,
            @Field(untrusted = true, max = 2_000) String reasoning,
            int confidence,
            @Field(named = false) Json hours,
            List<List<String>> batches,
            List<String> criticalPath,
            @Field(untrusted = true, max = 300) List<String> ranking,
            @Field(named = false) List<Json> schedule,
            String fileConflictRisk,

            @Field(untrusted = true, max = 300, named = false)
            List<Json> conflicts,

            @Field(listed = false) long revision,

            @Field(untrusted = true, max = 400, listed = false)
            List<String> changes) {}

    private static Out answer(ToolContext context, OpenProject project, In in) {
        ToolContext.check(project, in.projectPath());
        Moment now = project.state().now();
        TaskWorkflows workflows = new TaskWorkflows(project);
        List<PlannedTask> tasks = planned(workflows.state(now, workflows.named(now, in.workflowName())));
        Parallelization found = Parallelization.of(
                tasks,
                Strategy.require(in.executionStrategy().orElse("balanced")),
                in.maxParallelAgents().orElse(USUAL_AGENTS));
        int limit = in.limit().orElse(SHOWN);
        return new Out(
                found.shouldParallelize(),
                found.estimatedSpeedup(),
                found.mode(),
                String.join(" ", found.reasoning()),
                found.confidence().percent(),
                hours(found),
                first(found.plan().batches(), limit, batch -> first(batch, limit, id -> id)),
                first(found.plan().critical(), limit, id -> id),
                first(found.ranking(), limit, one -> one.task() + " " + title(tasks, one.task()) + ": " + one.words()),
                first(found.schedule().slots(), limit, ScheduleTools::slot),
                found.fileConflictRisk(),
                first(found.conflicts(), limit, ScheduleTools::conflict),
                now.revision().number(),
                context.news(project, now, Optional.empty()));
    }

    /** The tasks in the order of people, by their numbers; a need of a task that was removed holds nothing up. */
    private static List<PlannedTask> planned(WorkflowState<Json> state) {
        List<Item> items = TaskItems.of(state);
        Map<String, String> numbers = TaskItems.numbers(items);
        return items.stream()
                .map(task -> new PlannedTask(
                        TaskItems.number(task),
                        task.title(),
                        TaskItems.hours(task).orElse(0.0),
                        TaskItems.texts(task, "needs").stream()
                                .flatMap(need -> Optional.ofNullable(numbers.get(need)).stream())
                                .toList(),
                        TaskItems.texts(task, "files"),
                        TaskItems.isDone(task) || task.status().equals("cancelled")))
                .toList();
    }

    /** What working side by side would gain, in the words of the forerunner: by a schedule on four agents. */
    static Json.Obj gain(WorkflowState<Json> state) {
        Parallelization found = Parallelization.of(planned(state), Strategy.BALANCED, USUAL_AGENTS);
        return Json.Obj.EMPTY
                .with("shouldParallelize", found.shouldParallelize())
                .with("estimatedSpeedup", found.estimatedSpeedup())
                .with("mode", found.mode())
                .with("confidence", found.confidence().percent())
                .with("reasoning", String.join(" ", found.reasoning()));
    }

    private static Json.Obj hours(Parallelization found) {
        return Json.Obj.EMPTY
                .with("schedule", rounded(found.schedule().hours()))
                .with("total", rounded(found.schedule().total()))
                .with("criticalPath", rounded(found.plan().length()))
                .with("utilization", rounded(found.schedule().utilization()));
    }

    private static <T, R> List<R> first(List<T> all, int limit, Function<T, R> shown) {
        return all.stream().limit(limit).map(shown).toList();
    }

    private static String title(List<PlannedTask> tasks, String id) {
        return tasks.stream()
                .filter(task -> task.id().equals(id))
                .findFirst()
                .map(task -> Words.clip(task.title(), 80))
                .orElse("");
    }

    private static Json slot(Slot slot) {
        return Json.Obj.EMPTY
                .with("task", slot.task())
                .with("agent", slot.agent())
                .with("start", rounded(slot.start()))
                .with("end", rounded(slot.end()));
    }

    private static Json conflict(FileConflict conflict) {
        return Json.Obj.EMPTY
                .with("tasks", Json.strings(List.of(conflict.one(), conflict.other())))
                .with("file", conflict.file());
    }

    private static double rounded(double number) {
        return Math.round(number * 100) / 100.0;
    }
}
