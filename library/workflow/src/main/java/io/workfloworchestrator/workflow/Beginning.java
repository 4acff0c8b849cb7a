package io.workfloworchestrator.workflow;

import io.workfloworchestrator.definition.WorkflowDefinition;
import io.workfloworchestrator.state.Cause;
import io.workfloworchestrator.state.Done;
import io.workfloworchestrator.state.StateKey;
import io.workfloworchestrator.state.Transaction;
import io.workfloworchestrator.workflow.WorkflowState.PhaseState;
import io.workfloworchestrator.workflow.WorkflowState.StepState;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Begins a workflow in its first phase. Thread-safe. */
final class Beginning<T> {
    private static final int LONGEST_TITLE = 200;

    private final Opened<T> opened;

    Beginning(Opened<T> opened) {
        this.opened = opened;
    }

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

    /** The workflow as it begins, in one of its phases. */
    WorkflowState<T> first(String title, String phase) {
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
