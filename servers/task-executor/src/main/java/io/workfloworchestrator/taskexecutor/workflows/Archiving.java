package io.workfloworchestrator.taskexecutor.workflows;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.state.Cause;
import io.workfloworchestrator.state.Done;
import io.workfloworchestrator.state.Moment;
import io.workfloworchestrator.state.Revision;
import io.workfloworchestrator.state.StateKey;
import io.workfloworchestrator.state.Transaction;
import io.workfloworchestrator.workflow.ItemChanges;
import io.workfloworchestrator.workflow.WorkflowState;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Moves a workflow into the archive, and back. State and folder move together: the folder inside of the commit, which nothing can refuse
 * any more then. A folder that moved before a process was killed and the commit was not made moves back at the next look at the workflow
 * ({@link Adoption}). For one call; not thread-safe.
 */
record Archiving(TaskWorkflows workflows, Clock clock) {
    private static final String PHASE = "execution";

    /**
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
     * @param forced why, if something speaks against it
     * @throws TaskException {@code E_WORKFLOW_BUSY} if somebody changed it since
     */
    Done<Moved> archive(WorkflowEntry entry, WorkflowState<Json> checked, Optional<String> forced, Cause cause) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        String name = new WorkflowFolders(workflows)
                .free(entry.name(), now, id -> isTaken(TaskWorkflows.ARCHIVED_TYPE + "/" + id));
        Place to = new Place(workflows.archivedFolders() + "/" + name, TaskWorkflows.ARCHIVED_TYPE + "/" + name);
        Json.Obj fields =
                to.fields(Json.of(now.toString()), forced.<Json>map(Json::of).orElse(Json.Null.VALUE));
        return moved(
                entry,
                checked,
                to,
                fields,
                cause,
                commit -> new Goals(workflows, commit, clock, cause.actor()).archived(entry, checked));
    }

    Done<Moved> reopen(WorkflowEntry entry, WorkflowState<Json> seen, Cause cause) {
        Place to = new Place(workflows.activeFolder(entry.name()), TaskWorkflows.ACTIVE_TYPE + "/" + entry.name());
        return moved(entry, seen, to, to.fields(Json.Null.VALUE, Json.Null.VALUE), cause, commit -> List.of());
    }

    private record Place(String folder, String key) {
        boolean isArchive() {
            return key.startsWith(TaskWorkflows.ARCHIVED_TYPE + "/");
        }

        Json.Obj fields(Json archived, Json forced) {
            return Json.Obj.EMPTY
                    .with(WorkflowEntry.FOLDER, folder)
                    .with(WorkflowEntry.TASKS, key)
                    .with("archived", archived)
                    .with("forced", forced);
        }
    }

    private boolean isTaken(String key) {
        return workflows.state().find(StateKey.json(key)).isPresent();
    }

    /**
     * The files must say what the state says before they move, so they are published first, and the commit is made only of the state
     * that was published.
     *
     * @param reported what else is changed in the commit, each in a sentence
     */
    private Done<Moved> moved(
            WorkflowEntry entry,
            WorkflowState<Json> checked,
            Place to,
            Json.Obj fields,
            Cause cause,
            Function<Transaction, List<String>> reported) {
        StateKey<WorkflowState<Json>> key = workflows.tasks(entry).key();
        WorkflowFolders folders = new WorkflowFolders(workflows);
        folders.requireRoom(entry.folder(), to.folder());
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
                ItemChanges list = workflows.list.in(commit, cause.actor());
                list.edit(entry.id(), fields, Revision.NONE);
                list.move(entry.id(), to.isArchive() ? "archive" : "reopen", Revision.NONE);
                Moved moved = new Moved(to.folder(), reported.apply(commit));
                workflows.tasks(to.key()).takeOver(commit, entry.key(), PHASE, () -> {
                    folders.requireRoom(entry.folder(), to.folder()); // Somebody may have made it since.
                    folders.move(entry.folder(), to.folder());
                    folders.write(to.folder(), StateFile.text(checked, to.isArchive()));
                });
                return moved;
            });
            workflows.state().publish(); // a file that was written into the old folder meanwhile goes
            return done;
        } catch (RuntimeException e) {
            folders.move(to.folder(), entry.folder());
            throw e instanceof Overtaken ? busy(entry) : e;
        }
    }

    private static TaskException busy(WorkflowEntry entry) {
        return new TaskException(
                        "E_WORKFLOW_BUSY",
                        "\"" + entry.name()
                                + "\" was changed by somebody while it was checked, and was not moved. Look at"
                                + " it, and repeat the call.")
                .next(TaskTools.GET_WORKFLOW_STATUS, entry.name());
    }
}
