package io.workfloworchestrator.workflow;

import io.workfloworchestrator.definition.WorkflowDefinition;
import io.workfloworchestrator.files.ProjectFolder;
import io.workfloworchestrator.state.StateKey;
import io.workfloworchestrator.state.Transaction;
import java.time.Clock;
import java.util.random.RandomGenerator;

/** Opens the items of a workflow for changes inside of a commit. Thread-safe. */
final class Itemizing<T> {
    private final StateKey<WorkflowState<T>> key;
    private final Recorded recorded;
    private final Looking<T> looking;
    private final Clock clock;
    private final ItemIds ids;
    private final Covering covering;

    Itemizing(
            ProjectFolder project,
            StateKey<WorkflowState<T>> key,
            Recorded recorded,
            Looking<T> looking,
            Clock clock,
            RandomGenerator random) {
        this.key = key;
        this.recorded = recorded;
        this.looking = looking;
        this.clock = clock;
        this.ids = new ItemIds(random);
        this.covering = new Covering(project, looking.covered(), looking::stateFiles);
    }

    ItemChanges in(Transaction commit, String by) {
        WorkflowDefinition running = recorded.of(commit, commit.get(key));
        MoveGates gates = new MoveGates(() -> looking.seen(running).with(OtherWorkflows.in(commit)), looking::anyData);
        return new ItemChanges(commit, key, running, gates, looking.graphs(), ids, WorkflowState.now(clock), by);
    }

    Evidence evidence(EvidenceDraft draft, String by) {
        return draft.of(covering.fingerprints(draft.covers()), by, WorkflowState.now(clock));
    }
}
