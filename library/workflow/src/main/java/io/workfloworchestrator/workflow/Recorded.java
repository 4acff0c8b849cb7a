package io.workfloworchestrator.workflow;

import io.workfloworchestrator.definition.BrokenDefinitionException;
import io.workfloworchestrator.definition.DefinitionKey;
import io.workfloworchestrator.definition.DefinitionReader;
import io.workfloworchestrator.definition.Definitions;
import io.workfloworchestrator.definition.WorkflowDefinition;
import io.workfloworchestrator.json.CodedException;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.state.Cause;
import io.workfloworchestrator.state.Commit;
import io.workfloworchestrator.state.Moment;
import io.workfloworchestrator.state.Revision;
import io.workfloworchestrator.state.Snapshot;
import io.workfloworchestrator.state.StateKey;
import io.workfloworchestrator.state.StateManager;
import io.workfloworchestrator.state.Transaction;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The definitions that running work began with. Each is kept once beside the work, under a key of its own ({@code
 * definition/<type>-<fingerprint>}), so that work goes on as it was described until somebody migrates it, whatever
 * becomes of the definition's file or of the library. Thread-safe.
 *
 * <p>One record serves all work of the same definition. Undoing the commit that wrote it, for the sake of the work that was
 * begun in it, takes it away from the others too; the next of them that is asked puts it back, from the history. So it does
 * where somebody edited the record's file, since a record is what the work began with: the edited text stays in the history.
 */
final class Recorded {
    /** How far back the text of a record is looked for; one that was edited more often is beyond this. */
    private static final int MOST_EDITS = 100;

    private final StateManager states;
    private final WorkflowDefinition current;
    private final Optional<RuntimeException> fault;
    private volatile @Nullable Known last;
    private volatile @Nullable TakenBack takenBack;

    /** A fingerprint in the state, and the definition that it stands for. */
    private record Known(String fingerprint, WorkflowDefinition definition) {}

    /** An edit of a record that was taken back, and by which revision; it is said until the next. */
    private record TakenBack(Revision by, String words) {}

    /** @param fault why the current definition is the one that was recorded, and not that of the project */
    Recorded(StateManager states, WorkflowDefinition current, Optional<RuntimeException> fault) {
        this.states = states;
        this.current = current;
        this.fault = fault;
    }

    WorkflowDefinition current() {
        return current;
    }

    private static StateKey<Json> key(String type, String fingerprint) {
        return StateKey.json(DefinitionKey.of(type, fingerprint));
    }

    /** Keeps a definition, in the commit of the work that begins to run by it. */
    static void keep(Transaction commit, WorkflowDefinition definition) {
        StateKey<Json> key = key(definition.type(), definition.fingerprint());
        if (commit.find(key).isEmpty()) {
            commit.put(key, definition.toJson());
        }
    }

    /** What was recorded with the work under this key, if there is any. */
    static Optional<WorkflowDefinition> of(StateManager states, StateKey<? extends WorkflowState<?>> key) {
        Moment now = states.now();
        return now.find(key)
                .map(Snapshot::value)
                .flatMap(state ->
                        state.definition().flatMap(fingerprint -> read(states, now, state, fingerprint, edit -> {})));
    }

    /** What the work runs by: what it began with; the current definition when nothing, or the same, was recorded. */
    WorkflowDefinition of(Moment moment, WorkflowState<?> state) {
        return find(moment, state).orElse(current);
    }

    /** As {@link #of}; empty when something was recorded whose text is gone, or was changed. */
    private Optional<WorkflowDefinition> find(Moment moment, WorkflowState<?> state) {
        String fingerprint = state.definition().orElse(current.fingerprint());
        if (fingerprint.equals(current.fingerprint())) {
            return Optional.of(current);
        }
        Known known = last;
        if (known == null || !known.fingerprint.equals(fingerprint)) {
            Optional<WorkflowDefinition> found = read(states, moment, state, fingerprint, edit -> takenBack = edit);
            if (found.isEmpty()) {
                return found;
            }
            boolean same = found.get().fingerprint().equals(current.fingerprint());
            known = new Known(fingerprint, same ? current : found.get());
            last = known;
        }
        return Optional.of(known.definition);
    }

    /** What was recorded with this work, where {@code value} gives the newest value of a key. */
    static Optional<WorkflowDefinition> of(WorkflowState<?> state, Function<String, Optional<Json>> value) {
        return state.definition().flatMap(fingerprint -> read(state, fingerprint, key -> value.apply(key.name())));
    }

