package io.workfloworchestrator.specdriven.guide;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.server.OpenProject;
import io.workfloworchestrator.specdriven.tasks.GoalFields;
import io.workfloworchestrator.state.Cause;
import io.workfloworchestrator.state.Revision;
import io.workfloworchestrator.state.StateKey;
import io.workfloworchestrator.state.StateManager;
import io.workfloworchestrator.state.Transaction;
import io.workfloworchestrator.workflow.Item;
import io.workfloworchestrator.workflow.ItemChanges;
import io.workfloworchestrator.workflow.Workflow;
import io.workfloworchestrator.workflow.WorkflowState;
import java.util.Optional;

/** A hand-off of the planning, which a feature takes in the commit in which it begins: both sides see it at once. */
final class TakenHandoff {
    private static final String KIND = "handoff";

    private TakenHandoff() {}

    /** The hand-off of this id or number in a planning of the project; empty if there is none. */
    static Optional<Item> find(OpenProject project, String named) {
        return GoalFields.PLANNINGS.stream()
                .flatMap(
                        key -> project.state().find(StateKey.json(key)).stream().map(found -> key))
                .map(key -> Workflow.of(project.workflow().project(), key, project.state())
                        .open())
                .filter(planning -> planning.running().kinds().containsKey(KIND))
                .flatMap(planning -> planning.state().stream())
                .flatMap(state -> state.value().all(KIND).stream())
                .filter(item -> item.id().equals(named) || item.number().equals(Optional.of(named)))
                .findFirst();
    }

    static Optional<String> planningTitle(StateManager state) {
        return GoalFields.PLANNINGS.stream()
                .flatMap(key -> state.find(StateKey.of(key, WorkflowState.codec(Json.class))).stream())
                .map(planning -> planning.value().title())
                .findFirst();
    }

    static void take(OpenProject project, Transaction commit, String named, Item feature, Cause cause) {
        for (String key : GoalFields.PLANNINGS) {
            if (commit.find(StateKey.json(key)).isEmpty()) {
                continue;
            }
            Workflow<Json> planning = Workflow.of(project.workflow().project(), key, project.state())
                    .open();
            if (planning.running().kinds().containsKey(KIND)) {
                take(planning.in(commit, cause.actor()), named, feature);
            }
        }
    }

    private static void take(ItemChanges items, String named, Item feature) {
        items.all(KIND).stream()
                .filter(item -> item.id().equals(named) || item.number().equals(Optional.of(named)))
                .filter(item -> item.status().equals("open"))
                .findFirst()
                .ifPresent(item -> {
                    String answer = "Feature " + feature.called() + " is being specified.";
                    items.edit(item.id(), Json.Obj.EMPTY.with("answer", answer), Revision.NONE);
                    items.move(item.id(), "take", Revision.NONE);
                });
    }
}
