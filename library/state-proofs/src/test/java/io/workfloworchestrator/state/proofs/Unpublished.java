package io.workfloworchestrator.state.proofs;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.state.spi.Proposal;
import io.workfloworchestrator.state.spi.StateView;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/** Files that hear of no commit, as those of a process that is killed between its acknowledgement and its files. */
record Unpublished(StateView shown) implements StateView {
    @Override
    public void absorb() {
        shown.absorb();
    }

    @Override
    public Map<String, Proposal.Announcement> announce(SortedMap<String, Optional<Json>> changes) {
        return shown.announce(changes);
    }

    @Override
    public void committed(List<String> keys) {
        // The process is gone before it could publish.
    }

    @Override
    public List<Notice> notices() {
        return shown.notices();
    }

    @Override
    public void close() {
        shown.close();
    }
}
