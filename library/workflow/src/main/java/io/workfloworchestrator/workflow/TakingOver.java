package io.workfloworchestrator.workflow;

import io.workfloworchestrator.definition.KindDefinition;
import io.workfloworchestrator.definition.Names;
import io.workfloworchestrator.definition.Shapes;
import io.workfloworchestrator.definition.WorkflowDefinition;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.state.Cause;
import io.workfloworchestrator.state.Done;
import io.workfloworchestrator.state.StateKey;
import io.workfloworchestrator.state.Transaction;
import java.util.Optional;

/**
 * Has a workflow of one type go on as one of another type, in one commit: the items keep their ids, numbers, claims and evidence.
 * Thread-safe.
 */
final class TakingOver<T> {
    private final Opened<T> opened;

    TakingOver(Opened<T> opened) {
        this.opened = opened;
    }

    /**
     * @param first this workflow as it would begin, in the phase to go on in
     * @param moving moves the files, when nothing can be refused any more
     */
    Initialized<T> from(String other, WorkflowState<T> first, Runnable moving, Cause cause) {
        StateKey<WorkflowState<T>> key = opened.key();
        Cause recorded = cause.doing("took " + other + " over as " + key);
        Done<Boolean> done = opened.states().change(recorded, commit -> {
            in(commit, other, first, moving);
            return false;
        });
        return new Initialized<>(done.moment().get(key), done.result(), done.moment());
    }

    void in(Transaction commit, String other, WorkflowState<T> first, Runnable moving) {
        StateKey<WorkflowState<T>> key = opened.key();
        if (commit.find(key).isPresent()) {
            throw new WorkflowException(
                    "E_WORKFLOW_EXISTS", "There is a workflow \"" + key + "\" already; nothing was changed.");
        }
        StateKey<Json> old = StateKey.json(other);
        Json.Obj taken = commit.get(old).asObject();
        requireKinds(taken);
        moving.run();
        commit.put(key, key.codec().decode(merged(key.codec().encode(first).asObject(), taken)));
        commit.delete(old);
        Recorded.leave(commit, old, taken);
        Recorded.keep(commit, opened.definition());
    }

    private Json merged(Json.Obj first, Json.Obj taken) {
        Json.Obj merged = first;
        for (String field : new String[] {"title", "items", "removed"}) {
            Optional<Json> value = taken.find(field);
            merged = value.isPresent() ? merged.with(field, value.get()) : merged;
        }
        Json.Obj data = first.find("data").map(Json::asObject).orElse(Json.Obj.EMPTY);
        Json.Obj had = taken.find("data").map(Json::asObject).orElse(Json.Obj.EMPTY);
        Json.Obj both = Shapes.over(data, had);
        return Shapes.fault(both, opened.definition().data()).isPresent() ? merged : merged.with("data", both);
    }

    /** Every item must have a place in this workflow, as it is. */
    private void requireKinds(Json.Obj taken) {
        WorkflowDefinition definition = opened.definition();
        Json.Obj items = taken.find("items").map(Json::asObject).orElse(Json.Obj.EMPTY);
        items.forEach((kind, all) -> {
            KindDefinition described = definition.kinds().get(kind);
            all.asObject().forEach((id, item) -> {
                String status = item.asObject().text("status").orElse("");
                if (described == null || !described.status().values().contains(status)) {
                    throw new WorkflowException(
                            "E_WORKFLOW_KINDS",
                            definition + " has no "
                                    + (described == null ? "kind" : "status of " + kind)
                                    + " \"" + (described == null ? kind : status) + "\", which "
                                    + item.asObject().text("number").orElse(id) + " is of. Nothing was changed."
                                    + Names.hint(
                                            described == null ? kind : status,
                                            described == null
                                                    ? definition.kinds().keySet()
                                                    : described.status().values()));
                }
            });
        });
    }
}
