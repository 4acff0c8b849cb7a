package io.workfloworchestrator.taskexecutor.workflows;

import io.workfloworchestrator.definition.WorkflowDefinition;
import io.workfloworchestrator.files.FolderEntry;
import io.workfloworchestrator.files.PathAttributes;
import io.workfloworchestrator.files.PathException;
import io.workfloworchestrator.json.CodedException;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.state.Cause;
import io.workfloworchestrator.state.DiskChange;
import io.workfloworchestrator.state.Moment;
import io.workfloworchestrator.state.Revision;
import io.workfloworchestrator.state.Transaction;
import io.workfloworchestrator.workflow.Item;
import io.workfloworchestrator.workflow.ItemChanges;
import io.workfloworchestrator.workflow.Workflow;
import io.workfloworchestrator.workflow.WorkflowState;
import io.workfloworchestrator.workflow.WrittenItems;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Makes state and folders of workflows agree: takes over workflows of the TypeScript server that lie in the project, each in one commit,
 * and brings a folder back whose move into the archive was cut short. A workflow whose beginning was undone stays away. Thread-safe.
 */
record Adoption(TaskWorkflows workflows, Clock clock) {
    private static final int MOST_FOLDERS = 10_000;
    private static final int MOST_BYTES = 8 << 20;
    private static final Cause CAUSE = Cause.by(DiskChange.DETECTED.actor());
    private static final String OLD_PLAN = "plan.before.md";

    private record Found(String folder, String name, boolean isArchived) {
        String key() {
            return (isArchived ? TaskWorkflows.ARCHIVED_TYPE : TaskWorkflows.ACTIVE_TYPE) + "/" + name;
        }

        String stateFile() {
            return folder + "/" + StateFile.NAME;
        }

        /** The name of the workflow: in the archive it stands behind the stamp. */
        String title() {
            return isArchived ? name.replaceFirst("^\\d{4}-\\d{2}-\\d{2}(?:-\\d{6})?-(?=.)", "") : name;
        }
    }

    /**
     * Looks once, at a moment; cheap where nothing is to be done. Gives why a folder could not be taken over, by the name of the workflow
     * that it would be; such a folder stays as it is.
     */
    Map<String, String> look(Moment now) {
        List<Found> found = new ArrayList<>();
        found(workflows.activeFolders(), false, found);
        found(workflows.archivedFolders(), true, found);
        List<WorkflowEntry> known = workflows.all(now);
        Set<String> owned = new HashSet<>();
        known.forEach(entry -> owned.add(entry.folder()));
        Map<String, String> faults = new HashMap<>();
        for (Found one : found) {
            boolean isOrphan = !owned.contains(one.folder())
                    && WorkflowName.isName(one.name())
                    && workflows.folder.exists(one.stateFile());
            Optional<String> moved = isOrphan ? movedByHand(now, known, one) : Optional.empty();
            if (moved.isPresent()) {
                faults.put(one.name(), moved.get());
            } else if (isOrphan && !strays().bring(now, known, one.folder(), one.title())) {
                strays().kept(now, known, one.folder(), one.title())
                        // A workflow whose beginning was taken back does not come back by itself: undoing that brings
                        // it back.
                        .or(() ->
                                strays().takenBack(now, one.key(), one.folder()).isPresent()
                                        ? Optional.empty()
                                        : takeOver(one))
                        .ifPresent(why -> faults.put(one.title(), why));
            }
        }
        return faults;
    }

    private Strays strays() {
        return new Strays(workflows);
    }

    /** What to do about a folder that somebody renamed or copied: the tasks in it are those of a workflow that goes on. */
    private Optional<String> movedByHand(Moment now, List<WorkflowEntry> known, Found found) {
        List<WorkflowEntry> others = known.stream()
                .filter(entry ->
                        entry.isActive() && !found.isArchived() && !entry.name().equals(found.name()))
                .toList();
        return strays().of(now, others, found.folder())
                .map(entry -> found.folder() + " has the state.json of the workflow " + entry.name()
                        + ", whose folder is "
                        + entry.folder() + ": somebody renamed or copied it. " + entry.name()
                        + " goes on with its tasks there, and no second workflow was made of them. Move what "
                        + entry.folder() + " lacks, such as artifacts, back into it, and " + found.folder()
                        + " away; for other tasks under the name " + found.name() + ", call create_workflow then.");
    }

    private void found(String path, boolean isArchived, List<Found> found) {
        try {
            if (workflows.folder.exists(path)) {
                workflows.folder.list(path, MOST_FOLDERS).stream()
                        .filter(entry -> entry.kind() == PathAttributes.Kind.DIRECTORY)
                        .map(FolderEntry::name)
                        .forEach(name -> found.add(new Found(path + "/" + name, name, isArchived)));
            }
        } catch (PathException e) {
            // A link or a file in this place: nothing in it is a workflow of this project.
        }
    }

    private Optional<String> takeOver(Found found) {
        try {
            StateFileReading.Read read =
                    StateFileReading.of(found.stateFile(), workflows.folder.readText(found.stateFile(), MOST_BYTES));
            Cause cause = CAUSE.doing("took over the workflow " + found.title() + " from " + found.folder());
            Object unused = workflows.state().change(cause, commit -> {
                begin(commit, found, read);
                return found.name();
            });
            return Optional.empty();
        } catch (TaskException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        } catch (CodedException e) {
            return Optional.of(found.stateFile() + " cannot be taken over: " + e.getMessage()
                    + " Mend it, or move its folder away.");
        }
    }

    private void begin(Transaction commit, Found found, StateFileReading.Read read) {
        Workflow<Json> tasks = workflows.tasks(found.key());
        workflows.list.begin(commit, "Workflows of tasks");
        if (!tasks.begin(commit, found.title())) {
            return; // Another process was faster.
        }
        WorkflowDefinition definition = tasks.definition();
        WorkflowState<Json> begun = commit.get(tasks.key());
        WorkflowState<Json> taken = WrittenItems.take(
                        definition, begun, TaskWorkflows.TASK, read.tasks(), List.of(), clock)
                .state();
        Json.Obj data = taken.data().asObject();
        for (String name : read.data().keys()) {
            data = data.with(name, read.data().find(name).orElseThrow());
        }
        if (data.text("created").isEmpty()) {
            data = data.with("created", clock.instant().toString());
        }
        WorkflowState<Json> whole = taken.withData(data);
        commit.put(tasks.key(), whole);
        ItemChanges list = workflows.list.in(commit, CAUSE.actor());
        Item item = list.add(WorkflowEntry.KIND, WorkflowEntry.fields(found.title(), found.folder(), found.key()));
        if (found.isArchived()) {
            item = list.move(item.id(), "archive", Revision.NONE);
        }
        // The old plan has lines of another form, and the state file is written in the form in which it is kept from
        // now on.
        WorkflowFolders folders = new WorkflowFolders(workflows);
        folders.move(found.folder() + "/" + WorkflowFolders.PLAN_FILE, found.folder() + "/" + OLD_PLAN);
        folders.write(found.folder(), StateFile.text(whole, found.isArchived()));
    }
}