    private static Optional<WorkflowDefinition> read(
            StateManager states, Moment moment, WorkflowState<?> state, String fingerprint, Consumer<TakenBack> edits) {
        return read(
                state,
                fingerprint,
                key -> moment.find(key)
                        .filter(kept -> isTextOf(fingerprint, kept.json()))
                        .or(() -> putBack(states, moment, key, fingerprint, edits))
                        .map(Snapshot::value));
    }

    private static boolean isTextOf(String fingerprint, Json text) {
        Json.Obj definition = text.asObject();
        return DefinitionKey.fingerprint(definition).equals(fingerprint)
                || DefinitionKey.hash(definition).equals(fingerprint);
    }

    private static Optional<WorkflowDefinition> read(
            WorkflowState<?> state, String fingerprint, Function<StateKey<Json>, Optional<Json>> value) {
        if (!readable(fingerprint)) {
            return Optional.empty();
        }
        return value.apply(key(state.workflow(), fingerprint))
                .map(Json::asObject)
                .filter(text -> isTextOf(fingerprint, text))
                .map(text -> DefinitionReader.trusted("as recorded", text, DefinitionKey.fingerprint(text)));
    }

    /** The newest text in the history that is this definition's. */
    private static Optional<Snapshot<Json>> putBack(
            StateManager states, Moment moment, StateKey<Json> key, String fingerprint, Consumer<TakenBack> edits) {
        for (Commit commit : moment.history(key, MOST_EDITS)) {
            Optional<Snapshot<Json>> then = moment.at(commit.revision()).find(key);
            if (then.filter(text -> isTextOf(fingerprint, text.json())).isPresent()) {
                putBack(states, key, then.get(), edits, moment.find(key).map(Snapshot::revision));
                return then;
            }
        }
        return Optional.empty();
    }

    /** @param edited the revision of the text that takes its place; empty where there is none */
    private static void putBack(
            StateManager states,
            StateKey<Json> key,
            Snapshot<Json> text,
            Consumer<TakenBack> edits,
            Optional<Revision> edited) {
        String words = edited.map(revision -> "the edit of the recorded definition " + key
                        + " was taken back, because work"
                        + " runs by it as it was when it began. The edited text is in revision " + revision
                        + ": 'workflow show " + key + " --at " + revision
                        + "'. To have the work run by another definition,"
                        + " change the one in " + Definitions.FOLDER + ", then run 'workflow definition migrate'.")
                .orElse("other work runs by this definition too");
        try {
            Revision by = states.change(Cause.of("workflow", words), commit -> {
                        commit.put(key, text.value());
                        return key;
                    })
                    .moment()
                    .revision();
            if (edited.isPresent()) {
                edits.accept(new TakenBack(by, words));
            }
        } catch (CodedException e) {
            // Where nothing can be written the history still has it.
        }
    }

    /** The state is a file that people edit. */
    private static boolean readable(String fingerprint) {
        return DefinitionKey.isFingerprint(fingerprint);
    }

    /** What keeps the project's own definition from being used, and what holds meanwhile. */
    Optional<String> fault() {
        return fault.map(why -> "this work goes on by version " + current.version()
                + " of its definition as recorded, because the project's cannot be used: " + headline(why)
                + (why instanceof BrokenDefinitionException ? " ('workflow verify' shows all problems.)" : ""));
    }

    private static String headline(RuntimeException why) {
        return why instanceof BrokenDefinitionException broken
                ? broken.problems().get(0).headline()
                : String.valueOf(why.getMessage());
    }

    /** What is to be said about it; empty when the work runs by the current definition. */
    Optional<String> concern(Moment moment, WorkflowState<?> state) {
        if (fault.isPresent()) {
            return fault();
        }
        if (state.definition().isEmpty()) {
            return state.version() == current.version()
                    ? Optional.empty()
                    : Optional.of("this work began with version " + state.version()
                            + " of the definition and is read with version " + current.version() + ".");
        }
        Optional<WorkflowDefinition> running = find(moment, state);
        TakenBack edit = takenBack;
        if (edit != null && moment.revision().compareTo(edit.by) <= 0) {
            return Optional.of(edit.words);
        }
        if (running.isEmpty()) {
            return Optional.of("the definition that this work began with (version " + state.version() + ", "
                    + state.definition().orElse("")
                    + ") is no longer kept with it; it is read with the current one, version "
                    + current.version() + ". Restore the file in .ai-planning/" + DefinitionKey.TYPE
                    + ", or migrate the work.");
        }
        return running.get() == current
                ? Optional.empty()
                : Optional.of("the definition of this work was changed since it began; it goes on by version "
                        + state.version()
                        + " as recorded. 'workflow definition diff' shows what would change, 'workflow"
                        + " definition migrate' changes to version " + current.version() + ".");
    }
}
