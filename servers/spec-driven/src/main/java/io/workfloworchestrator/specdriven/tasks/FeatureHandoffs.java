package io.workfloworchestrator.specdriven.tasks;

import io.workfloworchestrator.definition.KindDefinition;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.json.RecordCodec;
import io.workfloworchestrator.specdriven.SpecDrivenException;
import io.workfloworchestrator.state.StateKey;
import io.workfloworchestrator.state.Transaction;
import io.workfloworchestrator.workflow.Item;
import io.workfloworchestrator.workflow.ItemChanges;
import java.util.List;
import java.util.Optional;

/**
 * Features that were passed on to the server of tasks: items of the kind {@code handoff} in {@code features/main}, in the same form as
 * those of the planning. The receiver takes one in the commit in which it begins; that the tasks are done ends it. Thread-safe.
 */
record FeatureHandoffs(Features features) {
    static final String KIND = "handoff";
    static final String WHAT = "feature-to-tasks";
    private static final RecordCodec<HandedFeature.Task> TASK = RecordCodec.of(HandedFeature.Task.class);

    private Optional<KindDefinition> kind() {
        return Optional.ofNullable(
                features.workflow(Features.ALL).running().kinds().get(KIND));
    }

    /** Refuses a call if the features run by a definition that knows no hand-offs. Throws E_FEATURES_OLDER. */
    void require() {
        if (kind().isEmpty()) {
            String how = features.workflow(Features.ALL)
                    .commands()
                    .migrate()
                    .map(line -> " Somebody must run '" + line + "' in the project: nothing is lost.")
                    .orElse(" Somebody must move the features to the current definition.");
            throw new SpecDrivenException(
                    "E_FEATURES_OLDER",
                    "the features run by " + features.workflow(Features.ALL).running()
                            + ", which keeps no hand-offs. Nothing was changed." + how);
        }
    }

    Optional<Item> waiting(ItemChanges items, String featureId) {
        return items.all(KIND).stream()
                .filter(FeatureHandoffs::waits)
                .filter(item -> item.state().text("feature").equals(Optional.of(featureId)))
                .findFirst();
    }

    static boolean waits(Item handoff) {
        return handoff.status().equals("open") || handoff.status().equals("taken");
    }

    /** Passes a feature on; one that waits at its receiver already is answered with the hand-off that there is. */
    Item pass(Transaction commit, HandedFeature feature, String by) {
        ItemChanges items = features.all(commit, by);
        Optional<Item> waiting = waiting(items, feature.featureId());
        return waiting.isPresent() ? waiting.get() : items.add(KIND, fields(feature));
    }

    private static Json.Obj fields(HandedFeature feature) {
        Json.Obj context = Json.Obj.EMPTY
                .with("featureId", feature.featureId())
                .with("featureName", feature.title())
                .with("folder", feature.folder())
                .with("category", feature.category())
                .with("phiHandling", feature.phiHandling());
        Optional<String> goal = feature.goal();
        Json.Obj fields = Json.Obj.EMPTY
                .with("title", "Do the tasks of " + feature.title())
                .with("what", WHAT)
                .with("feature", feature.featureId())
                .with("from", "spec-driven")
                .with("to", "task-executor")
                .with("context", context.with("goalId", goal))
                .with(
                        "tasks",
                        Json.array(feature.tasks().stream().map(TASK::encode).toList()))
                .with("constraints", Json.strings(feature.constraints()))
                .with("health", feature.phiHandling())
                .with("source", feature.folder() + "/tasks.md");
        return fields.with("goal", goal);
    }

    /** Answers the hand-offs of a feature by what became of its tasks: begun is taken, all done is done. */
    void answer(Transaction commit, String featureId, TaskCounts counts, String by) {
        Optional<KindDefinition> kind = kind();
        boolean isThere =
                kind.isPresent() && commit.find(StateKey.json(Features.ALL)).isPresent();
        if (!isThere || !counts.isBegun()) {
            return;
        }
        ItemChanges items = features.all(commit, by);
        for (Item item : items.all(KIND)) {
            boolean isMeant = waits(item) && item.state().text("feature").equals(Optional.of(featureId));
            if (isMeant && counts.isComplete()) {
                Moves.answer(items, kind.get(), item, "done", "All tasks are done.");
            } else if (isMeant && item.status().equals("open")) {
                Moves.answer(items, kind.get(), item, "taken", "The tasks are worked on.");
            }
        }
    }

    static List<String> numbers(Item handoff) {
        return Optional.ofNullable(handoff.state().fields().get("tasks")).map(Json::asList).orElse(List.of()).stream()
                .flatMap(task -> task.at("id").flatMap(Json::asText).stream())
                .toList();
    }
}
