package io.workfloworchestrator.workflow;

import io.workfloworchestrator.definition.Names;
import io.workfloworchestrator.definition.PhaseDefinition;
import io.workfloworchestrator.detect.Detection;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.rules.Condition;
import io.workfloworchestrator.rules.Evaluation;
import io.workfloworchestrator.rules.Facts;
import io.workfloworchestrator.rules.Reason;
import io.workfloworchestrator.state.Revision;
import java.time.Instant;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One state and one detection, and what phases, rules and gates are in the light of both. Thread-safe: computing twice gives
 * equal answers.
 */
final class Situation {
    final Seen seen;
    final Compiled compiled;
    final WorkflowState<?> state;
    final Detection detection;
    final Revision revision;
    final Facts facts;
    private final StateFacts own;
    private @Nullable Evaluation evaluation;

    /** @param assume puts assumptions over the facts; identity outside of simulations */
    Situation(Seen seen, WorkflowState<?> state, Json data, Revision revision, UnaryOperator<Facts> assume) {
        this.seen = seen;
        this.compiled = seen.compiled();
        this.state = state;
        this.detection = seen.detection();
        this.revision = revision;
        String place = state.workflow() + "/" + state.id() + "@" + revision;
        this.own = new StateFacts(seen, state, data, place);
        this.facts = assume.apply(own);
    }

    ItemsNow items() {
        return own.items();
    }

    /** Whether a look at this time would see the same of items: of their claims, their ages and the files that evidence covers. */
    boolean isCurrent(Instant later) {
        return compiled.definition.kinds().isEmpty() || seen.sight().isCurrent(later, items().nextExpiry());
    }

    /** The phase's definition; a state may name a phase that a newer definition no longer has. */
    PhaseDefinition phase() {
        return compiled.definition
                .phase(state.phase())
                .orElseThrow(() -> new WorkflowException(
                        "E_WORKFLOW_PHASE",
                        "The workflow is in phase \"" + state.phase() + "\", which " + compiled.definition
                                + " does not have. Jump to one of "
                                + Names.listed(compiled.definition.phases().stream()
                                        .map(PhaseDefinition::id)
                                        .toList())
                                + ", with the reason."));
    }

    boolean finished() {
        return state.phaseState(state.phase()).left().isPresent();
    }

    synchronized Evaluation evaluation() {
        Evaluation known = evaluation;
        if (known == null) {
            known = compiled.rules.engine.evaluate(state.phase(), facts);
            evaluation = known;
        }
        return known;
    }

    /** Why a condition that holds decides nothing; empty when it does not hold, or decides. */
    Optional<Certainty.Doubt> doubt(Condition condition, Reason reason) {
        return reason.holds() ? Certainty.doubt(condition, detection) : Optional.empty();
    }

    boolean isOpen(Condition gate, Reason reason) {
        return reason.holds() && doubt(gate, reason).isEmpty();
    }

    String closed(Condition gate, Reason reason) {
        return doubt(gate, reason)
                .map(doubt -> doubt.unread()
                        ? doubt.what().substring(0, doubt.what().length() - 1)
                                + ", so this gate is not known to hold. See what was found odd."
                        : doubt.what() + " Until then this gate is not known to hold.")
                .orElseGet(() -> reason.outcome() == Reason.Outcome.ERROR
                        ? "Gate \"" + gate.id() + "\" cannot be decided: " + reason.sentence() + "."
                        : reason.message());
    }
}
