package io.workfloworchestrator.specdriven.tasks;

import io.workfloworchestrator.definition.KindDefinition;
import io.workfloworchestrator.files.ProjectFolder;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.specdriven.SpecDrivenException;
import io.workfloworchestrator.state.Revision;
import io.workfloworchestrator.state.StateManager;
import io.workfloworchestrator.state.Transaction;
import io.workfloworchestrator.workflow.Item;
import io.workfloworchestrator.workflow.ItemChanges;
import io.workfloworchestrator.workflow.ItemException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/**
 * Moves a task of a feature, and with it the feature and the goal that it serves, in the commit of the caller: whoever does the work
 * tells it once, and nobody sees a task that is done beside a feature that knows nothing of it.
 *
 * <pre>{@code
 * FeatureProgress progress = new FeatureProgress(project.workflow().project(), project.state(), clock);
 * project.state().change(cause, commit -> {
 *     own.in(commit, cause.actor()).move(task.id(), "complete", token);          // the caller's own change
 *     return progress.move(commit, "001-login", "T003", TaskChange.to(TaskStatus.DONE), cause.actor());
 * });
 * }</pre>
 *
 * <p>A feature is built from the first task that was begun, done with the last one, and built again when a task is opened again. The
 * goal's progress is the share of tasks that are done, over all features that serve it, rounded down; it is completed by this only
 * where the planning has {@link GoalRule}. Hand-offs of the feature and of the goal are answered. Thread-safe.
 */
public record FeatureProgress(Features features, Clock clock) {

    /** @param clock gives the day for the goal's log of progress; its zone is that of people's calendar days */
    public FeatureProgress(ProjectFolder project, StateManager state, Clock clock) {
        this(new Features(project, state), clock);
    }

    /**
     * @param isChanged whether anything of the task is another than before
     * @param said what a person should know, a sentence each
     */
    public record Moved(Item task, String before, boolean isChanged, TaskCounts counts, List<String> said) {
        public Moved {
            said = List.copyOf(said);
        }
    }

    /**
     * @param feature the name of the feature's folder, such as {@code 001-login}; a number or title as people use them does as well
     * @param task the task's number, such as {@code T003}, its id, or the number in front of its words, such as {@code 1.2}
     * @throws SpecDrivenException E_FEATURE, E_TASK if there is none of that name, or more than one; E_TASK_REASON if it is to be blocked
     *     and nobody says why, or a reason is given for another status; E_TASK_MOVE if no way leads to the status
     * @throws ItemException E_ITEM_BLOCKED if it waits for other tasks, E_ITEM_GATE, E_CLAIM_HELD, E_CLAIM_TOKEN
     */
    public Moved move(Transaction commit, String feature, String task, TaskChange change, String by) {
        String featureId = features.named(commit, feature);
        ItemChanges tasks = features.tasks(commit, featureId, by);
        Item before = TaskNames.in(featureId, tasks.all(Features.TASK), task);
        change(tasks, Features.kind(features.feature(featureId), Features.TASK), before, change);
        Item after = tasks.get(before.id());
        boolean isChanged = !after.state().fields().equals(before.state().fields())
                || !after.status().equals(before.status());
        TaskCounts counts = features.counts(commit, featureId);
        return new Moved(after, before.status(), isChanged, counts, follow(commit, featureId, counts, by));
    }

    private static void change(ItemChanges tasks, KindDefinition kind, Item task, TaskChange change) {
        requireReason(task, change);
        Json.Obj fields = Json.Obj.EMPTY;
        if (change.notes().isPresent()) {
            fields = fields.with("notes", textOrNull(change.notes().get()));
        }
        if (change.blockedReason().isPresent()) {
            fields = fields.with(
                    Features.REASON, textOrNull(change.blockedReason().get()));
        } else if (change.status() != TaskStatus.BLOCKED
                && task.state().text(Features.REASON).isPresent()) {
            fields = fields.with(Features.REASON, Json.Null.VALUE);
        }
        if (fields.size() > 0) {
            tasks.edit(task.id(), fields, change.token());
        }
        String to = change.status().word();
        if (!task.status().equals(to) && !Moves.make(tasks, kind, task, to, change.token())) {
            throw new SpecDrivenException(
                    "E_TASK_MOVE",
                    task.shown() + " is " + task.status() + ", and no move leads from there to " + to
                            + ". Nothing was changed.");
        }
    }

    private static Json textOrNull(String text) {
        return text.isBlank() ? Json.Null.VALUE : Json.of(text);
    }

    private static void requireReason(Item task, TaskChange change) {
        boolean isSaid = change.blockedReason().filter(text -> !text.isBlank()).isPresent();
        if (change.status() != TaskStatus.BLOCKED && isSaid) {
            throw new SpecDrivenException(
                    "E_TASK_REASON",
                    "a reason for being blocked was given, but " + task.shown() + " is to be "
                            + change.status().word()
                            + ". Nothing was changed. Leave blockedReason out, say it in notes, or set the status blocked.");
        }
        boolean isKnown = change.blockedReason().isEmpty()
                && task.state()
                        .text(Features.REASON)
                        .filter(text -> !text.isBlank())
                        .isPresent();
        if (change.status() == TaskStatus.BLOCKED && !isSaid && !isKnown) {
            throw new SpecDrivenException(
                    "E_TASK_REASON",
                    task.shown() + " was not blocked: say in blockedReason what holds it up and who can free it.");
        }
    }

    /**
     * Moves the feature and its goal to where the tasks are, when no task was moved by {@link #move}: after tasks were derived, or ticked
     * in their file.
     *
     * @return what a person should know, a sentence each
     */
    public List<String> follow(Transaction commit, String featureId, String by) {
        return follow(commit, featureId, features.counts(commit, featureId), by);
    }

    private List<String> follow(Transaction commit, String featureId, TaskCounts counts, String by) {
        List<String> said = new ArrayList<>();
        new FeatureHandoffs(features).answer(commit, featureId, counts, by);
        features.find(commit, featureId, by)
                .map(item -> follow(commit, item, counts, by, said))
                .ifPresent(item -> new GoalProgress(features, clock).follow(commit, item, by, said));
        return List.copyOf(said);
    }

    private Item follow(Transaction commit, Item feature, TaskCounts counts, String by, List<String> said) {
        boolean isOver = feature.status().equals("done") || feature.status().equals("dropped");
        String to = counts.isComplete() ? "done" : counts.isBegun() || isOver ? "building" : feature.status();
        if (to.equals(feature.status()) || feature.status().equals("dropped")) {
            return feature;
        }
        ItemChanges items = features.all(commit, by);
        try {
            if (Moves.make(
                    items, Features.kind(features.workflow(Features.ALL), Features.KIND), feature, to, Revision.NONE)) {
                said.add("The feature " + feature.called() + " is " + to + " now"
                        + (to.equals("done") ? ": all its tasks are done." : "."));
            }
        } catch (ItemException e) { // The task is what was asked for; the feature says what it still waits for.
            said.add("The feature " + feature.called() + " stays " + feature.status() + ": " + e.getMessage());
        }
        return items.get(feature.id());
    }
}
