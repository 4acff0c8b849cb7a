package io.workfloworchestrator.workflow;

import io.workfloworchestrator.definition.BrokenDefinitionException;
import io.workfloworchestrator.definition.DefinitionKey;
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
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The definitions that running work began with. Each is kept once beside the work, under a key of its own ({@code
 * definition/<type>-<fingerprint>}), so that work goes on as it was described until somebody migrates it, whatever
 * becomes of the definition's file or of the library. Thread-safe.
 *
 * <p>All work of the same definition shares one record. Somebody who undoes the commit in which the first of it began takes the
 * record away from the others too; the next question about one of them puts it back from the history. The same happens when
 * somebody edited the record's file, since the work began with the text before; the edited text stays in the history.
 */
final class Recorded {
    /** How many commits of a record are searched for its text. */
    private static final int MOST_EDITS = 100;

    private final StateManager states;
    private final WorkflowDefinition current;
    private final Optional<RuntimeException> fault;
    private final Commands commands;
    private volatile @Nullable Known last;
    private volatile @Nullable TakenBack takenBack;
    private volatile @Nullable CheckedTools checked;

    /** A fingerprint in the state, and the definition that it stands for. */
    private record Known(String fingerprint, WorkflowDefinition definition) {}

    /** What is wrong with the tools that the current definition names; empty if nothing is. */
    private record CheckedTools(Optional<String> fault) {}

    /** An edit of a record that was taken back by this revision, in words; answers say it until the next revision. */
    private record TakenBack(Revision by, String words) {}

