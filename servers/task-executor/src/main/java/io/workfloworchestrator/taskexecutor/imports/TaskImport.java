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
import io.workfloworchestrator.taskexecutor.workflows.TaskWorkflows;
import io.workfloworchestrator.taskexecutor.workflows.WorkflowAccess;
import io.workfloworchestrator.workflow.ItemChanges;
import io.workfloworchestrator.workflow.Workflow;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Takes tasks of other tools over into a workflow of tasks: first as a plan that changes nothing, then in one commit that can be undone.
 * What was taken over before is not taken over again. Thread-safe.
 */
public final class TaskImport {
    private final OpenProject project;
    private final WorkflowAccess access;
    private final Clock clock;

    /** For the workflows of a project. */
    public TaskImport(OpenProject project, Clock clock) {
        this.project = project;
        this.access = new WorkflowAccess(project);
        this.clock = clock;
    }

    /**
     * What is to be taken over.
     *
     * @param source where it lies
     * @param format what it is; empty to find that out
     * @param list what the list is called, so that two lists of one tool are told apart
     * @param workflow the workflow that gets the tasks; it is begun if there is none of that name
     */
    public record Wanted(ImportSource source, Optional<ImportFormat> format, String list, String workflow) {}

    /**
     * What came of it.
     *
     * @param plan what is new, what is known, and what had no place
     * @param isNew whether the workflow is begun by it
     * @param numbers the new numbers by the ids in the list; empty as long as nothing was changed
     * @param moment the state as of the commit, or as of the plan
     * @param commit the revision of the commit; empty if nothing was changed
     */
    public record Report(
            ImportPlan plan, boolean isNew, Map<String, String> numbers, Moment moment, Optional<Revision> commit) {
        /** Copies the map. */
        public Report {
            numbers = Map.copyOf(numbers);
        }
    }

    /**
     * The format of this word.
     *
     * @throws ImportException E_IMPORT_FORMAT if there is none; it names the nearest
     */
    public static ImportFormat format(String word) {
        return ImportFormat.of(word)
                .orElseThrow(() -> new ImportException(
                        "E_IMPORT_FORMAT",
                        "There is no format \"" + Words.clip(word.replaceAll("\\p{C}", "?"), 40) + "\"."
                                + Names.hint(word, ImportFormat.words()) + " There are "
                                + String.join(", ", ImportFormat.words()) + "."));
    }

    private static ImportFormat detected(ImportSource source) {
        return ImportFormat.detect(source)
                .orElseThrow(() -> new ImportException(
                        "E_IMPORT_FORMAT",
                        source.path() + " looks like no list of tasks that can be read. Say its format: "
                                + String.join(", ", ImportFormat.words()) + "."));
    }

    /**
     * What taking over would do.
     *
     * @throws ImportException if the source cannot be read
     * @throws io.workfloworchestrator.taskexecutor.workflows.TaskException if the workflow is archived or cannot be called so
     */
    public Report plan(Wanted wanted) {
        ImportFormat format = wanted.format().orElseGet(() -> detected(wanted.source()));
        ReadTasks read = format.read(wanted.source());
        Moment now = project.state().now();
        boolean isNew = !access.isActive(now, wanted.workflow());
        if (isNew) {
            String unused = access.requireFree(wanted.workflow());
            return new Report(
                    ImportPlanning.of(format, wanted.list(), read, List.of()), true, Map.of(), now, Optional.empty());
        }
        Workflow<Json> tasks = access.changeable(now, wanted.workflow());
        ImportPlan plan = ImportPlanning.of(
                format,
                wanted.list(),
                read,
                WorkflowAccess.tasks(now.get(tasks.key()).value()));
        return new Report(plan, false, Map.of(), now, Optional.empty());
    }

    /** As {@link #plan}, and does it, in one commit. */
    public Report apply(Wanted wanted, Cause cause) {
        ImportFormat format = wanted.format().orElseGet(() -> detected(wanted.source()));
        ReadTasks read = format.read(wanted.source());
        Moment now = project.state().now();
        boolean isNew = !access.isActive(now, wanted.workflow());
        String name = isNew
                ? access.requireFree(wanted.workflow())
                : wanted.workflow().strip();
        if (isNew && read.tasks().isEmpty()) {
            return plan(wanted);
        }
        Workflow<Json> known = isNew ? project.workflow() : access.changeable(now, name);
        Cause why = cause.doing("imported " + read.tasks().size() + " tasks of " + format.word() + " into " + name);
        Done<Applied> done = project.state().change(why, commit -> {
            Workflow<Json> tasks = isNew ? begun(commit, name, cause) : known;
            return applied(commit, tasks, format, wanted.list(), read, cause);
        });
        if (isNew) {
            access.makeFolder(name);
        }
        Applied result = done.result();
        return new Report(
                result.plan(),
                isNew,
                result.numbers(),
                done.moment(),
                done.commit().map(Commit::revision));
    }

    private Workflow<Json> begun(Transaction commit, String name, Cause cause) {
        WorkflowAccess.NewWorkflow described = new WorkflowAccess.NewWorkflow(name, List.of(), Json.Obj.EMPTY, "");
        return access.begin(commit, described, clock.instant().truncatedTo(ChronoUnit.SECONDS), cause);
    }

    private record Applied(ImportPlan plan, Map<String, String> numbers) {}

    private static Applied applied(
            Transaction commit, Workflow<Json> tasks, ImportFormat format, String list, ReadTasks read, Cause cause) {
        ItemChanges items = tasks.in(commit, cause.actor());
        ImportPlan plan = ImportPlanning.of(format, list, read, items.all(TaskWorkflows.TASK));
        if (plan.added().isEmpty()) {
            return new Applied(plan, Map.of());
        }
        boolean health = WorkflowAccess.isHealth(commit.get(tasks.key()));
        ImportApplying applying = new ImportApplying(
                plan,
                items,
                TaskWorkflows.TASK,
                fields(tasks),
                (task, fields) -> WorkflowAccess.judged(fields, task.needs().size(), health));
        ImportApplying.Applied applied = applying.apply();
        List<ImportNote> notes = new ArrayList<>(plan.notes());
        notes.addAll(applied.notes());
        return new Applied(
                new ImportPlan(plan.format(), plan.list(), plan.added(), plan.known(), notes), applied.numbers());
    }

    private static Set<String> fields(Workflow<Json> tasks) {
        return Optional.ofNullable(tasks.definition().kinds().get(TaskWorkflows.TASK))
                .map(kind -> kind.fields().keySet())
                .orElse(Set.of());
    }
}
