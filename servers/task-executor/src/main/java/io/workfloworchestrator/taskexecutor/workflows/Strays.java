package io.workfloworchestrator.taskexecutor.workflows;

import io.workfloworchestrator.files.FolderEntry;
import io.workfloworchestrator.files.PathAttributes;
import io.workfloworchestrator.files.PathException;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.json.JsonException;
import io.workfloworchestrator.state.Commit;
import io.workfloworchestrator.state.Moment;
import io.workfloworchestrator.state.Revision;
import io.workfloworchestrator.state.StateKey;
import io.workfloworchestrator.workflow.WorkflowState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Brings the folder of a workflow to where the state says it is: after the process that archived it was killed between the move and the
 * commit, and after the archiving was taken back. What was written anew meanwhile at its place is only what follows from the state, and
 * gives way. Thread-safe.
 */
record Strays(TaskWorkflows workflows) {
    private static final int MOST_ENTRIES = 10_000;
    private static final int MOST_BYTES = 8 << 20;
    private static final Set<String> WRITTEN = Set.of(WorkflowFolders.PLAN_FILE, StateFile.NAME);

    /**
     * The commit that took back the workflow which left a folder behind: the moment of creation in its state file is that of the state
     * which the history still has. Empty if the workflow is there, or the folder is that of another.
     */
    Optional<Revision> takenBack(Moment now, String key, String path) {
        StateKey<WorkflowState<Json>> tasks = workflows.tasks(key).key();
        List<Commit> commits = now.history(tasks, 2);
        if (commits.size() < 2 || now.find(tasks).isPresent()) {
            return Optional.empty();
        }
        Optional<String> created = created(now.at(commits.get(1).revision()), tasks);
        return created.isPresent() && created.equals(created(path))
                ? Optional.of(commits.get(0).revision())
                : Optional.empty();
    }

    private Optional<String> created(String path) {
        try {
            return Json.parse(workflows.folder.readText(path + "/" + StateFile.NAME, MOST_BYTES))
                    .at("created")
                    .flatMap(Json::asText);
        } catch (JsonException | PathException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> created(Moment now, StateKey<WorkflowState<Json>> tasks) {
        return now.find(tasks).flatMap(found -> found.value().data().asObject().text("created"));
    }

    /**
     * Brings a folder home, if it is that of a workflow which has its place elsewhere.
     *
     * @param stray a folder that no workflow has
     * @return whether it is at home now
     */
    boolean bring(Moment now, List<WorkflowEntry> known, String stray, String title) {
        List<WorkflowEntry> named =
                known.stream().filter(one -> one.name().equals(title)).toList();
        Optional<WorkflowEntry> entry = of(now, named, stray).filter(one -> isBare(one.folder(), stray));
        try {
            entry.ifPresent(one -> move(now, one, stray));
            return entry.isPresent();
        } catch (PathException e) {
            return true; // Another process is doing the same.
        }
    }

    /** Why the folder of a workflow that has its place elsewhere cannot be brought there; empty if it is that of no workflow. */
    Optional<String> kept(Moment now, List<WorkflowEntry> known, String stray, String title) {
        List<WorkflowEntry> named =
                known.stream().filter(one -> one.name().equals(title)).toList();
        return of(now, named, stray)
                .map(entry -> stray + " has files of the workflow " + title + ", whose folder is " + entry.folder()
                        + ", and was not moved there. " + new WorkflowFolders(workflows).inTheWay(entry.folder())
                        + " Move what it lacks into it, and " + stray + " away.");
    }

    private void move(Moment now, WorkflowEntry entry, String stray) {
        String home = entry.folder();
        WorkflowFolders folders = new WorkflowFolders(workflows);
        if (workflows.folder.exists(home)) {
            folders.move(home + "/" + WorkflowFolders.PLAN_FILE, stray + "/" + WorkflowFolders.PLAN_FILE);
            for (FolderEntry one : workflows.folder.list(home, MOST_ENTRIES)) {
                delete(home + "/" + one.name());
            }
            delete(home);
        }
        folders.move(stray, home);
        workflows.folder.removeLeftovers(home); // The process that moved it was killed, maybe while it wrote.
        folders.write(home, StateFile.text(workflows.state(now, entry), !entry.isActive()));
    }

    /** The path leads through no link: the folder was listed a moment ago, and what is deleted is a file of it or an empty folder. */
    private void delete(String path) {
        try {
            Files.deleteIfExists(workflows.folder.root().resolve(path));
        } catch (NoSuchFileException e) {
            return; // Another process was faster.
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The workflow whose state file lies in a folder: the moment of its creation tells workflows of one name apart. */
    Optional<WorkflowEntry> of(Moment now, List<WorkflowEntry> some, String stray) {
        Optional<String> created = some.isEmpty() ? Optional.empty() : created(stray);
        return some.stream()
                .filter(entry -> created.isPresent()
                        && created.equals(created(now, workflows.tasks(entry).key())))
                .findFirst();
    }

    /** Whether a place has nothing but what is written from the state, or is not there. */
    private boolean isBare(String home, String stray) {
        if (!workflows.folder.exists(home)) {
            return true;
        }
        boolean isWritten = new WorkflowFolders(workflows).isFolder(home)
                && workflows.folder.list(home, MOST_ENTRIES).stream()
                        .allMatch(one -> one.kind() == PathAttributes.Kind.FILE && WRITTEN.contains(one.name()));
        return isWritten && isWithin(home, stray);
    }

    /** Whether every line of the plan that was written anew is a task, or stands in the plan that comes back. */
    private boolean isWithin(String home, String stray) {
        String plan = "/" + WorkflowFolders.PLAN_FILE;
        if (!workflows.folder.exists(home + plan)) {
            return true;
        }
        List<String> lines = workflows.folder.exists(stray + plan)
                ? workflows.folder.readText(stray + plan, MOST_BYTES).lines().toList()
                : List.of();
        return workflows
                .folder
                .readText(home + plan, MOST_BYTES)
                .lines()
                .allMatch(line -> line.isBlank() || line.startsWith("- [") || lines.contains(line));
    }
}
