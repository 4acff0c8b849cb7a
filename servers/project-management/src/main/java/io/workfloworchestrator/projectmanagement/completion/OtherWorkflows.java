package io.workfloworchestrator.projectmanagement.completion;

import io.workfloworchestrator.definition.Call;
import io.workfloworchestrator.definition.WorkflowDefinition;
import io.workfloworchestrator.json.CodedException;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.state.StateKey;
import io.workfloworchestrator.state.StateManager;
import io.workfloworchestrator.workflow.ItemQuery;
import io.workfloworchestrator.workflow.ItemView;
import io.workfloworchestrator.workflow.Missing;
import io.workfloworchestrator.workflow.Workflow;
import io.workfloworchestrator.workflow.WorkflowMoment;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the other workflows of a project leave undone. A workflow whose last phase was left is finished; of the others, the definition
 * says what counts: it names what must hold, or the workflow that lists it and knows what became of it. A workflow of whose type the
 * definition says nothing is led through its phases by people. For one look, not thread-safe.
 */
final class OtherWorkflows {
    private final Workflow<Json> planning;
    private final WorkflowMoment<Json> now;
    private final StateManager states;
    private final Map<String, Optional<String>> listedIn = new HashMap<>();
    private final Map<String, Integer> settled = new TreeMap<>();

    OtherWorkflows(Workflow<Json> planning, WorkflowMoment<Json> now, StateManager states) {
        this.planning = planning;
        this.now = now;
        this.states = states;
    }

    void fill(Check check) {
        for (String key : now.moment().list()) {
            Json state = now.moment().get(StateKey.json(key)).value();
            String phase = state.at("phase").flatMap(Json::asText).orElse("");
            boolean isWorkflow = !phase.isEmpty() && state.at("phases").isPresent();
            if (isWorkflow && !key.equals(planning.key().name())) {
                if (state.at("phases", phase, "left").isPresent()) {
                    check.detail(key + " is finished");
                } else {
                    one(check, key, phase);
                }
            }
        }
        settled.forEach((list, count) -> check.detail(count + " settled by " + list));
    }

    private void one(Check check, String key, String phase) {
        try {
            Optional<String> list = listedIn(key);
            if (list.isEmpty()) {
                standing(check, key, phase);
            } else if (isOpenIn(list.get(), key)) {
                open(check, opened(key).unfinished(), "");
            } else {
                settled.merge(list.get(), 1, Integer::sum);
            }
        } catch (CodedException e) {
            check.blockUntil("The workflow " + key + " cannot be read: " + e.getMessage(), "workflow status -w " + key);
        }
    }

    private void standing(Check check, String key, String phase) {
        WorkflowMoment<Json> workflow = opened(key);
        if (workflow.running().finished().isEmpty()) {
            check.blockUntil("The workflow " + key + " is in its phase \"" + phase + "\".", "workflow next -w " + key);
            return;
        }
        List<Missing> unfinished = workflow.unfinished();
        if (unfinished.isEmpty()) {
            check.detail(key + " has nothing open");
        }
        open(check, unfinished, "The workflow " + key + ": ");
    }

    private static void open(Check check, List<Missing> unfinished, String before) {
        for (Missing one : unfinished) {
            Call call = one.call().orElse(new Call("get_next_steps", Map.of()));
            check.block(before + one.what(), call.tool(), call.json().asObject());
        }
    }

    /** The workflow that lists those of its type, if the project has it. */
    private Optional<String> listedIn(String key) {
        return listedIn.computeIfAbsent(
                        StateKey.json(key).type(), type -> definition(key).listedIn())
                .filter(list -> now.moment().find(StateKey.json(list)).isPresent());
    }

    private WorkflowDefinition definition(String key) {
        return Workflow.of(planning.project(), key, states).open().definition();
    }

    private WorkflowMoment<Json> opened(String key) {
        return Workflow.of(planning.project(), key, states).open().in(now.moment());
    }

    /** Whether a list has something open that names this workflow, by its key, its id, or a folder of that name. */
    private boolean isOpenIn(String list, String key) {
        WorkflowMoment<Json> lists = opened(list);
        String id = StateKey.json(key).id();
        return !lists.unfinished().isEmpty()
                && lists.running().kinds().keySet().stream()
                        .flatMap(kind -> lists.items(ItemQuery.of(kind).limit(ItemQuery.MOST)).items().stream())
                        .anyMatch(item -> isOpen(lists.running(), item) && isNamed(item, key, id));
    }

    private static boolean isOpen(WorkflowDefinition running, ItemView view) {
        String status = view.item().status();
        return running.kind(view.item().kind())
                .filter(kind -> !kind.status().isFinal(status))
                .isPresent();
    }

    private static boolean isNamed(ItemView view, String key, String id) {
        return view.item().state().fields().values().stream()
                .flatMap(value -> value.asText().stream())
                .anyMatch(text -> text.equals(key) || text.equals(id) || text.endsWith("/" + id));
    }
}
