package io.workfloworchestrator.taskexecutor.workflows;

import io.workfloworchestrator.files.FolderEntry;
import io.workfloworchestrator.files.PathAttributes;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.state.Revision;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The folders of workflows: where one is, what is in it, and how it gets into the archive and back. Thread-safe. */
record WorkflowFolders(TaskWorkflows workflows) {
    static final String PLAN_FILE = "plan.md";
    static final String ARTIFACTS = "artifacts";

    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyy-MM-dd-HHmmss").withZone(ZoneOffset.UTC);

    /** So that the stamp, the name and a number behind it are an id. */
    private static final int LONGEST_NAME = 43;

    private static final int MOST_FILES = 100_000;
    private static final int MOST_NAMED = 5;

    /**
     * Refuses to begin a workflow in a folder in which there is one of somebody else. A folder without a plan and a state, which a failed
     * attempt left, is used. Throws {@code E_WORKFLOW_FOLDER}.
     */
    void requireFree(String name) {
        for (String file : new String[] {StateFile.NAME, PLAN_FILE}) {
            String path = workflows.activeFolder(name) + "/" + file;
            if (workflows.folder.exists(path)) {
                throw taken(name, path);
            }
        }
    }

    private TaskException taken(String name, String path) {
        String place = workflows.activeFolder(name);
        Optional<Revision> takenBack =
                new Strays(workflows).takenBack(workflows.state().now(), TaskWorkflows.ACTIVE_TYPE + "/" + name, place);
        if (takenBack.isPresent()) {
            return new TaskException(
                            "E_WORKFLOW_FOLDER",
                            path + " is left of a workflow of this name that revision " + takenBack.get()
                                    + " took back. Nothing was changed. To have it again, undo that revision; otherwise"
                                    + " choose another name, or move " + place + " away.")
                    .next(
                            "undo",
                            Json.Obj.EMPTY.with("revision", takenBack.get().number()));
        }
        return new TaskException(
                        "E_WORKFLOW_FOLDER",
                        path + " is there already. Nothing was changed. If it is a workflow, take it over by "
                                + TaskTools.LIST_WORKFLOWS + "; otherwise choose another name, or move it away.")
                .next(TaskTools.LIST_WORKFLOWS, Json.Obj.EMPTY);
    }

    /**
     * Makes the folder of a new workflow, in which its files are written. Throws PathException if it cannot be made, such as where a link
     * leads out of the project.
     */
    void begin(String name) {
        workflows.folder.createDirectories(workflows.activeFolder(name) + "/" + ARTIFACTS);
    }

    /** The folder in the archive for a workflow that is archived now: nothing is there, and no workflow has it. */
    String free(String name, Instant now, Predicate<String> isTaken) {
        String short43 =
                name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME).replaceAll("[^A-Za-z0-9]+$", "") : name;
        String stamped = STAMP.format(now) + "-" + short43;
        String archive = workflows.archivedFolders();
        String free = stamped;
        for (int i = 2; isTaken.test(free) || workflows.folder.exists(archive + "/" + free); i++) {
            free = stamped + "-" + i;
        }
        return free;
    }

    /** Writes the state file of a workflow that is moved, so that nothing is left to be written afterwards. */
    void write(String path, String state) {
        workflows.folder.replace(path + "/" + StateFile.NAME, state.getBytes(StandardCharsets.UTF_8));
    }

    boolean isFolder(String path) {
        return workflows
                .folder
                .attributes(path)
                .filter(found -> found.kind() == PathAttributes.Kind.DIRECTORY)
                .isPresent();
    }

    /**
     * Refuses to move the folder of a workflow to where something else is: whoever is told that it moved finds all of it there. Nothing is
     * asked once it is moved. Throws {@code E_WORKFLOW_FOLDER}, which names what is in the way.
     */
    void requireRoom(String from, String to) {
        if (!workflows.folder.exists(from) || !workflows.folder.exists(to)) {
            return;
        }
        if (!isFolder(to) || !workflows.folder.list(to, MOST_FILES).isEmpty()) {
            throw new TaskException(
                    "E_WORKFLOW_FOLDER",
                    inTheWay(to) + " " + from + " goes there with all that is in it, so nothing was changed. Move " + to
                            + " away, do this again, and then move what you need of it back.");
        }
    }

    /** What is at a place where a folder should go, in a sentence. */
    String inTheWay(String place) {
        if (!isFolder(place)) {
            return place + " is in the way, and is no folder.";
        }
        List<FolderEntry> there = workflows.folder.list(place, MOST_FILES);
        int more = there.size() - MOST_NAMED;
        return place + " is in the way; in it: "
                + there.stream().limit(MOST_NAMED).map(FolderEntry::name).collect(Collectors.joining(", "))
                + (more > 0 ? " and " + more + " more." : ".");
    }

    /** Moves a folder or file, also to where an empty one is; does nothing if it was moved already, or nothing is there. */
    void move(String from, String to) {
        if (!workflows.folder.exists(from)) {
            return;
        }
        if (!workflows.folder.exists(to)) {
            workflows.folder.move(from, to);
        } else if (isFolder(to) && workflows.folder.list(to, MOST_FILES).isEmpty()) {
            workflows
                    .folder
                    .list(from, MOST_FILES)
                    .forEach(file -> workflows.folder.move(from + "/" + file.name(), to + "/" + file.name()));
        }
    }
}