    /** @param fault why {@code current} is the recorded definition, and not the project's */
    Recorded(StateManager states, WorkflowDefinition current, Optional<RuntimeException> fault, Commands commands) {
        this.states = states;
        this.current = current;
        this.fault = fault;
        this.commands = commands;
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

    /**
     * Takes the definition away by which some work ran, in the commit that ends this work, unless other work of its type runs by it.
     *
     * @param left the key that the work had; it has no value any more
     */
    static void leave(Transaction commit, StateKey<Json> left, Json.Obj work) {
        String fingerprint = work.text("definition").orElse("");
        if (!DefinitionKey.isFingerprint(fingerprint)) {
            return;
        }
        boolean isUsed = commit.list(left.type()).stream()
                .flatMap(name -> commit.find(StateKey.json(name)).stream())
                .anyMatch(other -> other.asObject().text("definition").equals(Optional.of(fingerprint)));
        StateKey<Json> record = key(left.type(), fingerprint);
        if (!isUsed && commit.find(record).isPresent()) {
            commit.delete(record);
        }
    }

    /** The definition that was recorded with the work of this key. */
    static Optional<WorkflowDefinition> of(
            StateManager states, StateKey<? extends WorkflowState<?>> key, Commands commands) {
        Texts texts = new Texts(states, commands, edit -> {});
        Moment now = states.now();
        return now.find(key)
                .map(Snapshot::value)
                .flatMap(state -> state.definition().flatMap(fingerprint -> texts.read(now, state, fingerprint)));
    }

    /** The definition that the work runs by: the recorded one; the current one if none was recorded, or its text is gone. */
    WorkflowDefinition of(Moment moment, WorkflowState<?> state) {
        return find(moment, state).orElse(current);
    }

    /** As {@link #of(Moment, WorkflowState)}, inside of a commit. */
    WorkflowDefinition of(Transaction commit, WorkflowState<?> state) {
        String fingerprint = state.definition().orElse(current.fingerprint());
        Known known = last;
        if (fingerprint.equals(current.fingerprint())) {
            return current;
        }
        return known != null && known.fingerprint.equals(fingerprint)
                ? known.definition
                : of(state, name -> commit.find(StateKey.json(name))).orElse(current);
    }

    /** As {@link #of}; empty if the text of the recorded one is gone. */
    private Optional<WorkflowDefinition> find(Moment moment, WorkflowState<?> state) {
        String fingerprint = state.definition().orElse(current.fingerprint());
        if (fingerprint.equals(current.fingerprint())) {
            return Optional.of(current);
        }
        Known known = last;
        if (known == null || !known.fingerprint.equals(fingerprint)) {
            Optional<WorkflowDefinition> found =
                    new Texts(states, commands, edit -> takenBack = edit).read(moment, state, fingerprint);
            if (found.isEmpty()) {
                return found;
            }
            boolean same = found.get().fingerprint().equals(current.fingerprint());
            known = new Known(fingerprint, same ? current : found.get());
            last = known;
        }
        return Optional.of(known.definition);
    }

    /** The definition that was recorded with this work; {@code value} gives the newest value of a key. */
    static Optional<WorkflowDefinition> of(WorkflowState<?> state, Function<String, Optional<Json>> value) {
        return state.definition().flatMap(fingerprint -> read(state, fingerprint, key -> value.apply(key.name())));
    }

    /**
     * The records in the store, each as it was when work began by it.
     *
     * @param edits is told of each edit that is taken back
     */
    private record Texts(StateManager states, Commands commands, Consumer<TakenBack> edits) {
        Optional<WorkflowDefinition> read(Moment moment, WorkflowState<?> state, String fingerprint) {
            return Recorded.read(
                    state,
                    fingerprint,
                    key -> moment.find(key)
                            .filter(kept -> DefinitionKey.isTextOf(
                                    fingerprint, kept.value().asObject()))
                            .or(() -> putBack(moment, key, fingerprint))
                            .map(Snapshot::value));
        }

        /** Finds the newest text of the definition in the history, and commits it again. */
        private Optional<Snapshot<Json>> putBack(Moment moment, StateKey<Json> key, String fingerprint) {
            for (Commit commit : moment.history(key, MOST_EDITS)) {
                Optional<Snapshot<Json>> then = moment.at(commit.revision()).find(key);
                if (then.filter(text ->
                                DefinitionKey.isTextOf(fingerprint, text.value().asObject()))
                        .isPresent()) {
                    putBack(key, then.get(), moment.find(key).map(now -> takenBack(key, now.revision(), commands)));
                    return then;
                }
            }
            return Optional.empty();
        }

        /** @param edit what to say of the edit that is taken back; empty when the record is gone */
        private void putBack(StateKey<Json> key, Snapshot<Json> text, Optional<String> edit) {
            String words = edit.orElse("other work runs by this definition too");
            try {
                Revision by = states.change(Cause.of("workflow", words), commit -> {
                            commit.put(key, text.value());
                            return key;
                        })
                        .moment()
                        .revision();
                edit.ifPresent(said -> edits.accept(new TakenBack(by, said)));
            } catch (CodedException e) {
                // Nothing can be written; the history still has the text.
            }
        }
    }

    private static Optional<WorkflowDefinition> read(
            WorkflowState<?> state, String fingerprint, Function<StateKey<Json>, Optional<Json>> value) {
        if (!DefinitionKey.isFingerprint(fingerprint)) { // the state is a file that people edit
            return Optional.empty();
        }
        return value.apply(key(state.workflow(), fingerprint))
                .flatMap(text -> WorkflowDefinition.recorded(text.asObject(), fingerprint));
    }

    private static String takenBack(StateKey<Json> key, Revision edited, Commands commands) {
        return "the edit of the recorded definition " + key + " was taken back, because work"
                + " runs by it as it was when it began. The edited text is in revision " + edited
                + commands.show(key.name(), edited)
                        .map(line -> ": '" + line + "'")
                        .orElse("")
                + ". To have the work run by another definition, change the one in " + Definitions.FOLDER + ", then "
                + commands.migrate().map(line -> "run '" + line + "'").orElse("migrate the work") + ".";
    }

    /** Why the project's own definition cannot be used, and what the work runs by meanwhile. */
    Optional<String> fault() {
        return fault.map(why -> "this work goes on by version " + current.version()
                + " of its definition as recorded, because the project's cannot be used: " + headline(why)
                + (why instanceof BrokenDefinitionException ? allProblems() : ""));
    }

    /** A tool that the current definition names and nobody has; its advice comes without a call. */
    Optional<String> strangeTool() {
        CheckedTools known = checked;
        if (known == null) {
            known = new CheckedTools(findStrangeTool());
            checked = known;
        }
        return known.fault;
    }

    private Optional<String> findStrangeTool() {
        Set<String> called =
                current.tools().isEmpty() ? current.calledTools() : Set.of(); // else it was proved with them
        Set<String> known = called.isEmpty() ? Set.of() : commands.knownTools();
        if (known.isEmpty() || known.containsAll(called)) {
            return Optional.empty();
        }
        return current.verify(known).stream()
                .filter(problem -> problem.code().equals("E_RULE_TOOL"))
                .findFirst()
                .map(problem -> "the definition names a tool that there is not, so that is advised without a call: "
                        + problem.headline() + allProblems());
    }

    private String allProblems() {
        return commands.verify()
                .map(line -> " ('" + line + "' shows all problems.)")
                .orElse("");
    }

    private static String headline(RuntimeException why) {
        return why instanceof BrokenDefinitionException broken
                ? broken.problems().get(0).headline()
                : String.valueOf(why.getMessage());
    }

    /** What people should know about the definition of this work; empty if it runs by the current one, whose tools there are. */
    Optional<String> concern(Moment moment, WorkflowState<?> state) {
        return concernOfRunning(moment, state).or(this::strangeTool);
    }

    private Optional<String> concernOfRunning(Moment moment, WorkflowState<?> state) {
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
                        + " as recorded. "
                        + commands.difference()
                                .map(line -> "'" + line + "' shows what would change, ")
                                .orElse("")
                        + commands.migrate().map(line -> "'" + line + "'").orElse("Migrating the work")
                        + " changes to version " + current.version() + ".");
    }
}
