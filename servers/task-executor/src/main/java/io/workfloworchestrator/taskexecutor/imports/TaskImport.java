package io.workfloworchestrator.taskexecutor.imports;

import io.workfloworchestrator.definition.Names;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.json.Words;
import io.workfloworchestrator.server.OpenProject;
import io.workfloworchestrator.state.Cause;
import io.workfloworchestrator.state.Commit;
import io.workfloworchestrator.state.Done;
import io.workfloworchestrator.state.Moment;
import io.workfloworchestrator.state.Revision;
import io.workfloworchestrator.state.Transaction;
import io.workfloworchestrator.taskexecutor.verify.TaskItems;
import io.workfloworchestrator.taskexecutor.workflows.NewTasks;
import io.workfloworchestrator.taskexecutor.workflows.NewWorkflow;
import io.workfloworchestrator.taskexecutor.workflows.TaskWorkflows;
import io.workfloworchestrator.workflow.Item;
import io.workfloworchestrator.workflow.ItemChanges;
import io.workfloworchestrator.workflow.Workflow;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Takes tasks of other tools over into a workflow of tasks: first as a plan that changes nothing, then in one commit that can be undone.
 * What was taken over before is not taken over again. Thread-safe.
 */
public final class TaskImport {
    private final TaskWorkflows workflows;
    private final Clock clock;

    public TaskImport(OpenProject project, Clock clock) {
        this.workflows = new TaskWorkflows(project);
        this.clock = clock;
    }

    /**
     * What is to be taken over.
     *
     * @param format what it is; empty to find that out
     * @param list what the list is called, so that two lists of one tool are told apart
     * @param workflow the workflow that gets the tasks; it is begun if there is none of that name
     */
    public record Wanted(ImportSource source, Optional<ImportFormat> format, String list, String workflow) {}

    /**
     * @param isNew whether the workflow is begun by it
     * @param numbers the new numbers by the ids in the list; empty as long as nothing was changed
     * @param moment the state as of the commit, or as of the plan
     * @param commit the revision of the commit; empty if nothing was changed
     */
    public record Report(
            ImportPlan plan, boolean isNew, Map<String, String> numbers, Moment moment, Optional<Revision> commit) {
        public Report {
            numbers = Map.copyOf(numbers);
        }
    }

    /** @throws CodedException E_IMPORT_FORMAT if there is none; it names the nearest */
    public static ImportFormat format(String word) {
        return ImportFormat.of(word)
                .orElseThrow(() ->
                        Reading.wrong("There is no format \"" + Words.clip(word.replaceAll("\\p{C}", "?"), 40) + "\"."
                                + Names.hint(word, ImportFormat.words()) + " There are "
                                + String.join(", ", ImportFormat.words()) + "."));
    }

    /** A list that was read, and the workflow that is to get its tasks, where there is one. */
    private record Listed(
            ImportFormat format, String list, ReadTasks read, Moment now, String name, Optional<Workflow<Json>> into) {
        ImportPlan plan(List<Item> there) {
            return ImportPlanning.of(format, list, read, there);
        }
    }

    private Listed listed(Wanted wanted) {
        ImportFormat format = wanted.format()
                .or(() -> ImportFormat.detect(wanted.source()))
                .orElseThrow(() -> Reading.wrong(
                        wanted.source().shown() + " looks like no list of tasks that can be read. Say its format: "
                                + String.join(", ", ImportFormat.words()) + "."));
        ReadTasks read = format.read(wanted.source());
        Moment now = workflows.state().now();
        String given = wanted.workflow().strip();
        boolean isThere =
                workflows.active(now).stream().anyMatch(entry -> entry.name().equalsIgnoreCase(given));
        Optional<Workflow<Json>> into =
                isThere ? Optional.of(workflows.tasks(workflows.changeable(now, given))) : Optional.empty();
        String name = isThere ? given : NewWorkflow.requireFree(workflows, given);
        return new Listed(format, wanted.list(), read, now, name, into);
    }

    /**
     * What taking over would do.
     *
     * @throws CodedException if the source cannot be read
     * @throws io.workfloworchestrator.taskexecutor.workflows.TaskException if the workflow is archived or cannot be called so
     */
    public Report plan(Wanted wanted) {
        return planned(listed(wanted));
    }

    private static Report planned(Listed list) {
        List<Item> there = list.into().stream()
                .flatMap(tasks -> TaskItems.of(list.now().get(tasks.key()).value()).stream())
                .toList();
        return new Report(list.plan(there), list.into().isEmpty(), Map.of(), list.now(), Optional.empty());
    }

    /** As {@link #plan}, and does it, in one commit. */
    public Report apply(Wanted wanted, Cause cause) {
        Listed list = listed(wanted);
        boolean isNew = list.into().isEmpty();
        int count = list.read().tasks().size();
        if (isNew && count == 0) {
            return planned(list);
        }
        Cause why =
                cause.doing("imported " + count + " tasks of " + list.format().word() + " into " + list.name());
        Done<ImportApplying.Applied> done = workflows.state().change(why, commit -> {
            Optional<NewWorkflow> begun = isNew ? Optional.of(begun(commit, list.name(), cause)) : Optional.empty();
            Workflow<Json> tasks = begun.map(NewWorkflow::tasks).or(list::into).orElseThrow();
            ItemChanges items = tasks.in(commit, cause.actor());
            ImportPlan plan = list.plan(items.all(TaskWorkflows.TASK));
            ImportApplying.Applied applied = new ImportApplying(
                            plan,
                            items,
                            tasks.definition().kinds().get(TaskWorkflows.TASK),
                            NewTasks.isHealth(commit.get(tasks.key())))
                    .apply();
            begun.ifPresent(NewWorkflow::makeFolder);
            return applied;
        });
        return new Report(
                done.result().plan(),
                isNew,
                done.result().numbers(),
                done.moment(),
                done.commit().map(Commit::revision));
    }

    private NewWorkflow begun(Transaction commit, String name, Cause cause) {
        NewWorkflow begun = new NewWorkflow(workflows, commit, name, cause.actor());
        begun.described(List.of(), Json.Obj.EMPTY, clock.instant().truncatedTo(ChronoUnit.SECONDS));
        begun.listed(Map.of());
        return begun;
    }
}
