package io.workfloworchestrator.specdriven.tasks;

import io.workfloworchestrator.files.FolderEntry;
import io.workfloworchestrator.files.ProjectFolder;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.json.JsonException;
import io.workfloworchestrator.json.Words;
import io.workfloworchestrator.specdriven.SpecDrivenException;
import io.workfloworchestrator.state.Transaction;
import io.workfloworchestrator.workflow.Item;
import io.workfloworchestrator.workflow.ItemChanges;
import io.workfloworchestrator.workflow.ItemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The tasks of a feature as the forerunner kept them: {@code specs/.specify/state/<feature>-tasks.json} with {@code {featureId,
 * featureName, tasks: [{id, status, startedAt?, completedAt?, notes?, blockedReason?}]}}. The file is read and never changed; where it
 * lies is said by the feature's folder alone, whatever the file says of itself. Immutable.
 */
record ForerunnerTasks(String path, List<Json.Obj> tasks) {
    private static final int MOST_BYTES = 4 << 20;
    private static final int MOST_FILES = 5_000;
    private static final String END = "-tasks.json";

    /** The file of a feature, by its folder's name or its number. Throws E_TASK_STATE if there is none, or it cannot be read. */
    static ForerunnerTasks read(ProjectFolder project, String folder, String featureId) {
        String number = featureId.replaceFirst("-.*", "");
        List<String> files = project.exists(folder)
                ? project.list(folder, MOST_FILES).stream()
                        .map(FolderEntry::name)
                        .toList()
                : List.of();
        String path = List.of(featureId, number).stream()
                .map(name -> name + END)
                .filter(files::contains)
                .map(name -> folder + "/" + name)
                .findFirst()
                .orElseThrow(() -> new SpecDrivenException(
                        "E_TASK_STATE",
                        "there is no " + folder + "/" + number + END + " to take over. Nothing was changed."));
        try {
            Json.Obj state = Json.parse(project.readText(path, MOST_BYTES)).asObject();
            return new ForerunnerTasks(
                    path,
                    state.find("tasks").map(Json::asList).orElse(List.of()).stream()
                            .filter(Json.Obj.class::isInstance)
                            .map(Json::asObject)
                            .toList());
        } catch (JsonException | ClassCastException e) {
            throw new SpecDrivenException(
                    "E_TASK_STATE", "'" + path + "' is no JSON of tasks, and stays as it is: " + e.getMessage());
        }
    }

    /**
     * Moves the tasks of the feature to where the file has them; one that is not there is added. What the state has moved on already stays.
     * Gives what could not be taken over, a sentence each.
     */
    List<String> takeOver(
            Transaction commit, FeatureProgress progress, Features features, String featureId, String by) {
        List<String> findings = new ArrayList<>();
        for (Json.Obj old : tasks) {
            Optional<String> id = old.text("id").filter(text -> !text.isBlank());
            Optional<TaskStatus> status = old.text("status").flatMap(TaskStatus::find);
            if (id.isEmpty() || status.isEmpty()) {
                findings.add(
                        path + ": " + Words.clip(old.toString(), 120) + " has no id, or no status that tasks have.");
                continue;
            }
            ItemChanges items = features.tasks(commit, featureId, by);
            Item task = find(items, featureId, id.get());
            if (!task.status().equals(TaskStatus.BACKLOG.word())) {
                findings.add(task.shown() + " is " + task.status() + " here already, and stays so.");
                continue;
            }
            try {
                progress.move(commit, featureId, task.id(), change(old, status.get()), by);
            } catch (ItemException | SpecDrivenException e) {
                findings.add(path + ": " + id.get() + " was not moved. " + e.getMessage());
            }
        }
        return findings;
    }

    private static Item find(ItemChanges items, String featureId, String id) {
        try {
            return TaskNames.in(featureId, items.all(Features.TASK), id);
        } catch (SpecDrivenException e) {
            return items.add(Features.TASK, Json.Obj.EMPTY.with("title", "Task " + id + ": not described"));
        }
    }

    private static TaskChange change(Json.Obj old, TaskStatus status) {
        List<String> notes = new ArrayList<>();
        old.text("notes").filter(text -> !text.isBlank()).ifPresent(notes::add);
        old.text("startedAt").ifPresent(time -> notes.add("started " + Words.clip(time, 40)));
        old.text("completedAt")
                .filter(time -> status == TaskStatus.DONE)
                .ifPresent(time -> notes.add("completed " + Words.clip(time, 40)));
        TaskChange change = TaskChange.to(status);
        if (status == TaskStatus.BLOCKED) {
            change = change.because(
                    old.text("blockedReason").filter(text -> !text.isBlank()).orElse("the forerunner did not say why"));
        }
        return notes.isEmpty() ? change : change.noting(String.join("; ", notes));
    }
}
