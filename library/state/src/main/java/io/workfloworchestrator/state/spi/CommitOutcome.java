package io.workfloworchestrator.state.spi;

import io.workfloworchestrator.state.Commit;
import java.util.Map;

/** The outcome of a {@link Proposal}. */
public sealed interface CommitOutcome {
    record Committed(Commit commit) implements CommitOutcome {}

    /** Its operation id was committed before, by this commit; nothing was changed now. */
    record Repeated(Commit commit) implements CommitOutcome {}

    /**
     * Other commits came first: for each key that they changed, the newest commit. Nothing was changed. A key that is not in
     * this store any more, because its folder was deleted meanwhile, has no winner.
     */
    record Conflict(Map<String, Commit> winners) implements CommitOutcome {
        public Conflict {
            winners = Map.copyOf(winners);
        }
    }
}
