package io.workfloworchestrator.taskexecutor.workflows;

import io.workfloworchestrator.definition.Names;
import io.workfloworchestrator.files.FolderEntry;
import io.workfloworchestrator.files.PathException;
import io.workfloworchestrator.files.ProjectFolder;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.taskexecutor.verify.ArchiveVerification;
import io.workfloworchestrator.taskexecutor.verify.TaskItems;
import io.workfloworchestrator.taskexecutor.verify.TaskVerification;
import io.workfloworchestrator.workflow.ItemView;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What speaks against archiving a workflow. Immutable and thread-safe.
 *
 * @param holds whether each check holds, by its name
 */
record ArchiveFindings(Map<String, Boolean> holds, List<String> concerns, List<String> warnings) {
    private static final int MOST_FILES = 10_000;
    private static final int MOST_NAMED = 5;
    /** A file that a process of ours is writing at this moment: it is renamed at once, or removed by the next one that opens the project. */
    private static final Pattern OWN = Pattern.compile("\\.(?:wo-|.+\\.)[0-9a-f]{16}\\.(?:tmp|old)");

    /** Files of editors, of unfinished work, and of what was kept beside. */
    private static final Pattern LEFT = Pattern.compile(".*(?:\\.tmp|\\.bak|~)|.*\\.(?:conflict|kept)-.*");

    static ArchiveFindings of(TaskWorkflows workflows, TaskList tasks, TaskVerification verification) {
        List<ArchiveVerification.Finding> all = new ArrayList<>();
        all.add(tasksComplete(tasks));
        all.add(leftovers(workflows.folder, tasks.entry().folder()));
        all.addAll(new ArchiveVerification(verification).findings(tasks.moment()));
        Map<String, Boolean> holds = new TreeMap<>(Map.of("allConstraintsMet", true, "documentationUpdated", true));
        List<String> concerns = new ArrayList<>();
        List<String> warnings = new ArrayList<>();
        for (ArchiveVerification.Finding one : all) {
            holds.put(one.name(), one.holds());
            if (!one.holds()) {
                (one.blocks() ? concerns : warnings).add(one.message());
            }
        }
        return new ArchiveFindings(holds, concerns, warnings);
    }

    private static ArchiveVerification.Finding tasksComplete(TaskList tasks) {
        List<ItemView> open = tasks.only(task -> !task.isFinal());
        List<String> named = open.stream()
                .map(task -> TaskItems.number(task.item()) + " (" + task.item().status() + ")")
                .toList();
        boolean isEmpty = tasks.progress().total() == 0;
        String message = isEmpty
                ? "it has no tasks."
                : "not all tasks are completed. Open are " + Names.first(MOST_NAMED, named) + ".";
        return new ArchiveVerification.Finding("allTasksComplete", open.isEmpty() && !isEmpty, true, message);
    }

    private static ArchiveVerification.Finding leftovers(ProjectFolder folder, String path) {
        List<String> left = List.of();
        try {
            if (folder.exists(path)) {
                left = folder.list(path, MOST_FILES).stream()
                        .map(FolderEntry::name)
                        .filter(name -> !OWN.matcher(name).matches())
                        .filter(name -> LEFT.matcher(name).matches())
                        .toList();
            }
        } catch (PathException e) {
            // The move says what is wrong with the folder.
        }
        return new ArchiveVerification.Finding(
                "noTempFiles",
                left.isEmpty(),
                false,
                "Left over in " + path + ": " + String.join(", ", left.subList(0, Math.min(MOST_NAMED, left.size())))
                        + ".");
    }

    boolean isReady() {
        return concerns.isEmpty();
    }

    /** Whether no proof is older than its files; also where there is none. */
    boolean isFresh() {
        return holds.getOrDefault("evidenceFresh", true);
    }

    Json json() {
        Json.Obj json = Json.Obj.EMPTY;
        for (Map.Entry<String, Boolean> one : holds.entrySet()) {
            json = json.with(one.getKey(), one.getValue());
        }
        return json;
    }
}
