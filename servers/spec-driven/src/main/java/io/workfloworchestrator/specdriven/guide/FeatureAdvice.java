package io.workfloworchestrator.specdriven.guide;

import io.workfloworchestrator.definition.Call;
import io.workfloworchestrator.json.CodedException;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.server.OpenProject;
import io.workfloworchestrator.specdriven.tasks.Features;
import io.workfloworchestrator.specdriven.tasks.UpdateTask;
import io.workfloworchestrator.state.StateKey;
import io.workfloworchestrator.workflow.Item;
import io.workfloworchestrator.workflow.ItemQuery;
import io.workfloworchestrator.workflow.ItemView;
import io.workfloworchestrator.workflow.NextStep;
import io.workfloworchestrator.workflow.Workflow;
import io.workfloworchestrator.workflow.WorkflowMoment;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What to do next in the features that have tasks: the tasks themselves, which are in the workflow of each feature. Rules of the list of
 * features cannot name them. Pure functions of the project.
 */
public final class FeatureAdvice {
    private static final String TASK = "task";
    private static final int MOST_FEATURES = 3;
    private static final int MOST_TASKS = 2;
    /** Below what is wrong with the documents of a feature that is being built, and above what can wait. */
    private static final int BUILDING = 53;
    /** Below the advice to analyse a feature before it is built. */
    private static final int TASKED = 49;

    private FeatureAdvice() {}

    /**
     * The tasks to go on with, and those that are ready, of the first features that have tasks; those that are being built come first.
     * Empty where the features are not the workflow that is served, or were not begun.
     */
    public static List<NextStep> of(OpenProject project) {
        List<NextStep> steps = new ArrayList<>();
        if (project.workflow().key().name().equals(Features.ALL)) {
            List<Item> features = new ArrayList<>(with(project, "building"));
            features.addAll(with(project, "tasked"));
            features.stream().limit(MOST_FEATURES).forEach(feature -> steps.addAll(ofFeature(project, feature)));
        }
        return List.copyOf(steps);
    }

    private static List<Item> with(OpenProject project, String status) {
        return project.workflow().state().stream()
                .flatMap(found -> found.value().all(Features.KIND).stream())
                .filter(item -> FeatureStatus.of(item).equals(status))
                .sorted(Comparator.comparing(item -> item.number().orElse("")))
                .toList();
    }

    private static List<NextStep> ofFeature(OpenProject project, Item feature) {
        Optional<String> id = Session.featureId(feature);
        Optional<Workflow<Json>> workflow = id.filter(name ->
                        project.state().find(StateKey.json("feature/" + name)).isPresent())
                .map(name -> Features.workflow(project, name));
        try {
            return workflow.map(one -> ofFeature(one.now(), id.orElseThrow(), feature))
                    .orElse(List.of());
        } catch (CodedException e) {
            return List.of(); // Whoever works on the feature hears what is wrong with its workflow.
        }
    }

    private static List<NextStep> ofFeature(WorkflowMoment<Json> now, String featureId, Item feature) {
        int salience = feature.status().equals("building") ? BUILDING : TASKED;
        String of = " of " + feature.number().orElse(featureId) + ", " + feature.title();
        List<NextStep> steps = new ArrayList<>();
        for (ItemView task : now.items(ItemQuery.of(TASK).status("in-progress").limit(MOST_TASKS))
                .items()) {
            if (!task.isHeld()) {
                steps.add(step(task.item(), featureId, salience, "Finish ", of, "It is in progress.", "done"));
            }
        }
        for (ItemView task : now.items(
                        ItemQuery.of(TASK).only(ItemQuery.Standing.READY).limit(MOST_TASKS))
                .items()) {
            String because =
                    task.unblocks() > 0 ? "It is ready, and unblocks " + task.unblocks() + "." : "It is ready.";
            steps.add(step(task.item(), featureId, salience, "Begin ", of, because, "in-progress"));
        }
        return steps;
    }

    private static NextStep step(
            Item task, String featureId, int salience, String what, String of, String because, String status) {
        String number = task.called();
        Map<String, Object> params = new LinkedHashMap<>();
        params.put("featureId", featureId);
        params.put("taskId", number);
        params.put("status", status);
        return new NextStep(
                TASK + ":" + number,
                salience,
                what + number + of + ": " + task.title(),
                because,
                Optional.of(new Call(UpdateTask.NAME, params)),
                Optional.empty());
    }
}
