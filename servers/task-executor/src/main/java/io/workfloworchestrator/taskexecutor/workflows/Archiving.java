package io.workfloworchestrator.taskexecutor.workflows;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.state.Cause;
import io.workfloworchestrator.state.Done;
import io.workfloworchestrator.state.Moment;
import io.workfloworchestrator.state.Revision;
import io.workfloworchestrator.state.StateKey;
import io.workfloworchestrator.state.Transaction;
import io.workfloworchestrator.workflow.Item;
import io.workfloworchestrator.workflow.ItemChanges;
import io.workfloworchestrator.workflow.WorkflowState;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * Moves a workflow into the archive, and back. State and folder move together: the folder inside of the commit, which nothing can refuse
 * any more then. A folder that moved before a process was killed and the commit was not made moves back at the next look at the workflow
 * ({@link Adoption}). For one call; not thread-safe.
 */
final class Archiving {
    private static final String PHASE = "execution";

    private final TaskWorkflows workflows;
    private final WorkflowFolders folders;
    private final Clock clock;

    Archiving(TaskWorkflows workflows, Clock clock) {
        this.workflows = workflows;
        this.folders = new WorkflowFolders(workflows);
        this.clock = clock;
    }

    /**
     * Where a workflow is now.
     *
     * @param folder relative to the project
     * @param reported what else was changed, each in a sentence
     */
    record Moved(String folder, List<String> reported) {}

    /** Somebody changed the workflow since it was checked. */
    private static final class Overtaken extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /**
     * Archives a workflow as it was checked.
     *
     * @param checked its state as it was checked
     * @param forced why, if something speaks against it
     * @throws TaskException {@code E_WORKFLOW_BUSY} if somebody changed it since
     */
    Done<Moved> archive(WorkflowEntry entry, WorkflowState<Json> checked, Optional<String> forced, Cause cause) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        String name = folders.free(entry.name(), now, id -> isTaken(TaskWorkflows.ARCHIVED_TYPE + "/" + id));
        Place from = new Place(entry.folder(), entry.key());
        Place to = new Place(workflows.archivedFolders() + "/" + name, TaskWorkflows.ARCHIVED_TYPE + "/" + name);
        return moved(entry, checked, from, to, cause, (commit, list) -> {
            Json.Obj fields = to.fields().with("archived", Json.of(now.toString()));
            Json.Obj why = fields.with("forced", forced.<Json>map(Json::of).orElse(Json.Null.VALUE));
            Item unused = list.edit(entry.id(), why, Revision.NONE);
            unused = list.move(entry.id(), "archive", Revision.NONE);
            return new Moved(
                    to.folder(), new GoalReport(workflows, commit, clock, cause.actor()).archived(entry, checked));
        });
    }

    /** Brings an archived workflow back under its name. */
    Done<Moved> reopen(WorkflowEntry entry, WorkflowState<Json> seen, Cause cause) {
        Place from = new Place(entry.folder(), entry.key());
        Place to = new Place(workflows.activeFolder(entry.name()), TaskWorkflows.ACTIVE_TYPE + "/" + entry.name());
        return moved(entry, seen, from, to, cause, (commit, list) -> {
            Json.Obj fields = to.fields().with("archived", Json.Null.VALUE).with("forced", Json.Null.VALUE);
            Item unused = list.edit(entry.id(), fields, Revision.NONE);
            unused = list.move(entry.id(), "reopen", Revision.NONE);
            return new Moved(to.folder(), List.of());
        });
    }

    private record Place(String folder, String key) {
        Json.Obj fields() {
            return Json.Obj.EMPTY.with(WorkflowEntry.FOLDER, Json.of(folder)).with(WorkflowEntry.TASKS, Json.of(key));
        }
    }

    /** What else changes in the commit. */
    private interface Beside {
        Moved change(Transaction commit, ItemChanges list);
    }

    private boolean isTaken(String key) {
        return workflows.state().find(StateKey.json(key)).isPresent();
    }

    /**
     * The files must say what the state says before they move, so they are published first, and the commit is made only of the state
     * that was published.
     */
    private Done<Moved> moved(
            WorkflowEntry entry, WorkflowState<Json> checked, Place from, Place to, Cause cause, Beside beside) {
        StateKey<WorkflowState<Json>> key = workflows.tasks(from.key()).key();
        workflows.state().publish();
        Moment published = workflows.state().now();
        if (!published.find(key).map(found -> found.value().equals(checked)).orElse(false)) {
            throw busy(entry);
        }
        try {
            Done<Moved> done = workflows.state().change(cause, commit -> {
                if (!commit.find(key).equals(Optional.of(checked))) {
                    throw new Overtaken();
                }
                Moved moved = beside.change(commit, workflows.list.in(commit, cause.actor()));
                workflows.tasks(to.key()).takeOver(commit, from.key(), PHASE, () -> {
                    folders.move(from.folder(), to.folder());
                    folders.write(to.folder(), StateFile.text(checked, !isActive(to)));
                });
                return moved;
            });
            workflows.state().publish(); // a file that was written into the old folder meanwhile goes
            return done;
        } catch (RuntimeException e) {
            folders.move(to.folder(), from.folder());
            throw e instanceof Overtaken ? busy(entry) : e;
        }
    }

    private static boolean isActive(Place place) {
        return place.key().startsWith(TaskWorkflows.ACTIVE_TYPE + "/");
    }

    private static TaskException busy(WorkflowEntry entry) {
        return new TaskException(
                        "E_WORKFLOW_BUSY",
                        "\"" + entry.name()
                                + "\" was changed by somebody while it was checked, and was not moved. Look at"
                                + " it, and repeat the call.")
                .next(ToolNames.GET_WORKFLOW_STATUS, Json.Obj.EMPTY.with("workflowName", Json.of(entry.name())));
    }
}
