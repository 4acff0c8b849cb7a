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
import io.workfloworchestrator.workflow.WorkflowState.PhaseState;
import io.workfloworchestrator.workflow.WorkflowState.StepState;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Begins a workflow: in its first phase, or in the place of another one. Thread-safe. */
record Beginning<T>(Opened<T> opened) {
    private static final int LONGEST_TITLE = 200;

    Initialized<T> begin(String title, Cause cause) {
        WorkflowState<T> state = first(title);
        StateKey<WorkflowState<T>> key = opened.key();
        Done<Boolean> done = opened.states()
                .change(cause.doing("began " + key + " \"" + state.title() + "\""), commit -> {
                    if (commit.find(key).isPresent()) {
                        return true;
                    }
                    put(commit, state);
                    return false;
                });
        return new Initialized<>(done.moment().get(key), done.result(), done.moment());
    }

    void begin(Transaction commit, String title) {
        put(commit, first(title));
    }

    private void put(Transaction commit, WorkflowState<T> state) {
        commit.put(opened.key(), state);
        Recorded.keep(commit, opened.definition());
    }

    private WorkflowState<T> first(String title) {
        return first(title, opened.definition().phases().get(0).id());
    }

    /**
     * Has a workflow of another type go on as this one: the items keep their ids, numbers, claims and evidence.
     *
     * @param moving moves the files, when nothing can be refused any more
     */
    Initialized<T> takeOver(String other, String phase, Runnable moving, Cause cause) {
        StateKey<WorkflowState<T>> key = opened.key();
        Cause recorded = cause.doing("took " + other + " over as " + key);
        Done<Boolean> done = opened.states().change(recorded, commit -> {
            takeOver(commit, other, phase, moving);
            return false;
        });
        return new Initialized<>(done.moment().get(key), done.result(), done.moment());
    }

    void takeOver(Transaction commit, String other, String phase, Runnable moving) {
        Transitions.require(opened.definition(), phase);
        WorkflowState<T> first = first("", phase);
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

    private WorkflowState<T> first(String title, String phase) {
        WorkflowDefinition definition = opened.definition();
        Map<String, StepState> steps = new LinkedHashMap<>();
        definition.phases().forEach(p -> p.steps().forEach(s -> steps.put(s.id(), StepState.PENDING)));
        PhaseState entered = new PhaseState(Optional.of(opened.now()), Optional.empty(), Optional.empty());
        return new WorkflowState<>(
                definition.type(),
                definition.version(),
                opened.key().id(),
                shown(title),
                phase,
                Map.of(phase, entered),
                steps,
                Map.of(),
                opened.initial(),
                Optional.of(definition.fingerprint()));
    }

    private String shown(String title) {
        if (title.isBlank()) {
            return named(String.valueOf(opened.project().root().getFileName()));
        }
        String shown = title.strip();
        if (shown.length() > LONGEST_TITLE || shown.chars().anyMatch(Character::isISOControl)) {
            throw new WorkflowException(
                    "E_WORKFLOW_TITLE",
                    "The title has " + shown.length()
                            + " characters or contains control characters; use one line of at most " + LONGEST_TITLE
                            + ".");
        }
        return shown;
    }

    /** A title made from a folder's name, which may have any characters and any length. */
    private static String named(String folder) {
        String line =
                folder.replaceAll("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}\\s]+", " ").strip();
        if (line.isEmpty()) {
            return "Project";
        }
        int end = Math.min(LONGEST_TITLE, line.length());
        boolean halved = end < line.length() && Character.isHighSurrogate(line.charAt(end - 1));
        return line.substring(0, halved ? end - 1 : end).strip();
    }
}
