package io.workfloworchestrator.workflow;

import io.workfloworchestrator.state.Json;
import io.workfloworchestrator.state.Snapshot;
import io.workfloworchestrator.state.StateKey;
import io.workfloworchestrator.state.StateManager;
import io.workfloworchestrator.state.Transaction;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The definitions that running work began with. Each is kept once beside the work, under a key of its own ({@code
 * definition/<type>-<fingerprint>}), so that work goes on as it was described until somebody migrates it, whatever
 * becomes of the definition's file or of the library. Thread-safe.
 */
final class Recorded {
    /** The type of the keys; no workflow can have it. */
    static final String TYPE = "definition";

    private static final int DIGITS = 20;
    private static final int LONGEST_NAME = 40;

    private final StateManager states;
    private final WorkflowDefinition current;
    private volatile @Nullable WorkflowDefinition last;

    Recorded(StateManager states, WorkflowDefinition current) {
        this.states = states;
        this.current = current;
    }

    static String fingerprint(Json definition) {
        try {
            byte[] text = definition.toString().getBytes(StandardCharsets.UTF_8);
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text);
            return HexFormat.of().formatHex(hash).substring(0, DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static StateKey<Json> key(String type, String fingerprint) {
        String name = type.length() > LONGEST_NAME ? type.substring(0, LONGEST_NAME) : type;
        return StateKey.json(TYPE + "/" + name + "-" + fingerprint);
    }

    /** Keeps a definition, in the commit of the work that begins to run by it. */
    static void keep(Transaction commit, WorkflowDefinition definition) {
        StateKey<Json> key = key(definition.type(), definition.fingerprint());
        if (commit.find(key).isEmpty()) {
            commit.put(key, definition.toJson());
        }
    }

    /** What the work runs by: what it began with; the current definition when nothing, or the same, was recorded. */
    WorkflowDefinition of(WorkflowState<?> state) {
        return find(state).orElse(current);
    }

    /** As {@link #of}; empty when something was recorded whose text is gone, or was changed. */
    Optional<WorkflowDefinition> find(WorkflowState<?> state) {
        String fingerprint = state.definition().orElse(current.fingerprint());
        if (fingerprint.equals(current.fingerprint())) {
            return Optional.of(current);
        }
        WorkflowDefinition known = last;
        if (known == null || !known.fingerprint().equals(fingerprint)) {
            Optional<Json> text = readable(fingerprint)
                    ? states.find(key(state.workflow(), fingerprint)).map(Snapshot::value)
                    : Optional.empty();
            if (text.filter(t -> fingerprint(t).equals(fingerprint)).isEmpty()) {
                return Optional.empty();
            }
            known = DefinitionReader.trusted("version " + state.version(), text.get(), fingerprint);
            last = known;
        }
        return Optional.of(known);
    }

    /** The state is a file that people edit. */
    private static boolean readable(String fingerprint) {
        return fingerprint.matches("[0-9a-f]{" + DIGITS + "}");
    }

    /** What is to be said about it; empty when the work runs by the current definition. */
    Optional<String> concern(WorkflowState<?> state) {
        if (state.definition().isEmpty()) {
            return state.version() == current.version()
                    ? Optional.empty()
                    : Optional.of("this work began with version " + state.version()
                            + " of the definition and is read with version " + current.version() + ".");
        }
        Optional<WorkflowDefinition> running = find(state);
        if (running.isEmpty()) {
            return Optional.of("the definition that this work began with (version " + state.version() + ", "
                    + state.definition().orElse("")
                    + ") is no longer kept with it; it is read with the current one, version "
                    + current.version() + ". Restore the file in .ai-planning/" + TYPE + ", or migrate the work.");
        }
        return running.get() == current
                ? Optional.empty()
                : Optional.of("the definition of this work was changed since it began; it goes on by version "
                        + state.version()
                        + " as recorded. 'workflow definition diff' shows what would change, 'workflow"
                        + " definition migrate' changes to version " + current.version() + ".");
    }
}
